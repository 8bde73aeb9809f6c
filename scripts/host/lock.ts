import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { alive } from "./processes.ts";

/** Time after which a lock file without a readable owner counts as left over, ms. */
const ownerlessAfter = 5_000;

/**
 * Runs `task` while no other process holds `file`. A lock whose owner has died is taken over.
 * @param onWait called once when another process holds the lock
 */
export async function withLock<T>(file: string, task: () => Promise<T>, onWait?: () => void): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let waited = false;
  while (!(await take(file))) {
    if (await abandoned(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (!waited) onWait?.();
    waited = true;
    await pause(200);
  }
  try {
    return await task();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function abandoned(file: string): Promise<boolean> {
  try {
    const owner = Number(await readFile(file, "utf8"));
    if (Number.isInteger(owner) && owner > 0) return !alive(owner);
    return Date.now() - (await stat(file)).mtimeMs > ownerlessAfter;
  } catch {
    // Released between two looks: not abandoned, and the next attempt takes it.
    return false;
  }
}
