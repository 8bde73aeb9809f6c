import assert from "node:assert/strict";
import { kindOfPath } from "../../../src/core/mcp/files/kindOfPath.ts";
import { readMcpFile } from "../../../src/core/mcp/files/readMcpFile.ts";
import type { McpFileKind } from "../../../src/core/mcp/model/definition.ts";

/** Path and kind. */
const kinds: readonly (readonly [string, McpFileKind])[] = [
  ["/home/ann/.kiro/settings/mcp.json", "kiro"],
  [".kiro/settings/mcp.json", "kiro"],
  ["C:\\Users\\Ann\\.kiro\\settings\\mcp.json", "kiro"],
  ["\\\\host\\homes\\ann\\.KIRO\\Settings\\MCP.json", "kiro"],
  ["C:\\ProgramData\\Kiro\\mcp.json", "kiro"],
  ["/Library/Application Support/Kiro/mcp.json", "kiro"],
  ["/etc/kiro/mcp.json", "kiro"],
  ["repo/.kiro/agents/review.json", "kiro-agent"],
  ["repo/.kiro/agents/team/review.md", "kiro-agent"],
  ["/home/ann/.kiro/powers/installed/maps/mcp.json", "kiro-power"],
  ["repo/.vscode/mcp.json", "vscode"],
  ["repo\\.vscode\\settings.json", "vscode"],
  ["/home/ann/.config/Code/User/mcp.json", "vscode"],
  ["repo/.cursor/mcp.json", "cursor"],
  ["repo/.mcp.json", "claude-code"],
  ["/home/ann/.claude.json", "claude-code"],
  ["/etc/claude-code/managed-mcp.json", "claude-code"],
  ["/home/ann/.config/Claude/claude_desktop_config.json", "claude-desktop"],
  ["repo/.amazonq/mcp.json", "amazonq"],
  ["repo/.amazonq/cli-agents/review.json", "amazonq"],
  ["/home/ann/.aws/amazonq/mcp.json", "amazonq"],
  ["mcp.json", "unknown"],
  ["repo/x.kiro/settings/mcp.json", "unknown"],
  ["repo/.kiro/settings/mcp.json.bak", "unknown"],
  ["repo/my.mcp.json", "unknown"],
  ["repo/.kiro/hooks/a.json", "unknown"],
  ["", "unknown"],
];

suite("MCP files: kinds of paths", () => {
  for (const [path, kind] of kinds) {
    test(`${path === "" ? "an empty path" : path} is ${kind}`, () => assert.equal(kindOfPath(path), kind));
  }
});

/** Path, text, and the servers with the object that holds them. */
const shapes: readonly (readonly [string, string, readonly string[]])[] = [
  [
    ".kiro/settings/mcp.json",
    '{"mcpServers":{"a":{"command":"x"}},"powers":{"mcpServers":{"power-maps-b":{"command":"y"}}}}',
    ["mcpServers: a", "powers.mcpServers: power-maps-b"],
  ],
  [".kiro/powers/maps/mcp.json", '{"mcpServers":{"a":{"command":"x"}}}', ["mcpServers: a"]],
  [
    ".vscode/mcp.json",
    '{"inputs":[{"id":"k"}],"servers":{"a":{"type":"stdio","command":"x"}}}',
    ["servers: a"],
  ],
  [".vscode/mcp.json", '{"mcpServers":{"a":{"command":"x"}}}', ["mcpServers: a"]],
  [".vscode/settings.json", '{"mcp.servers":{"a":{"command":"x"}},"editor.tabSize":2}', ["mcp.servers: a"]],
  [".vscode/settings.json", '{"mcp":{"servers":{"a":{"command":"x"}}}}', ["mcp.servers: a"]],
  [".vscode/settings.json", '{"mcp":true}', []],
  [".cursor/mcp.json", '{"mcpServers":{"a":{"url":"http://mcp.example.com"}}}', ["mcpServers: a"]],
  [".mcp.json", '{"mcpServers":{"a":{"type":"http","url":"https://mcp.example.com"}}}', ["mcpServers: a"]],
  [
    "claude_desktop_config.json",
    '{"globalShortcut":"","mcpServers":{"a":{"command":"x"}}}',
    ["mcpServers: a"],
  ],
  [".amazonq/mcp.json", '{"mcpServers":{"a":{"command":"x"}}}', ["mcpServers: a"]],
  [".amazonq/cli-agents/a.json", '{"name":"a","mcpServers":{"a":{"command":"x"}}}', ["mcpServers: a"]],
  [
    "any.json",
    '{"servers":{"a":{"command":"x"}},"mcpServers":{"b":{"command":"y"}}}',
    ["mcpServers: b", "servers: a"],
  ],
  [".kiro/settings/mcp.json", "{}", []],
];

suite("MCP files: shapes", () => {
  for (const [path, text, servers] of shapes) {
    test(`${path}: ${text}`, () => {
      const file = readMcpFile(text, { path });
      assert.equal(file.error, undefined);
      assert.deepEqual(
        file.servers.map(({ section, name }) => `${section}: ${name}`),
        servers,
      );
      assert.deepEqual(
        file.servers.flatMap(({ problems }) => problems),
        [],
      );
    });
  }

  test("an agent in JSON says what it may use and whether mcp.json counts too", () => {
    const text = `{"name":"r","mcpServers":{"a":{"command":"x"}},"includeMcpJson":true,"tools":["*","@a/b"],"allowedTools":["@a"]}`;
    const file = readMcpFile(text, { path: ".kiro/agents/r.json" });
    assert.deepEqual([file.includesMcpJson, file.tools, file.allowedTools], [true, ["*", "@a/b"], ["@a"]]);
    const older = readMcpFile('{"useLegacyMcpJson":false}', { path: ".kiro/agents/r.json" });
    assert.equal(older.includesMcpJson, false);
    const silent = readMcpFile("{}", { path: ".kiro/agents/r.json" });
    assert.equal(silent.includesMcpJson, undefined);
  });
});

suite("MCP files: agents in Markdown", () => {
  const text = `---
name: review
tools: [read, "@docs"]
includeMcpJson: false
mcpServers:
  docs: &docs
    command: uvx
    args: ["acme.docs==1.2.3", '--quiet']
    env:
      LOG_LEVEL: ERROR
  copy: *docs
  "wiki":
    url: https://mcp.example.com/wiki
---
# Review
mcpServers: {}
`;
  for (const [ending, written] of [
    ["LF", text],
    ["CRLF and a byte order mark", `\ufeff${text.replaceAll("\n", "\r\n")}`],
  ] as const) {
    test(`servers of the front matter have exact spans (${ending})`, () => {
      const file = readMcpFile(written, { path: ".kiro/agents/review.md" });
      assert.equal(file.error, undefined);
      assert.deepEqual(
        file.servers.map(({ name }) => name),
        ["docs", "copy", "wiki"],
      );
      const [docs, copy, wiki] = file.servers;
      const cut = (path: string): string => {
        const span = docs?.spans[path];
        return span ? written.slice(span.start, span.end) : "";
      };
      assert.deepEqual(
        ["command", "command#key", "args.0", "args.1", "env.LOG_LEVEL", "env.LOG_LEVEL#key"].map(cut),
        ["uvx", "command", "acme.docs==1.2.3", "--quiet", "ERROR", "LOG_LEVEL"],
      );
      assert.equal(written.slice(wiki?.nameSpan.start, wiki?.nameSpan.end), "wiki");
      assert.deepEqual(copy?.definition, docs?.definition);
      assert.deepEqual([file.tools, file.includesMcpJson], [["read", "@docs"], false]);
    });
  }

  /** Text and a part of the error; undefined: none. */
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["# no front matter", undefined],
    ["", undefined],
    ["---\n---\n", undefined],
    ["---\nname: x\n", "has no end"],
    ["---\nmcpServers: [\n---\n", "not valid YAML"],
    ["---\nmcpServers: []\n---\n", '"mcpServers" must be an object'],
    ["---\nmcpServers:\n  a:\n    command: 1\n---\n", '"command" must be a text'],
    ["---\nmcpServers:\n  a:\n    args:\n    command: x\n---\n", '"args" must be a list of texts'],
    ["---\n- a\n---\n", "must hold an object"],
    [`---\na: ${"[".repeat(5000)}\n---\n`, "nested too deeply"],
    [
      `---\n${Array.from({ length: 250 }, (_, level) => `${" ".repeat(level)}a:`).join("\n")}\n---\n`,
      undefined,
    ],
    [
      `---\na: &a [1,1]\n${"bcdefgh".replace(/./g, (one, at: number) => `${one}: &${one} [${`*${"abcdefgh"[at]},`.repeat(50)}]\n`)}---\n`,
      undefined,
    ],
  ];
  for (const [source, message] of cases) {
    test(`${JSON.stringify(source).slice(0, 60)}: ${message ?? "no error"}`, () => {
      const { error } = readMcpFile(source, { path: ".kiro/agents/a.md" });
      if (message === undefined) assert.equal(error, undefined);
      else assert.ok(error?.message.includes(message), error?.message);
    });
  }
});
