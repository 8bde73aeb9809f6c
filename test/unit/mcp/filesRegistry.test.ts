import assert from "node:assert/strict";
import { readRegistryFile } from "../../../src/core/mcp/files/readRegistryFile.ts";
import { effectiveServers } from "../../../src/core/mcp/scopes/effectiveServers.ts";

const path = "/managed/registry.json";

suite("MCP files: a registry", () => {
  test("offers its servers by name, and none is effective by itself", () => {
    const text =
      '{"servers":[{"server":{"name":"docs","version":"1.0.0"}},{"server":{}},7,{"server":{"name":"wiki"}}]}';
    const file = readRegistryFile(text);
    assert.equal(file.error, undefined);
    assert.deepEqual(
      file.servers.map(({ name, nameSpan, definition }) => [
        name,
        text.slice(nameSpan.start, nameSpan.end),
        definition,
      ]),
      [
        ["docs", "docs", { type: "registry" }],
        ["wiki", "wiki", { type: "registry" }],
      ],
    );
    const entries = effectiveServers([{ scope: { kind: "registry" }, path, kind: "unknown", text, file }]);
    assert.deepEqual(
      entries.map(({ effective }) => effective),
      [false, false],
    );
    assert.match(entries[0]?.reason ?? "", /offers it/);
  });

  test("of two servers of one name the last counts", () => {
    const file = readRegistryFile('{"servers":[{"server":{"name":"a"}},{"server":{"name":"a"}}]}');
    assert.deepEqual(
      file.servers.map(({ overridden }) => overridden),
      [true, false],
    );
  });

  for (const text of ["", "{", "[]", "{}", '{"servers":{}}', "null"]) {
    test(`${JSON.stringify(text)} is none`, () => {
      const { error, servers } = readRegistryFile(text);
      assert.ok(error);
      assert.deepEqual(servers, []);
    });
  }
});
