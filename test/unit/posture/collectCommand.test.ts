import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync, readFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandFailure } from "../../../src/adapters/node/posture/collect/command/commandFailure.ts";
import { decodeOutput } from "../../../src/adapters/node/posture/collect/command/decodeOutput.ts";
import {
  createCommandRunner,
  usualLimits,
} from "../../../src/adapters/node/posture/collect/command/runCommand.ts";
import { thisSystem } from "../../../src/adapters/node/posture/collect/systemContext.ts";

const never = new AbortController().signal;

suite("output of programs", () => {
  test("UTF-16 with and without mark, UTF-8, code pages", () => {
    const text = "S-1-5-32-544 größe ok";
    assert.equal(decodeOutput(Buffer.from(`\ufeff${text}`, "utf16le")), text);
    assert.equal(decodeOutput(Buffer.from(text, "utf16le")), text);
    assert.equal(decodeOutput(Buffer.from(text)), text);
    assert.equal(decodeOutput(Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]), 932), "テスト");
    assert.equal(decodeOutput(Buffer.from([0x22, 0x84, 0xe1, 0x22, 0x2c, 0x31])), '"\ufffd\ufffd",1');
    assert.equal(decodeOutput(Buffer.from([0x22, 0x84, 0xe1, 0x22]), 850), '"\ufffd\ufffd"');
  });
});

// On Windows there is no shell script to play with; the runner's own parts are the same there.
const define = thisSystem() === "win32" ? suite.skip : suite;
define("running programs", () => {
  let folder: string;
  setup(() => (folder = mkdtempSync(join(tmpdir(), "picket-run-"))));
  teardown(() => rmSync(folder, { recursive: true, force: true }));
  const script = (body: string): string => {
    const path = join(folder, "program");
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const runner = (limits = {}) => createCommandRunner(thisSystem(), { ...usualLimits, ...limits });

  test("gives code and output; arguments are no shell's; the environment is its own", async () => {
    process.env["PICKET_CANARY"] = "seen";
    try {
      const path = script('printf "%s|%s|%s" "$1" "$PICKET_CANARY" "$LC_ALL"; exit 3');
      const result = await runner().run(path, ["$(id); `id` 'x'"], never);
      assert.deepEqual(result, { outcome: "done", code: 3, stdout: "$(id); `id` 'x'||C", stderr: "" });
      assert.equal(commandFailure(path, result), "program ended with code 3");
      assert.equal(commandFailure(path, result, [3]), undefined);
    } finally {
      delete process.env["PICKET_CANARY"];
    }
  });

  test("what is relative, missing or may not be run is told apart", async () => {
    assert.equal((await runner().run("id", [], never)).outcome, "missing");
    assert.equal((await runner().run(join(folder, "none"), [], never)).outcome, "missing");
    const path = script("exit 0");
    chmodSync(path, 0o644);
    assert.equal((await runner().run(path, [], never)).outcome, "denied");
  });

  test("a program that hangs is ended with its children", async () => {
    const pidFile = join(folder, "pid");
    const path = script(`sleep 600 & echo $! > ${pidFile}\nwait`);
    const running = runner({ timeoutMs: 1_000 }).run(path, [], never);
    const result = await running;
    assert.equal(result.outcome, "timeout");
    assert.ok(existsSync(pidFile));
    const child = Number(readFileSync(pidFile, "utf8"));
    await until(() => !isAlive(child));
  });

  test("one that writes without end is ended, and its code does not count", async () => {
    const result = await runner({ mostBytes: 10_000 }).run(
      script("while :; do echo aaaaaaaa; done"),
      [],
      never,
    );
    assert.equal(result.outcome, "done");
    assert.equal(result.code, undefined);
    assert.equal(result.stdout.length, 10_000);
    assert.match(commandFailure("/x/program", result) ?? "", /wrote more than is read/);
  });

  test("a signal ends it with its reason", async () => {
    const cancel = new AbortController();
    const running = runner().run(script("sleep 600"), [], cancel.signal);
    cancel.abort(new Error("enough"));
    await assert.rejects(running, /enough/);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child that nobody has waited for yet is dead all the same.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}
