import assert from "node:assert/strict";
import { marked, rulesIn } from "./support.ts";

const permissions = "/h/.kiro/settings/permissions.yaml";
const managed = "/etc/kiro/managed-settings.json";

function json(value: unknown): string {
  return JSON.stringify(value);
}

function signIn(rule: Readonly<Record<string, unknown>>): string {
  return json({ rules: [{ capability: "signin_method", effect: "deny", ...rule }] });
}

suite("agents, settings and permissions of Kiro", () => {
  test("trusted commands: every command, any code, and whole commands", () => {
    const of = (...commands: readonly string[]) =>
      marked("/w/.vscode/settings.json", json({ "kiroAgent.trustedCommands": commands })).map(
        ([, text]) => text,
      );
    const broad = [
      "*",
      "**",
      "node *",
      "python3 *",
      "bash -c *",
      "npx *",
      "cmd /c *",
      "/usr/bin/env *",
      "sudo *",
    ];
    assert.deepEqual(of(...broad), broad);
    assert.deepEqual(of("npm run lint", "git *", "node scripts/build.js", "npm test *", "env"), []);
  });

  test("settings that are not Kiro's are no concern, broken ones neither", () => {
    assert.deepEqual(rulesIn("/w/.vscode/settings.json", '{"editor.tabSize": 2,,'), []);
    assert.deepEqual(rulesIn("/w/.vscode/settings.json", '{"kiroAgent.agentAutonomy": "Supervised" "x"}'), [
      "kiro/unreadable",
    ]);
  });

  test("tools of agents: bounds count, denials do not", () => {
    const agent = (value: unknown) => rulesIn("/w/.kiro/agents/a.json", json(value));
    const shell = { allowedTools: ["shell"] };
    assert.deepEqual(agent({ ...shell }), ["kiro/shell-allowed"]);
    assert.deepEqual(agent({ ...shell, toolsSettings: { shell: { deniedCommands: ["rm.*"] } } }), [
      "kiro/shell-allowed",
    ]);
    assert.deepEqual(agent({ ...shell, toolsSettings: { shell: { allowedCommands: ["git status"] } } }), []);
    assert.deepEqual(agent({ allowedTools: ["read", "@git/status"] }), []);
    const markdown =
      "---\nname: a\ntools: ['*']\npermissions:\n  rules:\n    - capability: all\n      effect: allow\n---\nGo.\n";
    assert.deepEqual(rulesIn("/w/.kiro/agents/a.md", markdown), ["kiro/all-tools", "kiro/broad-allow"]);
  });

  const voids: readonly (readonly [string, string])[] = [
    ["an unknown field of a rule", 'rules:\n  - capability: shell\n    matches: ["a"]\n    effect: deny\n'],
    ["an unknown field of the file", "rule: []\n"],
    ["an unknown effect", "rules:\n  - capability: shell\n    effect: block\n"],
    ["no effect", "rules:\n  - capability: shell\n"],
    ["no capability", "rules:\n  - effect: deny\n"],
    ["rules that are no list", "rules:\n  capability: shell\n"],
  ];
  for (const [name, text] of voids) {
    test(`${name} voids permissions`, () =>
      assert.ok(rulesIn(permissions, text).includes("kiro/permissions-void")));
  }

  test("what the documentation allows is taken", () => {
    const text =
      "rules:\n  - capability: shell\n    effect: allow\n    match:\n      - git *\n      - npm *\n  - capability: fs_read\n    effect: allow\n  - capability: mcp\n    effect: allow\n    match:\n      - my-server/*\n  - capability: fs_write\n    effect: deny\n    match: ['.env*']\n    exclude: ['.env.example']\n";
    assert.deepEqual(rulesIn(permissions, text), []);
    assert.deepEqual(rulesIn(permissions, ""), []);
    assert.deepEqual(rulesIn(permissions, "rules:\n  - capability: all\n    effect: allow\n"), [
      "kiro/broad-allow",
    ]);
    assert.deepEqual(rulesIn(permissions, "rules: [\n"), ["kiro/unreadable"]);
  });

  test("managed settings are taken as a whole or not at all", () => {
    const good = signIn({ match: ["*"], exclude: ["idc"] });
    assert.deepEqual(rulesIn(managed, good), []);
    assert.deepEqual(rulesIn(managed, good, { encoding: "utf-8-bom" }), ["kiro/managed-settings-rejected"]);
    assert.deepEqual(rulesIn(managed, good, { encoding: "utf-16" }), ["kiro/managed-settings-rejected"]);
    for (const text of [
      ` ${good}`,
      "",
      "[]",
      `// a\n${good}`,
      json({ policy: [] }),
      json({ rules: [{ effect: "deny" }] }),
    ]) {
      assert.ok(rulesIn(managed, text).includes("kiro/managed-settings-rejected"), text);
    }
  });

  const dropped: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ["denies every way", { match: ["*"] }],
    ["asks", { match: ["google"], effect: "ask" }],
    ["matches nothing", {}],
    ["names a way that is none", { match: ["*"], exclude: ["idc", "saml"] }],
    ["has too many names", { match: Array.from({ length: 17 }, () => "google") }],
  ];
  for (const [name, rule] of dropped) {
    test(`a sign-in rule that ${name} is dropped`, () =>
      assert.ok(rulesIn(managed, signIn(rule)).includes("kiro/signin-rule-dropped")));
  }
});
