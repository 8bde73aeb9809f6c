import assert from "node:assert/strict";
import { randomness } from "../../../src/core/secrets/contextual/randomness.ts";
import { shannonEntropy, surprise } from "../../../src/core/secrets/contextual/surprise.ts";
import { made } from "./support.ts";

const names = [
  "getUserPasswordFromRequest",
  "AWS_SECRET_ACCESS_KEY_ID",
  "application-configuration-properties",
  "HttpServletRequestWrapper",
  "addRepoAccessToSelfHostedRunnerGroup",
  "my_very_long_variable_name_2",
  "com.example.application.ServiceImpl",
  "thisismyunsername",
  "internationalization",
  "2026-01-31T10:11:12.000",
  "1234567890123456",
];

function shareOfRandom(alphabet: "hex" | "alnum" | "base62" | "base64" | "base32", length: number): number {
  const rounds = 300;
  let hits = 0;
  for (let round = 0; round < rounds; round++) if (randomness(made(alphabet, length)) === 2) hits++;
  return hits / rounds;
}

suite("randomness", () => {
  for (const name of names) {
    test(`takes ${name} for a name`, () => {
      assert.equal(randomness(name), 0);
    });
  }

  test("knows what machines make, whatever the alphabet", () => {
    for (const alphabet of ["hex", "alnum", "base62", "base64"] as const) {
      assert.ok(shareOfRandom(alphabet, 20) > 0.95, `${alphabet} of 20`);
      assert.ok(shareOfRandom(alphabet, 40) > 0.98, `${alphabet} of 40`);
    }
    assert.ok(shareOfRandom("base32", 32) > 0.95);
  });

  test("is not sure of short text, and never of less than eight", () => {
    assert.notEqual(randomness(made("base62", 9)), 2);
    assert.equal(randomness("x9K!q2"), 0);
  });

  test("drops text that repeats few characters, and alphabets", () => {
    assert.equal(randomness("a1a1a1a1a1a1a1a1a1a1"), 0);
    assert.equal(randomness("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 0);
  });
});

suite("surprise", () => {
  test("is higher for generated text than for names", () => {
    const highest = Math.max(...names.slice(0, 8).map(surprise));
    assert.ok(surprise(made("base62", 32)) > highest);
    assert.equal(surprise(""), 0);
  });
});

suite("shannonEntropy", () => {
  test("is zero for one character and one bit for two", () => {
    assert.equal(shannonEntropy("aaaa"), 0);
    assert.equal(shannonEntropy("abab"), 1);
    assert.equal(shannonEntropy("abcd"), 2);
  });
});
