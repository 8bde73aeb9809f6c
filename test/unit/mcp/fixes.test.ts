import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { fixed, fixesOf, scanServers } from "./support/scanning.ts";

import { digest, one, policy, statusAfter } from "./support/fixing.ts";

suite("MCP fixes: pin to the listed version", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["npx", '["-y", "@example/docs-mcp@latest", "--read-only"]', "@example/docs-mcp@2.1.0"],
    ["npx", '["-y", "@example/docs-mcp", "--read-only"]', "@example/docs-mcp@2.1.0"],
    ["npx", '["-y", "@example/docs-mcp@2.0.0", "--read-only"]', "@example/docs-mcp@2.1.0"],
    [
      "npx",
      '["--package=@example/docs-mcp@^2", "docs-mcp", "--read-only"]',
      "--package=@example/docs-mcp@2.1.0",
    ],
    ["npx", '["-p", "@example/docs-mcp", "docs-mcp", "--read-only"]', "@example/docs-mcp@2.1.0"],
    ["uvx", '["example.weather@latest"]', "example.weather@1.4.2"],
    ["uvx", '["example_weather"]', "example_weather@1.4.2"],
    ["uvx", '["example.weather[all]>=1"]', "example.weather[all]@1.4.2"],
    ["uvx", '["--from", "example.weather", "weather"]', "example.weather==1.4.2"],
    [
      "docker",
      '["run", "-i", "--rm", "--network=none", "registry.example.com/mcp/database:2"]',
      `registry.example.com/mcp/database:2@${digest}`,
    ],
  ];
  for (const [command, args, expected] of cases) {
    test(`${command} ${args}`, () => {
      const name = { npx: "docs", uvx: "weather", docker: "database" }[command] ?? "";
      const text = one(name, `{ "command": "${command}", "args": ${args} }`);
      const after = fixed(text, /^Pin to /, { policy });
      assert.ok(after.includes(`"${expected}"`), after);
      assert.equal(statusAfter(after), "ALLOWED");
    });
  }

  test("a package inside a shell's text is pinned in its place", () => {
    const text = one("weather", '{ "command": "sh", "args": ["-c", "uvx example.weather"] }');
    const after = fixed(text, /^Pin to /, { policy });
    assert.ok(after.includes('"uvx example.weather@1.4.2"'), after);
    assert.equal(statusAfter(after), "ALLOWED");
  });

  test("all of a file at once, each at its place, and one by one", () => {
    const text = `{"mcpServers": {
      // the first
      "docs": {"command": "npx", "args": ["-y", "@example/docs-mcp", "--read-only"]},
      "weather": {"command": "uvx", "args": ["example.weather"]}, }}`;
    const titles = fixesOf(text, { policy }).map(({ title }) => title);
    assert.deepEqual(titles, [
      "Pin to version 2.1.0, which the policy lists",
      "Pin 2 servers to the versions that the policy lists",
      "Pin to version 1.4.2, which the policy lists",
    ]);
    const after = fixed(text, /^Pin 2 servers/, { policy });
    assert.ok(after.includes("// the first"));
    assert.deepEqual(
      scanServers(after, { policy }).verdicts.map(({ verdict }) => verdict.status),
      ["ALLOWED", "ALLOWED"],
    );
  });

  test("a typed version without a policy; no range, and nothing when none is typed", () => {
    const text = one("x", '{ "command": "npx", "args": ["x-mcp@latest"] }');
    assert.ok(fixed(text, /^Pin to version 3\.0\.1$/, {}, "3.0.1").includes('"x-mcp@3.0.1"'));
    assert.deepEqual(fixesOf(text, {}, "^3"), []);
    assert.deepEqual(fixesOf(text), []);
  });
});

suite("MCP fixes: the listed definition", () => {
  test("another package under a listed name becomes the listed one, in the file's own formatting", () => {
    const text =
      '{\r\n\t"mcpServers": {\r\n\t\t"docs": {\r\n\t\t\t"command": "node",\r\n\t\t\t"args": ["/x.js"],\r\n\t\t\t"env": {"LEVEL": "info", "NODE_OPTIONS": "-r ./x"},\r\n\t\t\t"disabled": false\r\n\t\t}, // mine\r\n\t\t"z": {"url": "https://z.example.com/"}\r\n\t}\r\n}\r\n';
    const after = fixed(text, /^Use the definition that the policy lists/, { policy });
    assert.equal(
      after,
      '{\r\n\t"mcpServers": {\r\n\t\t"docs": {\r\n\t\t\t"command": "npx",\r\n\t\t\t"args": ["-y", "@example/docs-mcp@2.1.0", "--read-only"],\r\n\t\t\t"env": {\r\n\t\t\t\t"LEVEL": "info"\r\n\t\t\t},\r\n\t\t\t"disabled": false\r\n\t\t}, // mine\r\n\t\t"z": {"url": "https://z.example.com/"}\r\n\t}\r\n}\r\n',
    );
    assert.equal(statusAfter(after), "ALLOWED");
  });

  for (const [name, value] of [
    ["docs", '{ "command": "uvx", "args": ["other"] }'],
    ["d0cs", '{ "command": "uvx", "args": ["other"] }'],
    ["weather", '{ "url": "https://elsewhere.example.com/" }'],
    [
      "database",
      '{ "command": "docker", "args": ["run", "--privileged", "registry.example.com/mcp/database"] }',
    ],
    ["standards", '{ "command": "npx", "args": ["mcp-remote", "https://mcp.example.com/standards/mcp"] }'],
    [
      "standards",
      '{ "url": "https://mcp.example.com/standards/mcp?x=1", "headers": { "Authorization": "Bearer ${T}" } }',
    ],
    ["weather", '{ "command": "uvx", "args": ["example.weather@${V}"] }'],
    ["docs", '{ "args": [] }'],
  ] as const) {
    test(`${name} ${value} is allowed afterwards`, () => {
      const after = fixed(one(name, value), /^Use the definition that the policy lists/, { policy });
      assert.equal(statusAfter(after), "ALLOWED", after);
    });
  }

  test("a header that must be a reference gets one, with a note on the approval", () => {
    const text = one("standards", '{ "url": "https://mcp.example.com/standards/mcp#x" }');
    const [fix] = fixesOf(text, { policy }).filter(({ id }) => id === "use-listed");
    assert.match(fix?.notes.join(" ") ?? "", /kiroAgent\.mcpApprovedEnvVars/);
    assert.match(
      applyEdits(text, fix?.edits ?? []),
      /"Authorization": "Bearer \$\{STANDARDS_AUTHORIZATION\}"/,
    );
  });

  test("what is denied or listed nowhere gets no definition", () => {
    assert.deepEqual(fixesOf(one("other", '{ "command": "npx", "args": ["x@1.0.0"] }'), { policy }), []);
  });

  test("a minified file stays on one line", () => {
    const after = fixed(
      '{"mcpServers":{"weather":{"url":"https://elsewhere.example.com/"}}}',
      /^Use the definition/,
      { policy },
    );
    assert.equal(after, '{"mcpServers":{"weather":{"command":"uvx","args":["example.weather@1.4.2"]}}}');
  });
});
