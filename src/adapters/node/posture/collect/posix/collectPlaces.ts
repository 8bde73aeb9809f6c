import { lstat } from "node:fs/promises";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { Protection } from "../../../../../core/posture/facts.ts";
import { commandFailure } from "../command/commandFailure.ts";
import { opensForWriting } from "../files/opensForWriting.ts";
import type { SystemContext } from "../systemContext.ts";
import { getfaclWrites, hasAccessList, macListWrites } from "./accessLists.ts";
import { posixProtection } from "./posixProtection.ts";

/** Looks at a file and folders. @returns what is known of one of the paths */
export async function collectPosixPlaces(
  context: SystemContext,
  { file, existing }: { readonly file: string; readonly existing: readonly string[] },
): Promise<(path: string) => Fact<Protection>> {
  const found = new Map<string, Fact<Protection>>();
  for (const [index, path] of existing.entries())
    found.set(path, await placeOf(context, { path, file, next: existing[index - 1] }));
  return (path) => found.get(path) ?? unknown(`${path} is not there`);
}

async function placeOf(
  context: SystemContext,
  { path, file, next }: { readonly path: string; readonly file: string; readonly next: string | undefined },
): Promise<Fact<Protection>> {
  try {
    const stat = await lstat(path);
    const aclWrites = await aclLetsWrite(context, path);
    if (typeof aclWrites === "string")
      return unknown(`the access list of ${path} is not known: ${aclWrites}`);
    const nextIsRoots = next !== undefined && (await lstat(next)).uid === 0;
    const opened = path === file && (await opensForWriting(path));
    const mode = stat.mode & 0o7777;
    const protection = posixProtection({
      path,
      kind: path === file ? "file" : "folder",
      uid: stat.uid,
      ownerName: stat.uid === 0 ? "root" : String(stat.uid),
      // The bits of a link itself mean nothing.
      mode: stat.isSymbolicLink() ? 0 : mode,
      isLink: stat.isSymbolicLink(),
      aclWrites,
      nextIsRoots,
      opened,
    });
    return known(protection, `${path}: mode ${mode.toString(8)}`);
  } catch {
    return unknown(`${path} cannot be looked at: access is denied or the disk fails`);
  }
}

/** Whether an access list beside the mode lets somebody write, or why that is not known. */
async function aclLetsWrite(
  { runner, programs, signal }: SystemContext,
  path: string,
): Promise<boolean | string> {
  const listing = await runner.run(programs.ls, [runner.os === "darwin" ? "-lde" : "-ldn", path], signal);
  const failure = commandFailure(programs.ls, listing);
  if (failure !== undefined) return failure;
  if (runner.os === "darwin") return macListWrites(listing.stdout);
  const has = hasAccessList(listing.stdout);
  if (has === undefined) return "ls wrote what cannot be read";
  if (!has) return false;
  const list = await runner.run(programs.getfacl, ["-n", "-p", "--", path], signal);
  return commandFailure(programs.getfacl, list) ?? getfaclWrites(list.stdout);
}
