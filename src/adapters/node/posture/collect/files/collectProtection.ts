import { lstat } from "node:fs/promises";
import { posix, win32 } from "node:path";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { Protection } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";
import { collectWindowsPlaces } from "../windows/collectPlaces.ts";
import { collectPosixPlaces } from "../posix/collectPlaces.ts";
import type { SystemContext } from "../systemContext.ts";

/** The file's own protection, and that of the folders from its own to the root. */
export interface PathProtection {
  readonly file: Fact<Protection>;
  readonly ancestors: Fact<readonly Protection[]>;
}

/** Who can change a file, or put another in its place. @param path absolute, as the system writes it */
export async function collectProtection(context: SystemContext, path: string): Promise<PathProtection> {
  const folders = foldersOf(path, context.runner.os === "win32");
  const places = [path, ...folders];
  const existing: string[] = [];
  for (const place of places) if (await exists(place)) existing.push(place);
  const collect = context.runner.os === "win32" ? collectWindowsPlaces : collectPosixPlaces;
  const found = await collect(context, { file: path, existing });
  const file = existing.includes(path) ? found(path) : unknown(`there is no file ${path}`);
  const chain = folders.filter((folder) => existing.includes(folder)).map((folder) => found(folder));
  const problem = chain.find((one) => one.state !== "known");
  const missing = folders
    .filter((folder) => !existing.includes(folder))
    .map((folder) => `${folder}: not there`);
  const ancestors =
    problem?.state === "unknown"
      ? unknown(problem.reason)
      : known(
          chain.flatMap((one) => (one.state === "known" ? [one.value] : [])),
          ...missing,
        );
  return { file, ancestors };
}

/** The folders of a path, its own first, the root last. */
export function foldersOf(path: string, isWindows: boolean): readonly string[] {
  const system = isWindows ? win32 : posix;
  const folders: string[] = [];
  for (let at = system.dirname(path); folders.at(-1) !== at; at = system.dirname(at)) folders.push(at);
  return folders;
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    (error: unknown) => errorCode(error) !== "ENOENT" && errorCode(error) !== "ENOTDIR",
  );
}
