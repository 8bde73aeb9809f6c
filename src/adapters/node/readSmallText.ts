import { readFileSync, statSync } from "node:fs";

/** More than any manifest or ignore file that a person keeps, in bytes. */
const mostBytes = 4_000_000;

/**
 * The UTF-8 text of a manifest or an ignore file, or undefined when there is none that can be read. Only a regular file
 * of ordinary size counts: a folder that is merely opened may bring a link to a device or a pipe under any name, and
 * reading that never ends.
 */
export function readSmallText(path: string): string | undefined {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > mostBytes) return undefined;
    // Files of the system that say 0 may still wait for a reader.
    return stat.size === 0 ? "" : readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
