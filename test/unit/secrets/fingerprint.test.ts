import assert from "node:assert/strict";
import * as fc from "fast-check";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { fingerprints } from "../../../src/core/secrets/fingerprint.ts";
import { mask, redact } from "../../../src/core/secrets/redact.ts";
import { scan } from "../../../src/core/secrets/scan.ts";

const random = randomFrom("fingerprint");
const tokens = Array.from({ length: 4 }, () => `glpat-${random("base62", 20)}`);

async function printsOf(text: string, path = "a.ts"): Promise<string[]> {
  return fingerprints(await scan(text, { path }), text, path, nodeHash);
}

suite("fingerprints", () => {
  test("have the form of the report", async () => {
    const [print] = await printsOf(`const a = "${tokens[0]}";`);
    assert.match(print ?? "", /^sha256:[0-9a-f]{64}$/);
  });

  test("do not depend on the value, nor on the line's place", async () => {
    const before = await printsOf(`const a = "${tokens[0]}";`);
    assert.deepEqual(await printsOf(`const a = "${tokens[1]}";`), before);
    assert.deepEqual(await printsOf(`// more\r\n\r\n\tconst a = "${tokens[0]}";\r\n`), before);
  });

  test("depend on path and line", async () => {
    const before = await printsOf(`const a = "${tokens[0]}";`);
    assert.notDeepEqual(await printsOf(`const b = "${tokens[0]}";`), before);
    assert.notDeepEqual(await printsOf(`const a = "${tokens[0]}";`, "b.ts"), before);
  });

  test("differ for equal lines, and for values on one line", async () => {
    const line = `const a = "${tokens[0]}", b = "${tokens[1]}";\n`;
    const prints = await printsOf(line + line);
    assert.equal(new Set(prints).size, 4);
    const swapped = `const a = "${tokens[2]}", b = "${tokens[3]}";\n`;
    assert.deepEqual(await printsOf(swapped + line), prints);
  });

  test("stay short work on one long line", async function () {
    this.timeout(60_000);
    const prints = await printsOf(tokens.join(" ").concat(" ").repeat(1000));
    assert.equal(prints.length, 4000);
    assert.equal(new Set(prints).size, 4000);
  });
});

suite("redaction", () => {
  test("puts one mask in place of each span, whatever its length", () => {
    const text = "a=secret b=longer-secret c";
    assert.equal(
      redact(text, [
        { start: 11, end: 24 },
        { start: 2, end: 8 },
      ]),
      `a=${mask} b=${mask} c`,
    );
  });

  test("leaves nothing of what any span covers", () => {
    const spans = fc.array(fc.record({ start: fc.nat(50), size: fc.nat(20) }), { maxLength: 8 });
    fc.assert(
      fc.property(spans, (list) => {
        const text = Array.from({ length: 80 }, (_, index) => String.fromCharCode(0x4e00 + index)).join("");
        const ranges = list.map(({ start, size }) => ({ start, end: start + size }));
        const masked = redact(text, ranges);
        for (let index = 0; index < text.length; index++) {
          const covered = ranges.some(({ start, end }) => start <= index && index < end);
          assert.equal(masked.includes(text[index]!), !covered);
        }
      }),
    );
  });
});
