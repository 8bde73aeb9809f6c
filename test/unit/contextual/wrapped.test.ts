import assert from "node:assert/strict";
import { decodeBase64Text } from "../../../src/core/secrets/contextual/base64.ts";
import { wrapped } from "../../../src/core/secrets/contextual/wrapped.ts";
import type { Candidate } from "../../../src/core/secrets/detector.ts";
import { detectIn, made, token } from "./support.ts";

/** Stands for the provider detectors: finds `ghp_` and what follows. */
function inner(text: string): Candidate[] {
  const match = /ghp_[A-Za-z0-9]{36}/.exec(text);
  if (match === null) return [];
  const span = { start: match.index, end: match.index + match[0].length };
  return [{ id: "github-token", title: "GitHub token", span, confidence: "high" }];
}

const secret = `ghp_${token(36)}`;
const options = { detectors: [wrapped], inner };

suite("tokens inside Base64", () => {
  test("are found in every alignment, on the encoded literal", () => {
    for (const before of ["", "a", "ab", "abc", '{"token":"', "TOKEN="]) {
      const literal = btoa(`${before}${secret}\n`);
      for (const text of [`value = "${literal}"`, `VALUE=${literal}\n`, `  value: ${literal}`]) {
        const [found, ...more] = detectIn(text, options);
        assert.equal(found?.value, literal);
        assert.equal(found?.id, "github-token");
        assert.equal(more.length, 0);
      }
    }
  });

  test("without padding and URL-safe", () => {
    const literal = btoa(`>>??${secret}`).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
    assert.equal(detectIn(`"${literal}"`, options)[0]?.value, literal);
  });

  test("nothing is reported when nothing is inside, or when it is not text", () => {
    assert.deepEqual(detectIn(`"${btoa("ghp_short")}"`, options), []);
    assert.deepEqual(detectIn(`"${made("base64", 200)}"`, options), []);
    assert.deepEqual(detectIn(`"${btoa(`\x00\x01${secret}`)}"`, options), []);
  });

  test("does not read very long runs", () => {
    assert.deepEqual(detectIn("QUtJQ".repeat(20_000), options), []);
  });
});

suite("decodeBase64Text", () => {
  test("gives the text back", () => {
    for (const text of ["abcd", "user:pass word", "line\nline\ttab", "{}\r\n.."]) {
      assert.equal(decodeBase64Text(btoa(text)), text);
      assert.equal(decodeBase64Text(btoa(text).replace(/=+$/, "")), text);
    }
  });

  test("refuses what is not text", () => {
    for (const encoded of ["", "AAAA", "a", "####", btoa("\xff\xfe\xfd"), "abc~"]) {
      assert.equal(decodeBase64Text(encoded), undefined);
    }
    assert.equal(decodeBase64Text(btoa("a".repeat(100)), 50), undefined);
  });
});
