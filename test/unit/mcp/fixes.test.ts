import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { scan } from "../../../src/core/secrets/scan.ts";
import { scanMcp } from "../../../src/core/mcp/engine.ts";
import { planMcpFixes } from "../../../src/core/mcp/fixes/planMcpFixes.ts";
import { contextOf, fixed, fixesOf, marksOf, path, scanServers, validPolicy } from "./support/scanning.ts";

const digest = `sha256:${"a".repeat(64)}`;

const policy = validPolicy(
  JSON.stringify({
    $schema: "urn:picket:mcp-allowlist:v1",
    version: 1,
    issuer: "example",
    serial: 1,
    issued: "2026-01-01T00:00:00Z",
    expires: "2040-01-01T00:00:00Z",
    mode: "enforce",
    default: "deny",
    options: {
      requirePinned: true,
      requireHttps: true,
      allowUnresolvedVariables: false,
      forbidAutoApproveStar: true,
      workspaceScopes: "deny",
    },
    servers: [
      {
        id: "docs",
        names: ["docs"],
        package: { registryType: "npm", identifier: "@example/docs-mcp", version: "2.1.0" },
        runners: ["npx"],
        args: ["--read-only"],
        env: { LEVEL: ["info"] },
        tools: { autoApprove: ["search", "read"] },
      },
      {
        id: "weather",
        names: ["weather"],
        package: { registryType: "pypi", identifier: "example.weather", version: "1.4.2" },
        runners: ["uvx"],
      },
      {
        id: "database",
        names: ["database"],
        package: { registryType: "oci", identifier: "registry.example.com/mcp/database", digest },
        runners: ["docker"],
        runtimeArgs: ["run", "-i", "--rm", "--network=none"],
      },
      {
        id: "standards",
        names: ["standards"],
        url: "https://mcp.example.com/standards/mcp",
        headers: { Authorization: "ref-only" },
      },
    ],
    denied: [],
  }),
);

/** A file with one server. */
function one(name: string, value: string): string {
  return `{\n  "mcpServers": {\n    ${JSON.stringify(name)}: ${value}\n  }\n}\n`;
}

/** Status of the first server after a change. */
function statusAfter(text: string): string | undefined {
  const { file, verdicts } = scanServers(text, { policy });
  assert.equal(file.error, undefined, text);
  return verdicts[0]?.verdict.status;
}

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

suite("MCP fixes: what runs unasked, what is injected", () => {
  test("the star goes, the rest and the comments stay", () => {
    const text = one(
      "x",
      '{ "url": "https://x.example.com", "autoApprove": [\n      "*", // all\n      "read"\n    ] }',
    );
    assert.equal(
      fixed(text, /^Remove "\*" from autoApprove$/),
      one("x", '{ "url": "https://x.example.com", "autoApprove": [\n      "read"\n    ] }'),
    );
    const alone = one("x", '{ "url": "https://x.example.com", "autoApprove": ["*"] }');
    assert.equal(
      fixed(alone, /^Remove "\*"/),
      one("x", '{ "url": "https://x.example.com", "autoApprove": [] }'),
    );
    const last = one("x", '{ "url": "https://x.example.com", "autoApprove": ["read", "*",] }');
    assert.equal(
      fixed(last, /^Remove "\*"/),
      one("x", '{ "url": "https://x.example.com", "autoApprove": ["read",] }'),
    );
  });

  test("tools that change things go, those that look stay", () => {
    const text = one(
      "x",
      '{ "url": "https://x.example.com", "autoApprove": ["create_a", "list_a", "delete_a"] }',
    );
    assert.ok(fixed(text, /^Have Kiro ask before these 2 tools$/).includes('"autoApprove": ["list_a"]'));
  });

  test("entries beyond the policy's list go", () => {
    const text = one(
      "docs",
      '{ "command": "npx", "args": ["@example/docs-mcp@2.1.0", "--read-only"], "autoApprove": ["search", "list", "*"] }',
    );
    const after = fixed(text, /^Remove 2 tools from autoApprove$/, { policy });
    assert.ok(after.includes('"autoApprove": ["search"]'), after);
    assert.equal(statusAfter(after), "ALLOWED");
  });

  test("an injected variable goes with its comma", () => {
    const value = (env: string): string =>
      `{ "command": "npx", "args": ["@example/docs-mcp@2.1.0", "--read-only"], "env": {${env}} }`;
    const cases = [
      [' "NODE_OPTIONS": "-r ./x", "LEVEL": "info" ', ' "LEVEL": "info" '],
      [' "LEVEL": "info", "NODE_OPTIONS": "-r ./x" ', ' "LEVEL": "info" '],
      [' "LEVEL": "info", "NODE_OPTIONS": "-r ./x", ', ' "LEVEL": "info", '],
      [' "NODE_OPTIONS": "-r ./x" ', ""],
      ['\n"LEVEL": "info", // why\n"NODE_OPTIONS": "-r ./x"\n', '\n"LEVEL": "info" // why\n'],
    ];
    for (const [before = "", after = ""] of cases) {
      const result = fixed(one("docs", value(before)), /^Remove the variable NODE_OPTIONS$/, { policy });
      assert.equal(result, one("docs", value(after)));
      assert.equal(statusAfter(result), "ALLOWED");
    }
  });

  test("a header over a registry's entry, an option of a container", () => {
    assert.equal(
      fixed(one("x", '{ "type": "registry", "headers": { "X-A": "b" } }'), /^Remove the header X-A$/),
      one("x", '{ "type": "registry", "headers": {} }'),
    );
    assert.equal(
      fixed(
        one("x", '{ "command": "docker", "args": ["run", "-v", "/:/host", "-i", "x"] }'),
        /^Remove --volume$/,
      ),
      one("x", '{ "command": "docker", "args": ["run", "-i", "x"] }'),
    );
    assert.equal(
      fixed(
        one("x", '{ "command": "docker", "args": ["run", "--privileged", "-i", "x"] }'),
        /^Remove --privileged$/,
      ),
      one("x", '{ "command": "docker", "args": ["run", "-i", "x"] }'),
    );
  });
});

suite("MCP fixes: rewriting in place", () => {
  test("a command line becomes a program with arguments", () => {
    assert.equal(
      fixed(one("x", '{ "command": "npx -y x@1.0.0" }'), /^Move the words/),
      one("x", '{ "command": "npx", "args": ["-y", "x@1.0.0"] }'),
    );
    assert.equal(
      fixed(one("x", '{ "command": "npx -y", "args": ["x@1.0.0"] }'), /^Move the words/),
      one("x", '{ "command": "npx", "args": ["-y", "x@1.0.0"] }'),
    );
    assert.equal(
      fixed(one("x", '{ "command": "npx ", "args": ["x@1.0.0"] }'), /^Remove the white space/),
      one("x", '{ "command": "npx", "args": ["x@1.0.0"] }'),
    );
    assert.deepEqual(fixesOf(one("x", '{ "command": "npx x; rm -r y" }')), []);
  });

  test("http becomes https", () => {
    assert.equal(
      fixed(one("x", '{ "url": "http://x.example.com/http:" }'), /^Use https$/),
      one("x", '{ "url": "https://x.example.com/http:" }'),
    );
  });

  test("the definition that does not count goes", () => {
    const text =
      '{"mcpServers": {"a": {"url": "https://a.example.com"}, "\\u0061": {"url": "https://b.example.com"}}}';
    assert.equal(
      fixed(text, /^Remove this definition of "a"$/),
      '{"mcpServers": {"\\u0061": {"url": "https://b.example.com"}}}',
    );
  });

  test("an inline secret becomes a reference in the reader's form, with what is left to do", async () => {
    const value = ["Zk3", "qP9v", "Lw7x", "Rt2m", "Yb5n"].join("");
    const text = one(
      "x",
      `{ "command": "npx", "args": ["x@1.0.0"], "env": { "EXAMPLE_API_KEY": "${value}" } }`,
    );
    const context = contextOf({ secrets: await scan(text, { path }) });
    const result = scanMcp(text, context);
    const fix = planMcpFixes({ text, result, context }).find(({ id }) => id === "use-variable");
    assert.equal(applyEdits(text, fix?.edits ?? []), text.replace(value, "${EXAMPLE_API_KEY}"));
    assert.match(fix?.notes.join(" ") ?? "", /kiroAgent\.mcpApprovedEnvVars/);
    assert.match(fix?.notes.join(" ") ?? "", /rotate it/);
    assert.ok(!JSON.stringify([result.findings, fix?.title, fix?.notes]).includes(value));

    const ofCode = { ...context, path: ".vscode/mcp.json" };
    const there = planMcpFixes({ text, result: scanMcp(text, ofCode), context: ofCode });
    assert.ok(
      there.length === 0 || applyEdits(text, there[0]?.edits ?? []).includes("${env:EXAMPLE_API_KEY}"),
    );
  });

  test("only at a cursor, only some", () => {
    const text =
      '{"mcpServers": {"a": {"url": "http://a.example.com"}, "b": {"url": "http://b.example.com"}}}';
    const context = contextOf();
    const result = scanMcp(text, context);
    const offset = text.indexOf("http://b");
    const at = planMcpFixes({ text, result, context, span: { start: offset, end: offset } });
    assert.deepEqual(
      at.map(({ server, id }) => `${server} ${id}`),
      ["b use-https"],
    );
    assert.deepEqual(planMcpFixes({ text, result, context, only: new Set(["pin-version"]) }), []);
  });

  test("in an agent's Markdown values are replaced and nothing else is offered", () => {
    const text =
      "---\nmcpServers:\n  docs:\n    command: npx\n    args: ['@example/docs-mcp', --read-only]\n    autoApprove: ['*']\n---\nWords.\n";
    const more = { path: ".kiro/agents/writer.md", policy };
    assert.ok(marksOf(text, more).length > 0);
    const fixes = fixesOf(text, more);
    assert.deepEqual(
      [...new Set(fixes.map(({ id }) => id))].filter((id) => id !== "pin-version"),
      [],
    );
  });
});
