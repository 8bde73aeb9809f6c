import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, type ParseError } from "jsonc-parser";
import type { FileValue } from "../../../src/core/mcp/files/fileValue.ts";
import { readJsonFile } from "../../../src/core/mcp/files/jsonFile.ts";

/** The value as JSON.parse gives it; every text and its content must be where its span says. */
function plain(value: FileValue, text: string): unknown {
  const written = text.slice(value.span.start, value.span.end);
  assert.ok(value.kind !== "missing", "nothing is missing");
  if (value.kind === "object") {
    assert.ok(written.startsWith("{") && written.endsWith("}"), written);
    const entries = value.members.map((member) => {
      assert.equal(JSON.parse(`"${text.slice(member.keySpan.start, member.keySpan.end)}"`), member.key);
      assert.equal(member.span.start, member.keySpan.start - 1);
      assert.equal(member.span.end, member.value.span.end);
      return [member.key, plain(member.value, text)] as const;
    });
    return Object.fromEntries(entries);
  }
  if (value.kind === "list") {
    assert.ok(written.startsWith("[") && written.endsWith("]"), written);
    return value.items.map((item) => plain(item, text));
  }
  if (value.kind === "text") assert.equal(written, `"${text.slice(value.content.start, value.content.end)}"`);
  const read = "value" in value ? value.value : null;
  assert.equal(JSON.parse(written), read);
  return read;
}

suite("MCP files: the tree of a JSON text", () => {
  test("is what JSON.parse gives, and every span is exact", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        const { root, error } = readJsonFile(text);
        assert.ok(root && !error);
        assert.deepEqual(plain(root, text), JSON.parse(text));
      }),
    );
  });

  test("has an error where the parser of the library sees one, and nowhere else", () => {
    const tokens = [
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"b\\u0041"',
      '"\\x"',
      '"',
      "1",
      "-",
      "true",
      "null",
      "/*",
      "*/",
      "//",
      "\n",
      "\r",
      "\0",
      "x",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join("");
        const errors: ParseError[] = [];
        parse(text, errors, { allowTrailingComma: true });
        assert.equal(readJsonFile(text).error === undefined, errors.length === 0, JSON.stringify(text));
      }),
      { numRuns: 5000 },
    );
  });

  test("goes on where a comma is missing before a text", () => {
    const text = '{"a":1 "b":["x" "y"]}';
    const { root, error } = readJsonFile(text);
    assert.ok(root);
    assert.deepEqual(plain(root, text), { a: 1, b: ["x", "y"] });
    assert.match(error?.message ?? "", /comma is missing/);
    assert.equal(text.slice(error?.span.start, error?.span.end), '"b"');
  });

  test("goes on behind a key that is being typed", () => {
    for (const typed of ['"new"', '"new",', '"new":,']) {
      const text = `{"a":1,${typed} "b":2}`;
      const { root, error } = readJsonFile(text);
      assert.ok(error, text);
      const keys =
        root?.kind === "object" ? root.members.map(({ key, value }) => `${key} ${value.kind}`) : [];
      assert.deepEqual(keys, ["a number", "new missing", "b number"], text);
    }
  });

  test("ends at a depth that no configuration has", () => {
    const nested = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    assert.equal(readJsonFile(nested(100)).error, undefined);
    assert.match(readJsonFile(nested(101)).error?.message ?? "", /too deeply/);
  });
});
