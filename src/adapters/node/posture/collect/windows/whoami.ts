import { administrators } from "./sids.ts";

/** A row of CSV in which every cell is quoted, as `whoami.exe` writes it. */
function cells(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = ""]) => cell.replaceAll('""', '"'));
}

/**
 * The SIDs of `whoami.exe /groups /fo csv /nh`, those too that only deny; undefined when it shows none. Names and
 * attributes are in the language of the system and are not looked at.
 */
export function readGroups(output: string): readonly string[] | undefined {
  const sids = sidsIn(output);
  return sids.length > 0 ? sids : undefined;
}

/** The SID of `whoami.exe /user /fo csv /nh`. */
export function readUser(output: string): string | undefined {
  return sidsIn(output)[0];
}

function sidsIn(output: string): readonly string[] {
  return output
    .split(/\r?\n/)
    .flatMap((line) => cells(line).filter((cell) => /^S-1-\d+(?:-\d+)+$/.test(cell)));
}

/** Names of `whoami.exe /priv /fo csv /nh`, which are the same in every language. */
export function readPrivileges(output: string): readonly string[] {
  return output
    .split(/\r?\n/)
    .flatMap((line) => cells(line).filter((cell) => /^Se[A-Za-z]+Privilege$/.test(cell)));
}

/** Groups by which a person is an administrator, if with a prompt in between. The last is the mark of an elevated process. */
const adminGroups = [administrators, "S-1-16-12288", "S-1-16-16384"];

/** Privileges that are as good as that. */
const adminPrivileges = ["SeDebugPrivilege", "SeTakeOwnershipPrivilege", "SeLoadDriverPrivilege"];

/** Why a person is an administrator of Windows; empty: is none. */
export function windowsAdmin(groups: readonly string[], privileges: readonly string[]): readonly string[] {
  return [
    ...adminGroups.filter((sid) => groups.includes(sid)),
    ...adminPrivileges.filter((name) => privileges.includes(name)),
  ];
}
