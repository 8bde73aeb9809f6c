import type { CommandRunner } from "../../../../../core/posture/ports.ts";
import { commandFailure } from "../command/commandFailure.ts";

/** What Windows says of a path; `missing` when it could not be asked about. */
export interface AccessList {
  readonly sddl: string;
  /** Whether it is a junction, a link or another reparse point. */
  readonly isReparsePoint: boolean;
}

/**
 * The script that asks for the lists of the paths, one line each: number, attributes, SDDL. It calls no method and sets
 * no property, so that PowerShell runs it in its constrained language too. Answers are plain ASCII.
 */
export function accessListScript(paths: readonly string[]): string {
  // PowerShell ends a text at typographic quotes too.
  const list = paths.map((path) => `'${path.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`).join(",");
  return [
    "$ProgressPreference='SilentlyContinue'",
    "$i=0",
    `foreach($p in @(${list})){`,
    "try{$a=Get-Acl -LiteralPath $p -ErrorAction Stop;$f=Get-Item -LiteralPath $p -Force -ErrorAction Stop",
    '"$i|$([int]$f.Attributes)|$($a.Sddl)"}catch{"$i|!"}',
    "$i++}",
  ].join("\n");
}

/** Reads what the script printed. By the paths' places; a path without a line that can be read is absent. */
export function readAccessLists(output: string): ReadonlyMap<number, AccessList> {
  const lists = new Map<number, AccessList>();
  for (const [, place, attributes, sddl = ""] of output.matchAll(/^(\d+)\|(-?\d+)\|(O:\S.*?)\r?$/gm))
    lists.set(Number(place), { sddl, isReparsePoint: (Number(attributes) & 0x400) !== 0 });
  return lists;
}

/** Asks PowerShell for the lists of several paths at once. @returns by path, or why there are none */
export async function accessListsOf(
  runner: CommandRunner,
  powershell: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, AccessList> | string> {
  const script = Buffer.from(accessListScript(paths), "utf16le").toString("base64");
  const args = ["-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", script];
  const result = await runner.run(powershell, args, signal);
  const failure = commandFailure(powershell, result);
  if (failure !== undefined) return failure;
  const lists = readAccessLists(result.stdout);
  return new Map(
    paths.flatMap((path, place) => {
      const list = lists.get(place);
      return list === undefined ? [] : [[path, list] as const];
    }),
  );
}
