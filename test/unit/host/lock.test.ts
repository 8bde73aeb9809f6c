import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLock } from "../../../scripts/host/lock.ts";

suite("a lock between processes", () => {
  let folder = "";
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), "picket-lock-"));
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  test("lets one in at a time, and is gone afterwards", async () => {
    const file = join(folder, "a.lock");
    const seen: string[] = [];
    const task = (name: string) => async (): Promise<void> => {
      seen.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(`${name} out`);
    };
    await Promise.all([withLock(file, task("first")), withLock(file, task("second"))]);
    assert.deepEqual(
      seen.map((entry) => entry.split(" ")[1]),
      ["in", "out", "in", "out"],
    );
    assert.equal(existsSync(file), false);
  });

  test("is released when the task fails", async () => {
    const file = join(folder, "a.lock");
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(await withLock(file, () => Promise.resolve("again")), "again");
  });

  test("is taken over from a process that died", async () => {
    const file = join(folder, "a.lock");
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    await writeFile(file, String(dead));
    assert.equal(await withLock(file, () => Promise.resolve("taken")), "taken");
  });
});
