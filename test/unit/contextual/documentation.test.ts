import assert from "node:assert/strict";
import { randomness } from "../../../src/core/secrets/contextual/randomness.ts";
import { isPlaceholder } from "../../../src/core/secrets/contextual/placeholder.ts";
import { isTyped } from "../../../src/core/secrets/contextual/typed.ts";
import { expectFound, expectQuiet, made, token } from "./support.ts";

const key = token(32);

suite("examples in documentation", () => {
  const lines: readonly (readonly [text: string, path: string])[] = [
    [`/**\n * client.connect({ apiToken: "${key}" })\n */`, "a.ts"],
    [`/// let api_token = "${key}";`, "a.rs"],
    [`>>> connect(api_token="${key}")`, "a.py"],
    [`#   client.api_token = "${key}"`, "a.rb"],
  ];
  for (const [text, path] of lines) {
    test(`a comment's example is information in ${path}`, () => {
      expectFound(text, key, { confidence: "low" }, { path });
    });
  }

  test("code that is commented out, and a list in prose, are warnings", () => {
    expectFound(`// const apiToken = "${key}";`, key, { confidence: "medium" }, { path: "a.ts" });
    expectFound(`# api_token = "${key}"`, key, { confidence: "medium" }, { path: "a.py" });
    expectFound(`* API token: ${key}`, key, { confidence: "medium" }, { path: "a.md" });
  });

  test("values that public documents print are nobody's", () => {
    const examples = [
      ["2YotnFZF", "Ejr1zCsicMWpAA"],
      ["mF_9.B5f", "-4.1JqM"],
      ["SomeKindOf", "Password123!@#"],
    ];
    for (const parts of examples) {
      const value = parts.join("");
      assert.ok(isPlaceholder(value));
      assert.ok(!isPlaceholder(`${value}x`));
      expectQuiet(`access_token: ${value}`, { path: "a.yaml" });
    }
  });

  test("what a hand ran over the keyboard is not generated", () => {
    for (const parts of [
      ["lsdkfol23", "w54jlksdef"],
      ["qwe0892", "34lkjsdf"],
      ["askfjh2", "34as9sd8"],
    ]) {
      const value = parts.join("");
      assert.ok(isTyped(value), parts[0]);
      expectQuiet(`oauth_token = "${value}"`, { path: "a.py" });
    }
    let typed = 0;
    for (let round = 0; round < 500; round++) {
      if (isTyped(made("alnum", 24)) || isTyped(made("hex", 20))) typed++;
    }
    assert.ok(typed <= 5, `${typed} of 500 generated values`);
    assert.equal(randomness(made("alnum", 32)), 2);
  });
});
