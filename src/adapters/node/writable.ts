import { constants } from "node:fs";
import { access } from "node:fs/promises";

/** Whether this account may write the file. False when it may not, or when there is no such file. */
export async function canWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
