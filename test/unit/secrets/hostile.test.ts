import assert from "node:assert/strict";
import { blockDetectors, detectors } from "../../../src/core/secrets/detectors/registry.ts";
import { randomFrom } from "../../../src/core/secrets/detectors/generate.ts";
import { secretSamples } from "../../../src/core/secrets/detectors/pages.ts";
import { readers } from "../../../src/core/secrets/contextual/contextDetectors.ts";
import { officialRules } from "../../../src/core/secrets/officialRules.ts";
import { addWindow, type Windows } from "../../../src/core/secrets/prefilter.ts";
import { scan, scanDetailed } from "../../../src/core/secrets/scan.ts";
import { quantifiersOf } from "./quantifiers.ts";

const samples = new Map(secretSamples.map(({ id, positive }) => [id, positive().map(({ text }) => text)]));

/** A text of about the given size made of one piece. */
function fill(piece: string, size: number): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

/** Texts that make a pattern start often and fail late. */
function hostileTexts(keywords: readonly string[], known: readonly string[]): string[] {
  const stretched = [
    "",
    " ",
    "A".repeat(700),
    "a1B2-_".repeat(30),
    " ".repeat(50),
    "_".repeat(40),
    ":".repeat(10),
    ' = "',
    "\\\\",
    "=",
    "\r\n",
  ];
  const fromKeywords = keywords.flatMap((keyword) => stretched.map((tail) => keyword + tail));
  const cutShort = known.flatMap((text) => [
    text.slice(0, -1),
    `${text.slice(0, -1)}!`,
    text.slice(0, text.length >> 1),
  ]);
  return [...fromKeywords, ...cutShort];
}

suite("patterns", () => {
  for (const { id, pattern } of detectors) {
    test(`every quantifier of ${id} is bounded, and nested ones stay small`, () => {
      for (const { source, max, inside } of quantifiersOf(pattern.source)) {
        assert.ok(Number.isFinite(max), `${source} is unbounded`);
        // A group that is repeated with repeats inside can be tried in as many ways as the product says.
        if (inside > 1) assert.ok(max * inside <= 20_000, `${source} nests too much`);
      }
    });
  }

  test("the check itself sees what it is for", () => {
    assert.deepEqual(
      quantifiersOf("a+(?:b{2,5}c){1,3}[x*]\\+d?").map(({ max, inside }) => [max, inside]),
      [
        [Infinity, 1],
        [5, 1],
        [3, 5],
        [1, 1],
      ],
    );
  });
});

/** Pieces that make the detectors which unwrap a text start at every place. */
const wrappedPieces: readonly string[] = [
  '"a" + "bcdefgh"\n',
  '"a"+"bcdefgh"+',
  "'a' . 'b' . 'c' . ",
  '"+"+"+"',
  `"\\"+'\\'+\`\${\`+`,
  '["a", "bcdefgh"].join("")',
  '["a", "bcdefgh"].join(',
  '"".join(["aaaa", "bbbb", ',
  "join(concat(implode(",
  "key: |\n  value1\n",
  "key = <<EOF\n",
  "\\x67",
  "\\x67 ",
  "a\\x67b%67c&#x67;d=67",
  "%67%",
  "&#x67;&#",
  "\\/",
  "=67=68=69=70=71=72=73=74=75=76 ",
  '${"a"}',
  "Z2xwYXQt",
  "Z2xwYXQtZ2xwYXQtZ2xwYXQt/",
  `${"Z2xwYXQt".repeat(8)}\n`,
  "676c7061742d",
  "676c7061742d676c7061742d676c7061742d-",
];

suite("work on hostile texts", () => {
  test("detectors that unwrap hand on no more than a few times the text, in few calls", () => {
    for (const piece of wrappedPieces) {
      const text = fill(piece, 60_000);
      for (const reader of readers) {
        const hits = reader.keywords.flatMap((keyword) =>
          [...text.matchAll(new RegExp(keyword, "gi"))].map(({ index }) => ({
            keyword,
            start: index,
            end: index + keyword.length,
          })),
        );
        hits.sort((a, b) => a.start - b.start);
        let units = 0;
        let calls = 0;
        const inner = (read: string): [] => {
          units += read.length;
          calls++;
          return [];
        };
        assert.deepEqual([...reader.detect(text, hits, { path: "a.py", inner })], []);
        assert.ok(calls <= 2, `${JSON.stringify(piece)}: ${calls} calls`);
        assert.ok(units <= 6 * text.length, `${JSON.stringify(piece)}: ${units} units`);
      }
    }
  });

  test("no pattern reads a place of the text twice", () => {
    for (const { keywords, reach = { before: 128, after: 512 } } of detectors) {
      const [keyword = ""] = keywords;
      for (const piece of [keyword, `${keyword} `, `${keyword}${" ".repeat(reach.after)}`]) {
        const windows: Windows = [];
        for (let start = 0; start < 20_000; start += piece.length) {
          addWindow(windows, Math.max(0, start - reach.before), start + keyword.length + reach.after);
        }
        for (let index = 2; index < windows.length; index += 2)
          assert.ok(windows[index]! > windows[index - 1]!);
      }
    }
  });
});

suite("hostile texts", () => {
  test("every detector and official rule ends on texts made against it", async function () {
    this.timeout(300_000);
    const size = 3_000;
    for (const { id, keywords } of [
      ...detectors,
      ...blockDetectors.map((one) => ({ id: one.rules[0]!.id, keywords: one.keywords })),
    ]) {
      const pieces = hostileTexts(keywords.slice(0, 2), (samples.get(id) ?? []).slice(0, 1));
      await scan(pieces.map((piece) => fill(piece, size)).join("\n"), { path: "" });
    }
    for (const { keywords } of officialRules) {
      const pieces = hostileTexts(keywords, []);
      await scan(pieces.map((piece) => fill(piece, size)).join("\n"), { path: "package.json" });
    }
  });

  test("one megabyte on one line, with a token at its end", async function () {
    this.timeout(120_000);
    const token = `glpat-${randomFrom("line")("base62", 20)}`;
    const text = `${fill('{"key":"value","list":[1,2,3]},', 1_000_000)}"${token}"`;
    const findings = await scan(text, { path: "a.json" });
    const last = findings.at(-1);
    assert.equal(text.slice(last?.span.start, last?.span.end), token);
  });

  test("ten thousand secrets in one file, each with its exact place", async function () {
    this.timeout(120_000);
    const random = randomFrom("many");
    const tokens = Array.from({ length: 10_000 }, () => `glpat-${random("base62", 20)}`);
    for (const separator of ["\n", " "]) {
      const text = tokens.join(separator);
      const { findings } = await scanDetailed(text, { path: "a.txt" });
      assert.equal(findings.length, tokens.length);
      assert.ok(findings.every(({ span }, index) => text.slice(span.start, span.end) === tokens[index]));
    }
  });

  test("deep nesting, NUL, lone surrogates and mixed line ends", async function () {
    this.timeout(120_000);
    const token = `glpat-${randomFrom("odd")("base62", 20)}`;
    const around = [
      "[".repeat(50_000),
      '{"a":'.repeat(20_000),
      "\0".repeat(1000),
      "\ud800\udc00\udfff\ud800",
      "\r\r\n\n\r",
      "\u2028\u2029",
      "<a>".repeat(10_000),
    ];
    for (const odd of around) {
      const text = `${odd} ${token} ${odd}`;
      const findings = await scan(text, { path: "a.json" });
      assert.ok(findings.some(({ span }) => text.slice(span.start, span.end) === token));
    }
  });

  test("ten thousand BEGIN lines without an end, and keys inside keys", async function () {
    this.timeout(120_000);
    assert.deepEqual(await scan("-----BEGIN RSA PRIVATE KEY-----\n".repeat(10_000), { path: "" }), []);
    const body = `${randomFrom("pem")("base62", 64)}\n`.repeat(6);
    const open = `-----BEGIN PRIVATE KEY-----\n${body}`;
    const text = open.repeat(500);
    assert.equal((await scan(text, { path: "" })).length, 500);
  });
});
