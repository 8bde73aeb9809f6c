import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { leftRunning, startLeashed } from "../../../scripts/host/leashed.ts";
import { alive } from "../../../scripts/host/processes.ts";
import { projectRoot } from "../../../scripts/host/project.ts";
import { eventually } from "../../support/eventually.ts";

/** Writes its own id and that of a child to files in the folder given, and then waits for ever. */
const family = `
const { spawn } = require("node:child_process");
const { writeFileSync } = require("node:fs");
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
writeFileSync(process.argv[1] + "/ids", process.pid + " " + child.pid);
console.log("ready");
setInterval(() => {}, 1000);
`;

suite("a command under a leash", function () {
  this.timeout(30_000);

  test("ends with its children when asked, and its folder goes", async () => {
    const folder = await temporary();
    const command = startLeashed(order(folder, ["-e", family, folder]), process.env);
    await command.waitForLine(/ready/, 20_000);
    const ids = await familyIds(folder);
    assert.deepEqual(ids.map(alive), [true, true]);
    await command.stop();
    await gone(ids, folder);
  });

  test("ends when the process that started it is killed", async () => {
    const folder = await temporary();
    const owner = await startOwner(folder);
    const ids = await eventually(
      "the family",
      () => familyIds(folder),
      (seen) => seen.length === 2,
    );
    owner.kill("SIGKILL");
    await gone(ids, folder);
  });

  test("says when a command leaves a process behind, and ends it", async () => {
    const folder = await temporary();
    const leaving = family.replace("setInterval(() => {}, 1000);\n", "child.unref();\n");
    const command = startLeashed(order(folder, ["-e", leaving, folder]), process.env);
    await command.waitForLine(/ready/, 20_000);
    const ids = await familyIds(folder);
    await command.ended;
    assert.ok(command.output().includes(leftRunning), command.output());
    await gone(ids, folder);
  });

  test("reports a command that cannot be started", async () => {
    const command = startLeashed(
      { command: "no-such-command", args: [], cwd: projectRoot, remove: [] },
      process.env,
    );
    await assert.rejects(command.waitForLine(/ready/, 20_000), /no-such-command/);
    assert.equal(await command.ended, 127);
  });
});

function order(folder: string, args: readonly string[]): Parameters<typeof startLeashed>[0] {
  return { command: process.execPath, args, cwd: projectRoot, remove: [folder] };
}

function temporary(): Promise<string> {
  return mkdtemp(join(tmpdir(), "picket-leash-"));
}

async function familyIds(folder: string): Promise<number[]> {
  return (await readFile(join(folder, "ids"), "utf8")).split(" ").map(Number);
}

async function startOwner(folder: string): Promise<ReturnType<typeof spawn>> {
  const module = pathToFileURL(join(projectRoot, "scripts", "host", "leashed.ts")).href;
  const args = JSON.stringify(order(folder, ["-e", family, folder]));
  const script = join(folder, "owner.mjs");
  await writeFile(script, `import { startLeashed } from "${module}";\nstartLeashed(${args}, process.env);\n`);
  return spawn(process.execPath, [script], { stdio: "ignore" });
}

async function gone(ids: readonly number[], folder: string): Promise<void> {
  await eventually(
    "the end of the family",
    async () => ids.filter(alive).length + (existsSync(folder) ? 1 : 0),
    (left) => left === 0,
  );
}
