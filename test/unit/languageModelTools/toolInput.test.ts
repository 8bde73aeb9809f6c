import assert from "node:assert/strict";
import {
  membersOf,
  textIn,
  textsIn,
  WrongInput,
} from "../../../src/features/languageModelTools/toolInput.ts";

suite("input of tools for language models", () => {
  test("only objects are taken", () => {
    for (const input of [undefined, null, "text", 1, ["a"]])
      assert.throws(() => membersOf(input), WrongInput);
    assert.deepEqual(membersOf({ a: 1 }), { a: 1 });
  });

  test("texts are bounded, and what is wrong is not quoted", () => {
    assert.equal(textIn({ a: "abc" }, "a", 3), "abc");
    assert.equal(textIn({}, "a", 3), undefined);
    assert.throws(() => textIn({ a: 1 }, "a", 3), /"a" must be a string/);
    assert.throws(
      () => textIn({ a: "secret-value" }, "a", 3),
      ({ message }: Error) => /longer than 3/.test(message) && !message.includes("secret"),
    );
  });

  test("lists are bounded in number and length", () => {
    const longest = { list: 2, text: 3 };
    assert.deepEqual(textsIn({ a: ["a", "b"] }, "a", longest), ["a", "b"]);
    for (const a of [["a", "b", "c"], ["abcd"], [1], "a", {}])
      assert.throws(() => textsIn({ a }, "a", longest), WrongInput);
  });
});
