import { constants } from "node:fs";
import { open } from "node:fs/promises";

/**
 * Whether the person can open a file for writing, by trial: nothing is written, so that nothing changes, its time
 * neither. Windows' `access` says nothing of access lists.
 */
export async function opensForWriting(path: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_RDWR | (constants.O_NONBLOCK ?? 0));
    await file.close();
    return true;
  } catch {
    return false;
  }
}
