import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "./project.ts";
import { withLock } from "./lock.ts";
import { alive } from "./processes.ts";

const marker = ".complete";

/**
 * The folder `.vscode-test/KEY`, made by `fill` when it is missing or was left incomplete. `fill` works in a folder
 * beside it that is renamed at the end, so that a folder under its final name is always whole. Two processes that want
 * the same key take turns.
 * @param key name of the folder, with everything in it that decides the content (versions, platform)
 * @param progress called with a line for a person when there is something to wait for
 */
export async function cachedFolder(
  key: string,
  fill: (folder: string) => Promise<void>,
  progress: (line: string) => void,
): Promise<string> {
  const folder = join(cacheRoot, key);
  if (existsSync(join(folder, marker))) return folder;
  await withLock(
    join(cacheRoot, `${key}.lock`),
    async () => {
      if (existsSync(join(folder, marker))) return;
      await removeLeftovers(key);
      await rm(folder, { recursive: true, force: true });
      const temporary = await mkdtemp(join(cacheRoot, `${key}.${process.pid}-`));
      try {
        await fill(temporary);
        await writeFile(join(temporary, marker), "");
        await rename(temporary, folder);
      } catch (error) {
        await rm(temporary, { recursive: true, force: true });
        throw error;
      }
    },
    () => progress(`another process is preparing ${key}, waiting for it`),
  );
  return folder;
}

/** Removes half-filled folders of processes that died. The caller holds the lock of `key`. */
async function removeLeftovers(key: string): Promise<void> {
  await mkdir(cacheRoot, { recursive: true });
  for (const name of await readdir(cacheRoot)) {
    const owner = name.startsWith(`${key}.`) ? /^(\d+)-/.exec(name.slice(key.length + 1))?.[1] : undefined;
    if (owner !== undefined && !alive(Number(owner))) {
      await rm(join(cacheRoot, name), { recursive: true, force: true });
    }
  }
}
