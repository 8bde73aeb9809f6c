import assert from "node:assert/strict";
import fc from "fast-check";
import { readMcpFile } from "../../../src/core/mcp/files/readMcpFile.ts";
import type { McpFile } from "../../../src/core/mcp/model/definition.ts";

const read = (text: string): McpFile => readMcpFile(text, { path: "mcp.json", kind: "kiro" });

const names = ({ servers }: McpFile): readonly string[] => servers.map(({ name }) => name);

suite("MCP files: bad input", () => {
  test("a comment hides what stands in it", () => {
    assert.deepEqual(names(read('{"mcpServers":{/* "a":{ */"b":{"command":"x"}/* } */}}')), ["b"]);
    assert.deepEqual(names(read('{"mcpServers":{// "a":{\r"b":{"command":"//x"}}}')), ["b"]);
  });

  test("a name with a character that does not show is kept as it is; a key of the file's top is remarked on", () => {
    const text = '{"mcpServers":{"git\u200bhub":{"command":"x"}},"mcp\u200bServers":{}}';
    const file = read(text);
    assert.deepEqual(names(file), ["git\u200bhub"]);
    assert.equal(file.error, undefined);
    assert.deepEqual(
      file.remarks.map(({ message }) => message),
      ['"mcp\\u{200b}Servers" holds characters that do not show'],
    );
  });

  test("deep nesting is an error, not the end of the thread", () => {
    for (const open of ["[", '{"a":']) {
      const { error } = read(`{"mcpServers":{"a":${open.repeat(200_000)}`);
      assert.match(error?.message ?? "", /nested too deeply/);
    }
  });

  test("a megabyte of syntax errors is one error", () => {
    for (const part of [",", "}", '"', "\0", "a:", "/"]) {
      assert.ok(read(`{"mcpServers":[${part.repeat(1_000_000)}`).error);
    }
  });

  test("no text makes it throw, and every span lies inside the text", () => {
    const word = fc.constantFrom(
      ...'{ } [ ] , : " \\ // /* */ \n --- null 1 true "mcpServers" "command" "args" "a" "env" "powers" \u200b'.split(
        " ",
      ),
    );
    const paths = [
      "mcp.json",
      "a.md",
      ".kiro/agents/a.md",
      ".vscode/settings.json",
      ".kiro/settings/mcp.json",
    ];
    const check = (words: readonly string[], path: string): void => {
      const text = words.join(" ");
      const file = readMcpFile(text, { path });
      const spans = [
        ...file.remarks.map(({ span }) => span),
        ...(file.error ? [file.error.span] : []),
        ...file.servers.flatMap(({ span, nameSpan, spans }) => [span, nameSpan, ...Object.values(spans)]),
      ];
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= text.length);
    };
    fc.assert(fc.property(fc.array(word, { maxLength: 40 }), fc.constantFrom(...paths), check), {
      numRuns: 500,
    });
    const frame = fc.array(word, { maxLength: 20 }).map((words) => ["---\n", ...words, "\n---\n"]);
    fc.assert(fc.property(frame, fc.constant("a.md"), check), { numRuns: 300 });
  });

  test("any JSON value in place of a server is read without an exception", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const file = read(JSON.stringify({ mcpServers: { a: value } }));
        assert.equal(file.servers.length, 1);
      }),
    );
  });
});
