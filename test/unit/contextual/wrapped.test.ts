import assert from "node:assert/strict";
import { decodeBase64Text } from "../../../src/core/secrets/contextual/base64.ts";
import { scan } from "../../../src/core/secrets/scan.ts";
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

const hex = (text: string): string =>
  [...text].map((unit) => unit.charCodeAt(0).toString(16).padStart(2, "0")).join("");

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

suite("tokens inside Base64 and digits, of any provider", () => {
  const known = `glpat-${made("base62", 20)}`;
  const config = `{"server":"https://gitlab.example.org","token":"${known}","user":"deploy","port":8443}`;

  async function spansOf(text: string, path = "a.txt"): Promise<string[]> {
    const findings = await scan(text, { path });
    return findings
      .filter(({ severity }) => severity === "error" || severity === "warning")
      .map(({ ruleId, span }) => `${ruleId} ${text.slice(span.start, span.end)}`);
  }

  test("are found on the whole of what is encoded", async () => {
    for (const encoded of [btoa(known), btoa(config), hex(known), hex(known).toUpperCase()]) {
      for (const around of [
        `"${encoded}"`,
        `x: ${encoded}\n`,
        `/files/a_b/${encoded}/raw`,
        `0x${hex("a")}`,
      ]) {
        const text = around.includes(encoded) ? around : `x = 0x${hex(known)}`;
        const expected = around.includes(encoded) ? encoded : hex(known);
        const [found, ...more] = await spansOf(text);
        assert.ok(found?.startsWith("secrets/gitlab-token ") && found.endsWith(expected), text);
        assert.deepEqual(more, []);
      }
    }
  });

  test("also over several lines, and in UTF-16", async () => {
    const lines = btoa(config.repeat(2)).match(/.{1,64}/g)!;
    for (const glue of ["\n", "\r\n", "\n      "]) {
      const encoded = lines.join(glue);
      assert.deepEqual(await spansOf(`data: |\n  ${encoded}\nnext: 1\n`), [
        `secrets/gitlab-token ${encoded}`,
      ]);
    }
    const wide = btoa([...`Connect ${known}`].map((unit) => `${unit}\0`).join(""));
    assert.deepEqual(await spansOf(`powershell -enc ${wide}`), [`secrets/gitlab-token ${wide}`]);
  });

  test("but one layer is decoded, and placeholders are none", async () => {
    assert.deepEqual(await spansOf(`"${btoa(btoa(known))}"`), []);
    assert.deepEqual(await spansOf(`"${btoa(`glpat-${"x".repeat(20)}`)}"`), []);
    const [one] = await scan(`"${btoa(`glpat-1234567890${made("base62", 10)}`)}"`, { path: "" });
    assert.equal(one?.severity, "warning");
  });

  test("and hashes, images, certificates and source maps stay quiet", async () => {
    const bytes = (size: number): string =>
      btoa(
        Array.from({ length: size }, (_, index) =>
          String.fromCharCode((index * index * 31 + 7 * index) % 256),
        ).join(""),
      );
    const certificate = bytes(900).replace(/.{64}/g, "$&\n");
    const map = btoa(
      JSON.stringify({ version: 3, sources: ["a.ts"], names: [], mappings: "AAAA,SAASA".repeat(50) }),
    );
    const quiet = [
      `<img src="data:image/png;base64,${bytes(3000)}">`,
      `<script integrity="sha512-${bytes(64)}"></script>`,
      `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
      `//# sourceMappingURL=data:application/json;base64,${map}`,
      `commit ${made("hex", 40)} ${made("hex", 64)} ${made("hex", 32)}`,
      `import { aVeryLongNameOfAFunctionInCode } from "../../some/longer/path/to-a/module_of/many.words.ts";`,
      btoa("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."),
    ];
    for (const text of quiet) assert.deepEqual(await spansOf(text), [], text.slice(0, 60));
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
