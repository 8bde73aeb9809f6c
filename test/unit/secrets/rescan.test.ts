import assert from "node:assert/strict";
import * as fc from "fast-check";
import { secretSamples } from "../../../src/core/secrets/detectors/pages.ts";
import { rescan } from "../../../src/core/secrets/rescan.ts";
import { scanDetailed, type ScanResult } from "../../../src/core/secrets/scan.ts";

const tokens = secretSamples.flatMap(({ positive }) => positive().map(({ text }) => text));
const prose = [
  "const answer = 42;",
  "// picket:ignore-next-line",
  "password = 'correct-horse-9Battery'",
  "-----BEGIN RSA PRIVATE KEY-----",
  "-----END RSA PRIVATE KEY-----",
  "The quick brown fox jumps over the lazy dog and runs away.",
  "  key: value # picket:ignore",
  "postgres://app:s3cr3tPass9@db.internal:5432/app",
  "}",
  "",
];

/** A text of many lines, with a token here and there, from numbers that fast-check can shrink. */
function textOf(numbers: readonly number[], lines: number): string {
  return Array.from({ length: lines }, (_, line) => {
    const number = numbers[line % numbers.length]! + line;
    return number % 23 === 0 ? tokens[number % tokens.length]! : prose[number % prose.length]!;
  }).join("\n");
}

const numbers = fc.array(fc.nat(5000), { minLength: 20, maxLength: 60 });
const insertions = fc.oneof(
  fc.constantFrom("", "x", "\n", " ", '"', ...prose, "/* secretlint-disable */", "picket:ignore-file"),
  fc.nat(tokens.length - 1).map((index) => tokens[index]!),
  fc.string({ maxLength: 6 }),
);
const edits = fc.array(
  fc.record({ at: fc.nat(1_000_000), removed: fc.oneof(fc.nat(3), fc.nat(4000)), inserted: insertions }),
  { minLength: 1, maxLength: 4 },
);

function visible({ findings, suppressed }: ScanResult): unknown {
  return { findings, suppressed };
}

suite("rescan", () => {
  const context = { path: "src/app.ts" };

  test("gives what a full scan gives, after any edits", async function () {
    this.timeout(120_000);
    let incremental = 0;
    await fc.assert(
      fc.asyncProperty(numbers, edits, async (seed, changes) => {
        let text = textOf(seed, 2600);
        let result = await scanDetailed(text, context);
        for (const { at, removed, inserted } of changes) {
          const start = at % (text.length + 1);
          const gone = Math.min(removed, text.length - start);
          text = text.slice(0, start) + inserted + text.slice(start + gone);
          result = await rescan(result, text, { start, removed: gone, inserted: inserted.length }, context);
          assert.deepEqual(visible(result), visible(await scanDetailed(text, context)));
          incremental++;
        }
      }),
      { numRuns: 20 },
    );
    assert.ok(incremental >= 20);
  });

  test("scans only around the edit", async () => {
    const token = tokens[0]!;
    const text = `${"line of prose\n".repeat(20_000)}${token}\n`;
    const before: ScanResult = { findings: [], suppressed: 0, seen: [] };
    const result = await rescan(before, text, { start: 0, removed: 0, inserted: 14 }, context);
    assert.equal(result.findings.length, 0, "the far end is not looked at");
  });

  test("rejects with the signal's reason", async () => {
    const reason = new Error("gone");
    const signal = AbortSignal.abort(reason);
    const before: ScanResult = { findings: [], suppressed: 0, seen: [] };
    const change = { start: 0, removed: 0, inserted: 1 };
    await assert.rejects(rescan(before, "a", change, { ...context, signal }), reason);
  });
});

suite("scanning in chunks", () => {
  test("gives what one stretch gives, and pauses between chunks", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(numbers, fc.boolean(), async (seed, oneLine) => {
        const lines = textOf(seed, 9000);
        const text = oneLine ? lines.replaceAll("\n", " ") : lines;
        let pauses = 0;
        const pause = async (): Promise<void> => {
          pauses++;
        };
        const chunked = await scanDetailed(text, { path: "", pause });
        assert.deepEqual(visible(chunked), visible(await scanDetailed(text, { path: "" })));
        assert.equal(pauses, Math.floor((text.length - 1) / 131_072));
      }),
      { numRuns: 4 },
    );
  });

  test("stops between chunks when the signal is aborted", async () => {
    const controller = new AbortController();
    let pauses = 0;
    const pause = async (): Promise<void> => {
      pauses++;
      controller.abort(new Error("enough"));
    };
    const text = "some text ".repeat(100_000);
    await assert.rejects(scanDetailed(text, { path: "", pause, signal: controller.signal }), /enough/);
    assert.equal(pauses, 1);
  });
});
