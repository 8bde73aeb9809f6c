import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { scan } from "../../../src/core/secrets/scan.ts";
import { scanMcp } from "../../../src/core/mcp/engine.ts";
import { planMcpFixes } from "../../../src/core/mcp/fixes/planMcpFixes.ts";
import { contextOf, fixed, fixesOf, marksOf, path } from "./support/scanning.ts";

import { one, policy, statusAfter } from "./support/fixing.ts";

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

  test("another editor's form of a variable becomes Kiro's; the listed name is taken", () => {
    assert.equal(
      fixed(
        one("x", '{ "url": "https://x.example.com", "headers": { "A": "Bearer ${env:T}" } }'),
        /^Write \$\{T\}/,
      ),
      one("x", '{ "url": "https://x.example.com", "headers": { "A": "Bearer ${T}" } }'),
    );
    assert.equal(
      fixed(
        one("sky", '{ "command": "uvx", "args": ["example.weather@1.4.2"] }'),
        /^Rename it to "weather"/,
        { policy },
      ),
      one("weather", '{ "command": "uvx", "args": ["example.weather@1.4.2"] }'),
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
