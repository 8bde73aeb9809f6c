import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Why a file was left as it is. */
export class ReplaceError extends Error {
  override readonly name = "ReplaceError";
}

/**
 * Replaces a file's bytes as a whole: whoever reads it sees the old bytes or the new ones. Mode is kept; a symbolic
 * link stays and its target is replaced.
 * @param before the bytes that the new ones were made from
 * @throws ReplaceError when the file is not those bytes any more or is read-only, or the system's error
 */
export function replaceFile(path: string, before: Buffer, after: Buffer): void {
  const target = realpathSync(path);
  const { mode } = statSync(target);
  if ((mode & 0o222) === 0) throw new ReplaceError("the file is read-only");
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.picket-${process.pid}`);
  const file = openSync(temporary, "wx", 0o600);
  try {
    try {
      for (let at = 0; at < after.length;) at += writeSync(file, after, at);
      fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    // As late as can be: an editor may have saved while the secrets were on their way to the store.
    if (!readFileSync(target).equals(before))
      throw new ReplaceError("the file has changed since it was read");
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
