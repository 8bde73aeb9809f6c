import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { PolicyMemory } from "../../core/ports.ts";
import { errorCode } from "./skipReason.ts";

const fileName = "mcp-policy-serials.json";

/** A list, not a record: an issuer may be called like a member that every object has. */
const memorySchema = v.object({
  serials: v.array(v.tuple([v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0))])),
});

/**
 * Keeps the highest serials in a file of the host's state folder, which is made when it is missing. A file that cannot
 * be read is an error and no empty memory: else damage to it would let an old policy in.
 */
export function filePolicyMemory(folder: string): PolicyMemory {
  const path = join(folder, fileName);
  // One after the other, so that two policies that load at once do not write over each other.
  let last: Promise<unknown> = Promise.resolve();
  return {
    serials: () => readSerials(path),
    raise(issuer, serial) {
      const next = last.then(() => raise(folder, path, issuer, serial));
      last = next.catch(() => undefined);
      return next;
    },
  };
}

async function raise(folder: string, path: string, issuer: string, serial: number): Promise<void> {
  const serials = await readSerials(path);
  if ((serials.get(issuer) ?? -1) >= serial) return;
  serials.set(issuer, serial);
  await mkdir(folder, { recursive: true });
  await replaceText(path, JSON.stringify({ serials: [...serials] }));
}

async function readSerials(path: string): Promise<Map<string, number>> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return new Map();
    throw error;
  }
  const outcome = v.safeParse(v.pipe(v.string(), v.parseJson(), memorySchema), text);
  if (!outcome.success) throw new Error(`${path} is damaged; remove it to trust the next policy anew`);
  return new Map(outcome.output.serials);
}

/** Writes the whole text or nothing: a reader sees the old text or the new one. */
export async function replaceText(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.${counter++}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

let counter = 0;
