import assert from "node:assert/strict";
import { hiding } from "../../../src/cli/mcp/hide.ts";

suite("hiding values of a text", () => {
  const text = 'one "secret-Value" two "other.value" three "abc" four "\\u0061bcdefgh" five "------"';
  const spanOf = (value: string) => ({ start: text.indexOf(value), end: text.indexOf(value) + value.length });
  const values = ["secret-Value", "other.value", "abc", "\\u0061bcdefgh", "------"].map(spanOf);
  const whole = { start: 0, end: text.length };

  test("takes values out in any case and with any separators", () => {
    const hide = hiding(text, values)(whole);
    assert.equal(hide("a secret-Value, SECRET_VALUE and other-value"), "a ********, ******** and ********");
    assert.equal(hide("abcdefgh"), "********");
  });

  test("leaves short values and separators alone: they would blot out ordinary text", () => {
    assert.equal(hiding(text, values)(whole)("abc - ------"), "abc - ------");
  });

  test("looks at the values of the stretch alone", () => {
    const stretch = { start: 0, end: text.indexOf("two") };
    assert.equal(hiding(text, values)(stretch)("secret-Value other.value"), "******** other.value");
  });

  test("finds the head of a long value that a message cut", () => {
    const long = "k".repeat(100);
    const hide = hiding(long, [{ start: 0, end: 100 }])({ start: 0, end: 100 });
    assert.equal(hide(`it is "${long.slice(0, 60)}…".`), 'it is "********".');
  });
});
