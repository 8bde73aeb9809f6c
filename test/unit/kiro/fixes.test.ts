import assert from "node:assert/strict";
import { matcherOfGlobs } from "../../../src/core/kiro/fixes/globMatcher.ts";
import { legacyTriggers } from "../../../src/core/kiro/files/triggers.ts";
import { commandHook, fixed, fixesOf, rulesIn, v1 } from "./support.ts";

const hooks = "/w/.kiro/hooks/a.json";
const legacyPath = "/w/.kiro/hooks/a.kiro.hook";

interface Migrated {
  readonly version: string;
  readonly hooks: readonly [
    {
      readonly matcher?: string;
      readonly action?: unknown;
      readonly enabled?: boolean;
      readonly timeout?: number;
    },
  ];
}

function legacy(when: unknown, action: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  const head = JSON.stringify({ name: "Check", description: "Checks.", version: "1", ...more }).slice(0, -1);
  return `${head}, "when": ${JSON.stringify(when)}, "then": ${JSON.stringify(action)}}`;
}

const run = { type: "runCommand", command: "npm run lint" };

function migrated(text: string): { readonly hook: Migrated["hooks"][0]; readonly notes: readonly string[] } {
  const after = fixed(legacyPath, text, "kiro/legacy-hook");
  assert.equal(after.path, hooks);
  const file: Migrated = JSON.parse(after.text);
  assert.equal(file.version, "v1");
  assert.deepEqual(
    rulesIn(after.path, after.text).filter((rule) => rule !== "kiro/guard-cannot-block"),
    [],
  );
  return { hook: file.hooks[0], notes: after.notes };
}

suite("fixes of Kiro's files", () => {
  for (const [old, trigger] of Object.entries(legacyTriggers)) {
    test(`${old} becomes ${trigger}, with commands and prompts`, () => {
      const { hook } = migrated(legacy({ type: old }, run));
      assert.deepEqual(hook, {
        name: "Check",
        description: "Checks.",
        trigger,
        action: { type: "command", command: "npm run lint" },
        enabled: true,
      });
      const asks = migrated(
        legacy({ type: old }, { type: "askAgent", prompt: "Look at it." }, { enabled: false }),
      );
      assert.deepEqual(asks.hook.action, { type: "agent", prompt: "Look at it." });
      assert.equal(asks.hook.enabled, false);
    });
  }

  test("a timeout moves along, and what has no equal is said", () => {
    const text = legacy(
      { type: "fileEdited", patterns: ["*.py"], debounceMs: 5 },
      { ...run, command: "ruff check ${file}", timeout: 20 },
      { shortName: "x" },
    );
    const { hook, notes } = migrated(text);
    assert.equal(hook.timeout, 20);
    assert.match(notes.join(" "), /shortName, when\.debounceMs/);
    assert.match(notes.join(" "), /standard input/);
  });

  test("kinds of tools become a matcher; every tool needs none", () => {
    const of = (toolTypes: readonly string[]) =>
      migrated(legacy({ type: "preToolUse", toolTypes }, run)).hook.matcher;
    assert.ok(["fs_write", "str_replace"].every((tool) => new RegExp(of(["write"]) ?? "").test(tool)));
    assert.ok(!new RegExp(of(["write"]) ?? "").test("grep"));
    assert.equal(of(["@github.*"]), "@github.*");
    assert.equal(of(["*"]), undefined);
  });

  const globs: readonly (readonly [readonly string[], readonly string[], readonly string[]])[] = [
    [
      ["**/*.ts", "**/*.tsx"],
      ["a.ts", "src/deep/a.tsx", "/w/src/a.ts"],
      ["a.tsx.md", "ats"],
    ],
    [["*.py"], ["a.py", "src/a.py"], ["a.pyc"]],
    [["src/**/*.{js,jsx}"], ["src/a.js", "src/x/y/a.jsx"], ["lib/a.js", "src/a.json"]],
    [["server/src/types.ts"], ["server/src/types.ts"], ["server/src/typesXts"]],
    [["**/assets/**"], ["src/assets/a/b.png"], ["src/asset/a"]],
    [
      [".env*", "[ab]?.txt"],
      [".env", ".env.local", "ax.txt"],
      ["env", "cx.txt"],
    ],
    [["**/*.{ts"], ["a.{ts"], ["a.ts"]],
  ];
  for (const [patterns, matching, others] of globs) {
    test(`${patterns.join(" ")} as a matcher`, () => {
      const matcher = new RegExp(matcherOfGlobs(patterns));
      assert.deepEqual(
        [...matching, ...others].filter((path) => matcher.test(path)),
        matching,
      );
    });
  }

  test("a hook of the older format in a JSON file is written anew in its place, with its indentation", () => {
    const text = `{\n\t"name": "Check",\r\n\t"when": {"type": "agentStop"},\n\t"then": ${JSON.stringify(run)}\n}`;
    const after = fixed(hooks, text, "kiro/foreign-hook-format");
    assert.equal(after.path, hooks);
    assert.match(after.text, /^\{\r\n\t"version": "v1"/);
    assert.deepEqual(rulesIn(hooks, after.text), []);
  });

  test("no migration of what Kiro would not take", () => {
    assert.deepEqual(
      fixesOf(legacyPath, legacy({ type: "fileEdited" }, { type: "runTool", tool: "x" })).map(({ id }) => id),
      [],
    );
  });

  const guard = { name: "Block commands", trigger: "PreToolUse" };
  const agent = "/w/.kiro/agents/a.json";
  const settings = "/w/.vscode/settings.json";
  const steering = "/w/.kiro/steering/a.md";
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      "kiro/unknown-trigger",
      hooks,
      v1({ trigger: "onSave", action: { type: "command", command: "x" } }),
      '"PostFileSave"',
    ],
    ["kiro/no-timeout", hooks, commandHook("x", { timeout: 0 }), '"timeout":60'],
    [
      "kiro/unknown-field",
      hooks,
      v1({ trigger: "Stop", action: { type: "command", command: "x", timeout: 30 } }),
      '"command":"x"}, "timeout": 30',
    ],
    ["kiro/bad-matcher", hooks, commandHook("x", { matcher: "*" }), '"command":"x"}}'],
    ["kiro/guard-cannot-block", hooks, commandHook("check.sh || true", guard), "check.sh || exit 2"],
    ["kiro/guard-cannot-block", hooks, commandHook("check.sh || exit 1", guard), "check.sh || exit 2"],
    ["kiro/guard-cannot-block", hooks, commandHook("npm run lint", guard), "npm run lint || exit 2"],
    ["kiro/guard-disabled", hooks, commandHook("check.sh", { ...guard, enabled: false }), '"enabled":true'],
    ["kiro/all-tools-allowed", agent, '{"allowedTools": ["read", "*"]}', '["read"]'],
    [
      "kiro/trusted-commands",
      settings,
      '{"kiroAgent.trustedCommands": ["*", "git status"]}',
      '["git status"]',
    ],
    ["kiro/autopilot", settings, '{"kiroAgent.agentAutonomy": "Autopilot"}', '"Supervised"'],
    [
      "kiro/permissions-void",
      "/h/.kiro/settings/permissions.yaml",
      "rules:\n- capabilty: mcp\n  effect: ask\n",
      "- capability: mcp",
    ],
    [
      "kiro/steering-always-on",
      steering,
      "---\ninclusion: filematch\nfileMatchPattern: a\n---\n",
      "inclusion: fileMatch\n",
    ],
    [
      "kiro/steering-always-on",
      steering,
      "\n\n---\ninclusion: manual\n---\n",
      "---\ninclusion: manual\n---\n",
    ],
    [
      "kiro/steering-never-on",
      steering,
      "---\ninclusion: fileMatch\nglobs: a\n---\n",
      "\nfileMatchPattern: a\n",
    ],
    ["kiro/hidden-text", steering, "a\u202eb\n", "ab\n"],
    ["kiro/ignore-opens", "/w/.kiroignore", ".env\n!.env.local\nx\n", ".env\nx\n"],
  ];
  for (const [rule, path, text, expected] of cases) {
    test(`${rule}: ${expected.trim()}`, () => {
      const after = fixed(path, text, rule);
      assert.ok(after.text.includes(expected), after.text);
      assert.ok(!rulesIn(after.path, after.text).includes(rule));
    });
  }

  test("a fix that would change nothing is not offered", () => {
    const twice = commandHook("check.sh | tee log", guard);
    assert.deepEqual(fixesOf(hooks, twice), []);
    assert.deepEqual(fixesOf("/w/.kiro/agents/a.json", '{"tools": ["*"]}'), []);
  });
});
