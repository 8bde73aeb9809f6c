import assert from "node:assert/strict";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import {
  entryLine,
  genesis,
  sealEntry,
  type ChainEntry,
} from "../../../src/core/posture/chain/chainEntry.ts";
import { headFile, sealHead } from "../../../src/core/posture/chain/chainHead.ts";
import { verifyChain } from "../../../src/core/posture/chain/verifyChain.ts";
import type { VerifyContext } from "../../../src/core/posture/chain/verifyContext.ts";
import type { ReportSigner } from "../../../src/core/posture/ports.ts";
import { context, hour, newKey, noon } from "./postureSamples.ts";

/** A chain of a run each day. */
function chainOf(
  count: number,
  signer: ReportSigner | undefined,
  times?: readonly number[],
): readonly ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (let seq = 0; seq < count; seq++) {
    const draft = {
      seq,
      time: new Date(times?.[seq] ?? noon + seq * hour).toISOString(),
      host: "0123456789abcdef",
      previous: entries.at(-1)?.hash ?? genesis,
      report: nodeHash.sha256(`report ${seq}`),
      files: { html: nodeHash.sha256(`html ${seq}`), csv: nodeHash.sha256(`csv ${seq}`) },
      summary: { pass: seq, fail: 1, unknown: 2, notApplicable: 3 },
    };
    entries.push(sealEntry(draft, nodeHash, signer));
  }
  return entries;
}

const textOf = (entries: readonly ChainEntry[]): string => entries.map(entryLine).join("");

function headOf(entries: readonly ChainEntry[], signer: ReportSigner | undefined): string {
  const last = entries.at(-1);
  assert.ok(last);
  return headFile(sealHead(last, signer));
}

suite("chain of posture reports", () => {
  const { signer } = newKey();
  const entries = chainOf(5, signer);
  const text = textOf(entries);
  const head = headOf(entries, signer);
  const codes = (
    changed: string,
    end: string | undefined = head,
    change: Partial<VerifyContext> = {},
  ): readonly string[] =>
    verifyChain(changed, end, context({ key: signer.publicKey, ...change })).problems.map(
      ({ code, line }) => `${code}${line === undefined ? "" : ` ${line}`}`,
    );

  test("holds when nothing was changed, with a named key and without", () => {
    assert.deepEqual(codes(text), []);
    assert.deepEqual(verifyChain(text, head, context()).problems, []);
    assert.equal(verifyChain(text, head, context()).entries.length, 5);
  });

  test("every changed byte is noticed: another, one bit, removed, doubled", () => {
    const short = textOf(chainOf(1, signer));
    const end = headOf(chainOf(1, signer), signer);
    let tried = 0;
    for (let at = 0; at < short.length; at++) {
      const code = short.charCodeAt(at);
      const put = (middle: string): string => `${short.slice(0, at)}${middle}${short.slice(at + 1)}`;
      const own = short.charAt(at);
      for (const mutant of [
        put(own === "x" ? "y" : "x"),
        put(String.fromCharCode(code ^ 1)),
        put(""),
        put(`${own}${own}`),
      ]) {
        tried++;
        assert.notDeepEqual(codes(mutant, end), [], `not noticed at ${at}`);
      }
    }
    assert.ok(tried > 2500);
  });

  test("every changed byte of the end's file is noticed", () => {
    for (let at = 0; at < head.length; at++) {
      const other = head.charAt(at) === "x" ? "y" : "x";
      assert.notDeepEqual(codes(text, `${head.slice(0, at)}${other}${head.slice(at + 1)}`), []);
      assert.notDeepEqual(codes(text, `${head.slice(0, at)}${head.slice(at + 1)}`), []);
    }
  });

  const lines = text.split("\n").slice(0, -1);
  const joined = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

  test("removed lines are noticed wherever they stood", () => {
    for (const index of lines.keys())
      assert.notDeepEqual(codes(joined(lines.filter((_, at) => at !== index))), [], `line ${index + 1}`);
    for (let kept = 0; kept < lines.length - 1; kept++)
      assert.ok(
        codes(joined(lines.slice(0, kept))).some((code) => code.startsWith("head")),
        `${kept} kept`,
      );
    assert.deepEqual(codes(joined(lines.slice(0, 3))), ["head"]);
  });

  test("lines that change places, are doubled or put in are noticed", () => {
    for (let index = 0; index + 1 < lines.length; index++) {
      const swapped = [...lines];
      [swapped[index], swapped[index + 1]] = [swapped[index + 1] ?? "", swapped[index] ?? ""];
      assert.ok(codes(joined(swapped)).some((code) => code.startsWith("link")));
    }
    assert.ok(codes(joined([...lines, lines[4] ?? ""])).includes("sequence 6"));
    assert.ok(codes(joined([...lines.slice(0, 2), "", ...lines.slice(2)])).includes("not-json 3"));
    assert.ok(codes(joined([...lines.slice(0, 2), "{}", ...lines.slice(2)])).includes("form 3"));
    const foreign = entryLine(
      chainOf(3, newKey().signer)[2] ?? sealEntry({} as never, nodeHash, signer),
    ).trimEnd();
    assert.ok(codes(joined([...lines.slice(0, 2), foreign, ...lines.slice(3)])).includes("wrong-key 3"));
  });

  for (const field of [
    "seq",
    "time",
    "host",
    "previous",
    "report",
    "files",
    "summary",
    "key",
    "hash",
    "signature",
  ] as const) {
    test(`another ${field} is noticed, also when the hash is made anew`, () => {
      const other = chainOf(6, newKey().signer)[5];
      assert.ok(other);
      const changed = entries.map((entry, index) =>
        index === 2 ? { ...entry, [field]: field === "host" ? "f".repeat(16) : other[field] } : entry,
      );
      assert.notDeepEqual(codes(textOf(changed)), []);
      const { hash: _, signature: __, v: ___, key: ____, ...draft } = changed[2] ?? other;
      const again = sealEntry(draft, nodeHash, undefined);
      const forged = { ...again, key: signer.publicKey, signature: entries[2]?.signature };
      assert.notDeepEqual(codes(textOf(changed.map((entry, index) => (index === 2 ? forged : entry)))), []);
    });
  }

  test("a chain that somebody else signed anew holds by itself, and not with the expected key", () => {
    const thief = newKey().signer;
    const stolen = chainOf(5, thief);
    assert.deepEqual(verifyChain(textOf(stolen), headOf(stolen, thief), context()).problems, []);
    const found = codes(textOf(stolen), headOf(stolen, thief));
    assert.deepEqual(found, [
      "wrong-key 1",
      "wrong-key 2",
      "wrong-key 3",
      "wrong-key 4",
      "wrong-key 5",
      "wrong-key",
    ]);
  });

  test("a key that changes on the way is noticed without a named key", () => {
    const mixed = entries.slice(0, 4);
    const {
      hash: _,
      signature: __,
      v: ___,
      key: ____,
      ...draft
    } = entries[4] ?? chainOf(1, signer)[0] ?? assert.fail();
    const other = newKey().signer;
    mixed.push(sealEntry(draft, nodeHash, other));
    assert.deepEqual(
      codes(textOf(mixed), headOf(mixed, other), { key: undefined as never }).includes("key-changed 5"),
      true,
    );
  });

  test("a signature that is gone is noticed, and a chain without any counts only where that is allowed", () => {
    const plain = chainOf(3, undefined);
    const end = headOf(plain, undefined);
    assert.deepEqual(verifyChain(textOf(plain), end, context({ allowUnsigned: true })).problems, []);
    assert.ok(verifyChain(textOf(plain), end, context()).problems.every(({ code }) => code === "unsigned"));
    const bare = entries.map((entry) => {
      const { signature: _, ...rest } = entry;
      return rest;
    });
    assert.ok(codes(textOf(bare), head, { allowUnsigned: true }).includes("unsigned 1"));
  });

  test("a clock that went back, and one of the future, are told", () => {
    const back = chainOf(3, signer, [noon + 2 * hour, noon, noon + 3 * hour]);
    assert.deepEqual(codes(textOf(back), headOf(back, signer)), ["clock-back 2"]);
    const ahead = chainOf(2, signer, [noon, noon + 1000 * hour]);
    assert.deepEqual(codes(textOf(ahead), headOf(ahead, signer)), ["future 2"]);
  });

  test("the end's file: missing, of another chain, one behind", () => {
    assert.deepEqual(
      verifyChain(text, undefined, context()).problems.map(({ code }) => code),
      ["head"],
    );
    const other = chainOf(5, signer, [1, 2, 3, 4, 5]);
    assert.deepEqual(codes(text, headOf(other, signer)), ["head"]);
    assert.deepEqual(
      codes(text, headOf(entries.slice(0, 4), signer)),
      [],
      "a run was stopped between two files",
    );
    assert.deepEqual(codes(text, headOf(entries.slice(0, 3), signer)), ["head"]);
    assert.deepEqual(codes("", head), ["head"]);
  });

  test("an older end with the chain of its time holds: other copies, and the reports beside it, tell", () => {
    const cut = entries.slice(0, 2);
    assert.deepEqual(codes(textOf(cut), headOf(cut, signer)), []);
  });
});
