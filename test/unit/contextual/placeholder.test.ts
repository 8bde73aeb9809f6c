import assert from "node:assert/strict";
import { isFiller, isPlaceholder } from "../../../src/core/secrets/contextual/placeholder.ts";
import { chosen, made, token } from "./support.ts";

const placeholders = [
  "",
  "   ",
  "changeme",
  "CHANGE_ME",
  "change-this-password",
  "changeit",
  "your-token-here",
  "your_password_here",
  "YOUR_API_KEY",
  "yourpassword",
  "replace_me",
  "REPLACE-WITH-KEY",
  "insert-secret-here",
  "xxxx",
  "XXXXXXXX",
  "****",
  "••••••",
  "...",
  "sk-...",
  "example",
  "dummy",
  "my-example-key",
  "password",
  "my_secret_token",
  "api key",
  "fake-token-for-tests",
  "TODO",
  "todo: fill in",
  "redacted",
  "[REDACTED]",
  "<your key>",
  "<API_KEY>",
  "prefix-<token>",
  "${TOKEN}",
  "${TOKEN:-changeit}",
  "${{ secrets.TOKEN }}",
  "{{ token }}",
  "{{resolve:secretsmanager:prod/db:SecretString:password}}",
  "%TOKEN%",
  "%X%",
  "$TOKEN",
  "$X",
  "{password}",
  "@PASSWORD@",
  "__TOKEN__",
  "%(password)s",
  "%s",
  ":password",
  "<%= token %>",
  "#{token}",
  "0000000000",
  "aaaaaaaa",
  "ghp_0000000000000000",
  `ghp_${"x".repeat(36)}`,
  `SG.${"x".repeat(22)}.${"x".repeat(43)}`,
  `AKIA${"IOSFODNN7"}EXAMPLE`,
];

const values = [
  "hunter2",
  "open_sesame",
  "root",
  "admin",
  "correct horse battery",
  "1234567890",
  "abc123",
  "a<b>c9",
  "p@ss{1}",
  "m{{h}o)p${e]n",
  "what????9",
];

suite("isPlaceholder", () => {
  for (const value of placeholders) {
    test(`takes ${JSON.stringify(value.slice(0, 40))} for a placeholder`, () => {
      assert.equal(isPlaceholder(value), true);
    });
  }

  for (const value of values) {
    test(`takes ${JSON.stringify(value)} for a value`, () => {
      assert.equal(isPlaceholder(value), false);
    });
  }

  test("leaves generated values and chosen passwords alone", () => {
    for (let round = 0; round < 500; round++) {
      const value = token(20 + (round % 60));
      assert.equal(isPlaceholder(value), false, "a generated value passed for a placeholder");
    }
    assert.equal(isPlaceholder(chosen()), false);
  });

  test("looks at long values in full", () => {
    assert.equal(isPlaceholder(made("base64", 4000)), false);
    assert.equal(isPlaceholder(`${made("base64", 2000)}YOUR_PRIVATE_KEY`), true);
  });
});

suite("isFiller", () => {
  test("finds digits that count up, the start of the alphabet and long repeats", () => {
    for (const run of ["1234567890", "01234567", "abcdefghij", "ABCDEFG", "00000000", "zzzzzzzz"]) {
      assert.equal(isFiller(`sk_live_${run}`), true, run);
    }
  });

  test("finds none in generated values", () => {
    for (let round = 0; round < 500; round++) assert.equal(isFiller(made("hex", 40)), false);
  });

  test("is apart from placeholders", () => {
    assert.equal(isPlaceholder("12345678901234567890"), false);
  });
});
