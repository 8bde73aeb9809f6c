import assert from "node:assert/strict";
import fc from "fast-check";
import { contextDetectors } from "../../../src/core/secrets/contextual/contextDetectors.ts";
import { isPlaceholder } from "../../../src/core/secrets/contextual/placeholder.ts";
import { structureOf } from "../../../src/core/secrets/contextual/structure.ts";
import { detectIn, hitsOf, token } from "./support.ts";

const seed = 20_261_121;

const fragments = [
  "password",
  "token",
  "api_key",
  "Secret",
  "=",
  ":",
  ": ",
  " = ",
  '"',
  "'",
  "`",
  "\\",
  '\\"',
  "\n",
  "\r\n",
  " ",
  "://",
  "user:",
  "@host",
  "Bearer ",
  "Basic ",
  "Authorization",
  "curl -u ",
  "kind: Secret\n",
  "data:\n  a: ",
  "${",
  "{{",
  "}}",
  "<",
  ">",
  "</a>",
  "Server=a;",
  ";",
  "&",
  "?",
  "-",
  "_",
  ".",
  "\t",
  "\0",
  "\ud800",
  "é",
  "sendgrid",
  "LS0tLS1CRUdJTi",
  "(",
  ")",
  "[",
  "]",
  ",",
  "--password ",
  "login a password ",
];

/** Pieces that detectors look for, so that random text is rich in half-finished secrets. */
const pieces = fc.oneof(
  fc.constantFrom(...fragments),
  fc.string({ maxLength: 12 }),
  fc.integer({ min: 1, max: 40 }).map((length) => token(length)),
);
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
  .map((units) => String.fromCharCode(...units));
const texts = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

suite("context detectors, on any text", () => {
  test("spans lie inside the text, in order, and are never empty", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { span } of detectIn(text)) {
          assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length);
        }
      }),
      { seed, numRuns: 800 },
    );
  });

  test("titles and reasons are fixed text: they never hold the value", () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(texts, (text) => {
        for (const { title, reason, data } of detectIn(text)) {
          said.add(`${title}: ${reason}`);
          assert.deepEqual(
            Object.keys(data ?? {}).filter((name) => name !== "scheme"),
            [],
          );
        }
      }),
      { seed, numRuns: 800 },
    );
    assert.ok(said.size > 3 && said.size < 60, `${said.size} different texts`);
  });

  test("a value is never a placeholder by its form, and keeps no quotes around it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 60 }), fc.constantFrom('"', "'", "`"), (length, quote) => {
        const value = token(length);
        const found = detectIn(`const apiToken = ${quote}${value}${quote};`);
        assert.ok(found.some((one) => one.value === value));
        assert.ok(found.every((one) => !one.value.includes(quote)));
      }),
      { seed, numRuns: 300 },
    );
  });

  test("the filters take any text", () => {
    fc.assert(
      fc.property(fc.oneof(anyUnits, texts), (text) => {
        assert.equal(typeof isPlaceholder(text), "boolean");
        assert.ok(["string", "undefined"].includes(typeof structureOf(text)));
      }),
      { seed, numRuns: 800 },
    );
  });
});

/** Repeated until they fill a text, each of these makes some pattern start over and over. */
const hostile = [
  "password",
  "password=",
  'password="',
  "password='a",
  "password=f(",
  "password is ",
  "password for a ",
  "token ",
  "token: a.b.",
  "key-",
  "api key ",
  "secretsecret(",
  "a://b:",
  "a://b:c@",
  "curl -u a:",
  "Bearer ",
  "Basic aaaa",
  "authorization: ",
  "password=a;server=",
  "pwd=;",
  "kind: secret\ndata:\n a: b\n",
  "<password ",
  "LS0tLS1CRUdJTi",
  "${a",
  "{{a",
  "login a password ",
  'password="${',
  "sendgrid-",
  "https://a/hook/",
  "a_1B",
  " ",
  "\\",
];

suite("context detectors, on hostile text", () => {
  const size = 100_000;
  for (const part of hostile) {
    test(JSON.stringify(part), () => {
      const text = part.repeat(Math.ceil(size / part.length)).slice(0, size);
      for (const detector of contextDetectors) {
        const hits = hitsOf(detector, text);
        const found = [...detector.detect(text, hits, { path: "", inner: () => [] })];
        assert.ok(found.length <= size / 8);
      }
    });
  }
});
