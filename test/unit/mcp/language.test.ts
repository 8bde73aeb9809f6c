import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, parseTree } from "jsonc-parser";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { completeMcp, type McpCompletionList } from "../../../src/core/mcp/language/completeServers.ts";
import { hoverMcp } from "../../../src/core/mcp/language/hoverServer.ts";
import { requestApproval, toPolicyEntry } from "../../../src/core/mcp/language/requestApproval.ts";
import { readAllowlist } from "../../../src/core/mcp/policies/allowlist.ts";
import { one, policy } from "./support/fixing.ts";
import { contextOf, path, now, scanServers } from "./support/scanning.ts";

const context = contextOf({ policy });

function complete(marked: string, more: Partial<typeof context> = {}): McpCompletionList | undefined {
  const offset = marked.indexOf("|");
  return completeMcp(marked.replace("|", ""), offset, { ...context, ...more });
}

/** The text after the entry of that label is taken. */
function accepted(marked: string, label: string): string {
  const list = complete(marked);
  const item = list?.items.find((one) => one.label === label);
  assert.ok(list && item, `no ${label}`);
  return applyEdits(marked.replace("|", ""), [{ span: list.span, newText: item.insertText }]);
}

suite("MCP hover", () => {
  const hover = (text: string, at: string): string | undefined =>
    hoverMcp(scanServers(text, { policy }), text.indexOf(at), context)?.markdown;

  test("the verdict, its reasons, what it is and who answers for it", () => {
    const markdown = hover(
      one("docs", '{ "command": "npx", "args": ["@example/docs-mcp@2.0.0", "--read-only"] }'),
      "docs",
    );
    assert.match(markdown ?? "", /\*\*Listed, but it differs from what is listed\*\* \(DRIFT\)/);
    assert.match(markdown ?? "", /starts version 2\.0\.0, the policy lists 2\.1\.0/);
    assert.match(markdown ?? "", /npm package `@example\/docs-mcp`, version `2\.0\.0`, by `npx`/);
    assert.match(markdown ?? "", /Listed as `docs`/);
  });

  test("only over the key", () => {
    const text = one("docs", '{ "url": "https://x.example.com/" }');
    assert.equal(hover(text, "https"), undefined);
    const found = hoverMcp(scanServers(text), text.indexOf("docs") + 2, contextOf());
    assert.equal(text.slice(found?.span.start, found?.span.end), "docs");
    assert.match(found?.markdown ?? "", /No valid policy judges it/);
  });

  test("names and addresses cannot write Markdown, and hold no credential", () => {
    const text = one(
      "`x` [a](command:b) <img>",
      '{ "url": "https://user:word@x.example.com/`a`](command:c)?key=word#word" }',
    );
    const markdown = hover(text, "`x`") ?? "";
    assert.ok(!markdown.includes("word"));
    const prose = markdown.replace(/`[^`]*`/g, "");
    assert.ok(!/(?<!\\)[[\]<]|:\/\//.test(prose), prose);
  });
});

suite("MCP completion", () => {
  test("a name in quotes, without, and alone: with the whole definition", () => {
    for (const marked of [
      '{"mcpServers": {"|"}}',
      '{"mcpServers": {"we|"}}',
      '{"mcpServers": {|}}',
      '{\n  "mcpServers": {\n    "docs": {"type": "registry"},\n    |\n  }\n}',
    ]) {
      const after = accepted(marked, "weather");
      assert.deepEqual(
        parse(after).mcpServers.weather,
        { command: "uvx", args: ["example.weather@1.4.2"] },
        after,
      );
    }
  });

  test("what it inserts is allowed", () => {
    for (const { label } of complete('{"mcpServers": {"|"}}')?.items ?? []) {
      const after = accepted('{"mcpServers": {"|"}}', label);
      assert.equal(scanServers(after, { policy }).verdicts[0]?.verdict.status, "ALLOWED", after);
    }
  });

  test("before another server a comma, before a value only the name", () => {
    const before = accepted('{"mcpServers": {"|" "x": {"url": "https://x.example.com"}}}', "docs");
    assert.deepEqual(Object.keys(parse(before).mcpServers), ["docs", "x"]);
    assert.equal(
      accepted('{"mcpServers": {"d|": {"command": "npx"}}}', "docs"),
      '{"mcpServers": {"docs": {"command": "npx"}}}',
    );
  });

  test("names that stand there already are left out, and nothing stands elsewhere", () => {
    const labels = complete('{"mcpServers": {"docs": {}, "|"}}')?.items.map(({ label }) => label);
    assert.deepEqual(labels, ["weather", "database", "standards"]);
    for (const marked of [
      '{"|"}',
      '{"mcpServers": {"a": {"|"}}}',
      '{"mcpServers": "|"}',
      '{"inputs": {"|"}}',
      "|",
    ]) {
      assert.equal(complete(marked), undefined, marked);
    }
    assert.equal(complete('{"mcpServers": {"|"}}', { policy: { state: "missing" } }), undefined);
    assert.equal(
      complete('{"mcpServers": {"|"}}', { policy: { state: "untrusted", reason: "Why." } }),
      undefined,
    );
    assert.ok((complete('{"servers": {"|"}}', { path: ".vscode/mcp.json" })?.items.length ?? 0) > 0);
  });

  test("a registry's servers are its marker", () => {
    assert.ok(policy.state === "valid");
    const registry = {
      state: "valid" as const,
      policy: { ...policy.policy, source: "kiro-registry" as const },
    };
    const item = complete('{"mcpServers": {"|"}}', { policy: registry })?.items[0];
    assert.deepEqual(parse(`{${item?.insertText}}`), { docs: { type: "registry" } });
  });

  test("never throws, wherever it is asked", () => {
    const text = '{"mcpServers": {"a": {"command": "x", "args": ["y",]}, // z\n "powers": {}}, "é😀": [}';
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 5 }), (at, typed) => {
        const changed = text.slice(0, at) + typed + text.slice(at);
        const list = completeMcp(changed, at + typed.length, context);
        assert.ok(!list || (list.span.start >= 0 && list.span.end <= changed.length));
      }),
    );
  });
});

suite("MCP requests for approval", () => {
  const value = ["Zk3", "qP9v", "Lw7x", "Rt2m", "Yb5n"].join("");
  const ask = { role: "developer", to: "the security administrator", path, scope: "workspace", now };

  test("a filled request, with names and never a value", () => {
    const text = one(
      "we`ird",
      `{ "command": "npx", "args": ["other-mcp@1.0.0", "--token", "${value}"], "env": { "API_TOKEN": "${value}" }, "autoApprove": ["search"] }`,
    );
    const [entry] = scanServers(text, { policy }).verdicts;
    assert.ok(entry);
    const request = requestApproval(entry, ask);
    for (const part of [
      "# Request to allow",
      "`other-mcp`",
      "NOT_LISTED",
      "`API_TOKEN`",
      "`search`",
      "2027-01-01",
      "the security administrator",
    ])
      assert.ok(request.includes(part), `${part}\n${request}`);
    assert.ok(!request.includes(value));
  });

  test("a value that a container is given is not in the proposed entry", () => {
    const image = `x@sha256:${"c".repeat(64)}`;
    const args = ["run", "-e", "PLACE=somewhere", "-eOTHER=thing", "--env=THIRD=word", "-e", "NAME", image];
    const [judged] = scanServers(one("x", JSON.stringify({ command: "docker", args })), { policy }).verdicts;
    assert.ok(judged);
    const { entry, notes } = toPolicyEntry(judged);
    const written = JSON.stringify(entry);
    assert.ok(written.includes("PLACE=<argument>") && written.includes("THIRD=<argument>"), written);
    assert.ok(!/somewhere|thing|word/.test(written), written);
    assert.match(notes.join(" "), /may be a secret/);
  });

  const cases: readonly string[] = [
    '{ "command": "npx", "args": ["-y", "other-mcp@1.0.0", "--read-only"], "env": { "LEVEL": "x" } }',
    '{ "command": "uvx", "args": ["other-mcp==1.0.0"], "autoApprove": ["search"] }',
    `{ "command": "docker", "args": ["run", "-i", "--rm", "registry.example.com/x@sha256:${"b".repeat(64)}"] }`,
    '{ "url": "https://other.example.com/mcp", "headers": { "Authorization": "Bearer ${T}" } }',
  ];
  for (const value of cases) {
    test(`the proposed entry lists ${value.slice(0, 60)}`, () => {
      const text = one("my server", value);
      const [judged] = scanServers(text, { policy }).verdicts;
      assert.equal(judged?.verdict.status, "NOT_LISTED");
      const { entry } = toPolicyEntry(judged);
      const read = readAllowlist(
        JSON.stringify({
          version: 1,
          issuer: "example",
          serial: 2,
          issued: "2026-01-01T00:00:00Z",
          expires: "2040-01-01T00:00:00Z",
          mode: "enforce",
          default: "deny",
          servers: [entry],
          denied: [],
          options: {
            requirePinned: true,
            requireHttps: true,
            allowUnresolvedVariables: false,
            forbidAutoApproveStar: true,
            workspaceScopes: "deny",
          },
        }),
      );
      assert.ok("policy" in read, JSON.stringify(read));
      const after = scanServers(text, { policy: { state: "valid", policy: read.policy } });
      assert.equal(
        after.verdicts[0]?.verdict.status,
        "ALLOWED",
        JSON.stringify(after.verdicts[0]?.verdict.reasons),
      );
    });
  }

  test("what cannot be listed says why, and the registry's marker where to ask", () => {
    const entryOf = (value: string): ReturnType<typeof toPolicyEntry> => {
      const [judged] = scanServers(one("x", value), { policy }).verdicts;
      assert.ok(judged);
      return toPolicyEntry(judged);
    };
    for (const value of [
      '{ "command": "npx", "args": ["a@${V}"] }',
      '{ "command": "sh", "args": ["-c", "npx a; b"] }',
      '{ "type": "registry" }',
      '{ "command": "npx", "args": ["git+https://git.example.com/x"] }',
      '{ "command": "npx", "url": "https://x.example.com" }',
    ]) {
      const { entry, notes } = entryOf(value);
      assert.equal(entry, undefined, value);
      assert.equal(notes.length, 1);
    }
    assert.match(entryOf('{ "command": "npx", "args": ["a"] }').notes[0] ?? "", /not pinned/);
  });

  test("a long path among the arguments is looked at once", () => {
    const args = [`/${"a".repeat(60)}/${"b".repeat(30)}!`, `/${"folder name/".repeat(40)}\u0000`];
    const [judged] = scanServers(one("x", JSON.stringify({ command: "npx", args: ["a@1.0.0", ...args] })), {
      policy,
    }).verdicts;
    assert.ok(judged);
    assert.match(requestApproval(judged, ask), /<argument>/);
  });

  test("hostile names stay in their place", () => {
    const name = "x\n```\n# Approved <script>\u202e";
    const text = `{"mcpServers": {${JSON.stringify(name)}: {"command": "npx", "args": ["a@1.0.0"], "env": {"__proto__": "v", "\`\`\`": "w"}}}}`;
    const [entry] = scanServers(text, { policy }).verdicts;
    assert.ok(entry);
    const request = requestApproval(entry, ask);
    assert.deepEqual(request.match(/^# .*$/gm)?.length, 1);
    assert.deepEqual(request.match(/^```.*$/gm), ["```json", "```"]);
    const block = /```json\n([^]*?)\n```/.exec(request)?.[1] ?? "";
    assert.ok(parseTree(block));
    assert.match(block, /"__proto__": "\*"/);
  });
});
