import assert from "node:assert/strict";
import { visibleText } from "../../../src/protocol/visibleText.ts";

suite("visible text", () => {
  const cases: readonly (readonly [name: string, text: string, shown: string])[] = [
    ["plain text", "arn:aws:s3:::orders/2026 01", "arn:aws:s3:::orders/2026 01"],
    ["letters of any script", "Bestellungen-äöü-注文-طلبات-🎁", "Bestellungen-äöü-注文-طلبات-🎁"],
    ["line break, tab, null, delete", "a\nb\tc\0d\x7f", "a␊b␉c␀d␡"],
    ["control characters of the upper half", "a\u009bb", "a[U+009B]b"],
    ["directions", "exe\u202egpj\u2066x\u2069\u200f", "exe[U+202E]gpj[U+2066]x[U+2069][U+200F]"],
    ["zero width", "ad\u200bmin\ufeff\u2060", "ad[U+200B]min[U+FEFF][U+2060]"],
    ["separators and fillers", "a\u2028b\u3164c\u00add", "a[U+2028]b[U+3164]c[U+00AD]d"],
    ["tags beyond the first plane", "a\u{e0041}b", "a[U+E0041]b"],
    ["half of a pair", "a\ud800b", "a[U+D800]b"],
    ["a variation selector", "a\ufe0fb", "a[U+FE0F]b"],
  ];
  for (const [name, text, shown] of cases) {
    test(name, () => assert.equal(visibleText(text), shown));
  }
});
