import { win32 } from "node:path";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { Protection } from "../../../../../core/posture/facts.ts";
import { windowsSids } from "../collectAdmin.ts";
import { opensForWriting } from "../files/opensForWriting.ts";
import type { SystemContext } from "../systemContext.ts";
import { accessListsOf } from "./accessLists.ts";
import { readSddl } from "./sddl.ts";
import { windowsProtection, type PlaceKind } from "./windowsProtection.ts";

/** Asks Windows about a file and folders. @returns what is known of one of the paths */
export async function collectWindowsPlaces(
  context: SystemContext,
  { file, existing }: { readonly file: string; readonly existing: readonly string[] },
): Promise<(path: string) => Fact<Protection>> {
  const { runner, programs, signal } = context;
  const sids = await windowsSids(context);
  if (sids.state !== "known") return () => sids;
  const lists = await accessListsOf(runner, programs.powershell, existing, signal);
  if (typeof lists === "string") return () => unknown(lists);
  const opened = existing.includes(file) && (await opensForWriting(file));
  const isMissing = existing.indexOf(file) === -1;
  return (path) => {
    const list = lists.get(path);
    const descriptor = list && readSddl(list.sddl);
    if (!list || !descriptor) return unknown(`the access list of ${path} cannot be read`);
    const kind = kindOf(path, file, isMissing ? existing[0] : undefined);
    const place = { path, kind, descriptor, isLink: list.isReparsePoint, ...(path === file && { opened }) };
    return known(windowsProtection(place, sids.value), list.sddl);
  };
}

/** @param deepest the folder in which the next one would be created; absent: the file is there */
function kindOf(path: string, file: string, deepest: string | undefined): PlaceKind {
  if (path === file) return "file";
  if (path === win32.dirname(file) || path === deepest) return "parent";
  return path === win32.parse(path).root ? "root" : "ancestor";
}
