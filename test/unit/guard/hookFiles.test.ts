import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import {
  definitionOf,
  hookFileState,
  hookFileText,
  installedCommand,
} from "../../../src/core/kiro/hookFiles/hookFile.ts";
import { hookDefinitions, hookEventOf } from "../../../src/core/kiro/hookFiles/hookKinds.ts";
import { hookCommand, isLauncher, launcherText } from "../../../src/core/kiro/hookFiles/launcher.ts";
import {
  batchWord,
  posixWord,
  QuotingError,
  windowsFolder,
} from "../../../src/core/kiro/hookFiles/quoting.ts";

const nasty = [
  "/a b",
  "/it's",
  '/a"b',
  "/a$HOME",
  "/a`id`",
  "/a\\b",
  "/a%PATH%",
  "/a^b&c|d",
  "/ünïcode/日本",
  "/a;b",
  "/a*?[b]",
  "/-n",
  "/a\\'b",
  "/!x",
];

suite("quoting", () => {
  test("gives a POSIX shell the path itself, whatever it holds", function () {
    if (process.platform === "win32") this.skip();
    for (const path of nasty) {
      const seen = execFileSync("/bin/sh", ["-c", `printf '%s' ${posixWord(path)}`], { encoding: "utf8" });
      assert.equal(seen, path);
    }
  });

  test("of a batch file doubles percent signs and leaves the rest inside quotes", () => {
    assert.equal(
      batchWord("C:\\Program Files\\a & b\\100%\\$x^y.exe"),
      '"C:\\Program Files\\a & b\\100%%\\$x^y.exe"',
    );
    assert.throws(() => batchWord('C:\\a"b'), QuotingError);
  });

  test("refuses what cmd and PowerShell read differently, and takes spaces and any letter", () => {
    for (const character of '%&^<>|"$`;!\n')
      assert.throws(() => windowsFolder(`C:\\a${character}b`), QuotingError);
    for (const path of ["C:\\Users\\John Doe\\.kiro", "C:\\Users\\Jürgen (x)\\é", "C:\\Users\\日本"])
      assert.equal(windowsFolder(path), path);
  });
});

suite("the command of a hook", () => {
  const windows = {
    platform: "windows",
    folder: "C:\\Users\\John Doe\\.kiro\\picket",
    systemRoot: "C:\\Windows",
  } as const;

  test("makes 2 of every failure of a guard, and only of a guard's", () => {
    for (const { event, guards } of hookDefinitions) {
      const posix = hookCommand({ platform: "posix", folder: "/h/.kiro/picket" }, event);
      assert.equal(posix.endsWith("|| exit 2"), guards);
      assert.equal(hookCommand(windows, event).includes("|| exit 2"), guards);
    }
  });

  test("on Windows is one quoted word behind cmd, with cmd by its absolute path", () => {
    assert.equal(
      hookCommand(windows, "pre-tool-use"),
      'C:\\Windows\\System32\\cmd.exe /d /s /c "cd /d C:\\Users\\John Doe\\.kiro\\picket && call picket-hook.cmd pre-tool-use || exit 2"',
    );
    assert.throws(() => hookCommand({ ...windows, folder: "C:\\Users\\R&D" }, "pre-tool-use"), QuotingError);
  });

  test("has a launcher that is known as Picket's and names node and the program quoted", () => {
    const target = { node: "C:\\Program Files\\nodejs\\node.exe", program: "C:\\x 100%\\hook.js" };
    const batch = launcherText("windows", target);
    assert.ok(isLauncher(batch) && isLauncher(launcherText("posix", target)));
    assert.ok(batch.includes('"C:\\Program Files\\nodejs\\node.exe" "C:\\x 100%%\\hook.js" %1\r\n'));
    assert.ok(!batch.includes("chcp"));
    assert.ok(launcherText("windows", { ...target, program: "C:\\é\\hook.js" }).includes("chcp 65001"));
    assert.equal(isLauncher("#!/bin/sh\necho mine\n"), false);
    assert.match(batch, /^@echo off\r\n/);
    assert.ok(
      batch
        .split("\n")
        .slice(0, -1)
        .every((line) => line.endsWith("\r")),
    );
  });
});

suite("the file of a hook", () => {
  const definition = definitionOf("guard");
  const text = hookFileText(definition, "run me", nodeHash);
  const state = (found: string) => hookFileState(found, text, nodeHash);

  test("is of the v1 format, with one enabled hook and a bounded time", () => {
    const { version, hooks } = JSON.parse(text) as {
      version: string;
      hooks: { timeout: number; enabled: boolean; matcher?: string }[];
    };
    assert.equal(version, "v1");
    assert.equal(hooks.length, 1);
    assert.ok(
      hooks[0]?.enabled && hooks[0].timeout > 0 && hooks[0].timeout < 60 && hooks[0].matcher === undefined,
    );
    assert.deepEqual(installedCommand(text), { command: "run me", enabled: true, trigger: "PreToolUse" });
  });

  test("tells its own, older, changed and foreign ones apart", () => {
    assert.equal(state(text), "current");
    assert.equal(state(hookFileText(definition, "run an older one", nodeHash)), "older");
    assert.equal(state(text.replace('"enabled": true', '"enabled": false')), "modified");
    assert.equal(state(text.replace("run me", "true")), "modified");
    for (const foreign of ["", "{}", "{", '{"version":"v1","hooks":[{"name":"mine"}]}'])
      assert.equal(state(foreign), "foreign");
    assert.equal(installedCommand("{"), undefined);
    assert.equal(installedCommand("{}"), undefined);
  });

  test("events go by Picket's and by Kiro's names", () => {
    for (const name of ["pre-tool-use", "PreToolUse", "preToolUse", "pre_tool_use"])
      assert.equal(hookEventOf(name), "pre-tool-use");
    assert.equal(hookEventOf("PreInstall"), "pre-install");
    assert.equal(hookEventOf("Stop"), undefined);
  });
});
