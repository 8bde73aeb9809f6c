import assert from "node:assert/strict";
import { issuedTokens } from "../../../src/core/secrets/contextual/issuedTokens.ts";
import { isDotted, isMixed, isPrefixed } from "../../../src/core/secrets/contextual/tokenShapes.ts";
import { expectFound, expectQuiet, made, token } from "./support.ts";

const only = { detectors: [issuedTokens] };
const uuid = (): string => [8, 4, 4, 4, 12].map((size) => made("hex", size)).join("-");

/** A generated value with digits enough to be told from a name: one in some hundred has hardly any. */
function mixed(length: number): string {
  for (;;) {
    const value = token(length);
    if (isMixed(value)) return value;
  }
}

suite("tokens by their form", () => {
  test("generated parts with dots between", () => {
    for (const value of [
      [mixed(24), `a${made("digits", 1)}B${made("letters", 3)}`, mixed(27)].join("."),
      [made("hex", 32), mixed(16)].join("."),
    ]) {
      expectFound(`bot ${value}`, value, { id: "issued-token", confidence: "medium" }, only);
      expectFound(
        `x = "${value}"`,
        value,
        { id: "issued-token", confidence: "medium" },
        { ...only, path: "a.ts" },
      );
    }
  });

  test("a number that is tied to a generated body", () => {
    for (const sign of [":", "|"]) {
      const value = `${made("digits", 10)}${sign}${mixed(35)}`;
      expectFound(`send with ${value} now`, value, { id: "issued-token" }, only);
      expectQuiet(`at ${made("digits", 2)}${sign}${token(35)}`, only);
    }
  });

  test("capitals before a UUID, and digits that are no digest", () => {
    const value = ["RG", "API-", uuid()].join("");
    assert.ok(isPrefixed(value));
    assert.ok(isPrefixed(`cr-${made("hex", 58)}`));
    assert.ok(!isPrefixed(`cr-${made("hex", 64)}`));
    assert.ok(!isPrefixed(`cr-${made("hex", 40)}`));
    assert.ok(!isPrefixed(`BUILD-${uuid()}`));
    assert.ok(!isPrefixed(`job-${uuid()}`));
  });

  test("padding belongs to the value", () => {
    const value = `tkn.v1_${token(60)}=`;
    expectFound(`crm ${value}`, value, { id: "issued-token" }, only);
  });

  test("a text that is one generated value", () => {
    const value = mixed(40);
    expectFound(
      `${value}\n`,
      value,
      { id: "issued-token", confidence: "medium" },
      { ...only, path: "run/api_token" },
    );
    expectFound(value, value, { confidence: "low" }, { ...only, path: "test/fixtures/api_token" });
    expectQuiet(`${value}\n`, { ...only, path: "BUILD_ID" });
    expectQuiet(`${value}\n`, { ...only, path: "a.sha256" });
    for (const one of [made("hex", 64), uuid(), `nonce-${made("base64", 22)}==`, `${value} ${token(40)}`]) {
      expectQuiet(`${one}\n`, only);
    }
  });

  test("names, versions and files are none", () => {
    for (const name of [
      "org.apache.commons.configuration2.builder.fluent",
      "hexagon_V6_vdmpyhb_acc_128B_dispatch",
      "avx512fp16_vcvtsh2usi32_round_mask64",
      `chunk.${made("hex", 32)}.bundle`,
      `main.${token(20)}.chunk.js`,
      `v1.2.3-beta.${made("hex", 40)}`,
    ]) {
      assert.ok(!isDotted(name), name);
      expectQuiet(`import "${name}";`, only);
    }
  });
});
