import { known, unknown, type Fact } from "../../../../core/posture/fact.ts";
import type { AdminFact } from "../../../../core/posture/facts.ts";
import { commandFailure } from "./command/commandFailure.ts";
import { posixAdmin, readGroupNames, readSudo } from "./posix/posixAdmin.ts";
import type { SystemContext } from "./systemContext.ts";
import { readGroups, readPrivileges, readUser, windowsAdmin } from "./windows/whoami.ts";

/** Whether the person is an administrator of this machine. Evidence is SIDs and names of groups. */
export async function collectAdmin(context: SystemContext): Promise<Fact<AdminFact>> {
  return context.runner.os === "win32" ? await onWindows(context) : await onPosix(context, context.runner.os);
}

/** The SIDs of the person and their groups. */
export async function windowsSids({
  runner,
  programs,
  signal,
}: SystemContext): Promise<Fact<readonly string[]>> {
  const whoami = programs.whoami;
  const groups = await runner.run(whoami, ["/groups", "/fo", "csv", "/nh"], signal);
  const user = await runner.run(whoami, ["/user", "/fo", "csv", "/nh"], signal);
  const failure = commandFailure(whoami, groups) ?? commandFailure(whoami, user);
  if (failure !== undefined) return unknown(failure);
  const [own, sids] = [readUser(user.stdout), readGroups(groups.stdout)];
  if (own === undefined || sids === undefined) return unknown("whoami.exe wrote what cannot be read");
  return known([own, ...sids]);
}

async function onWindows(context: SystemContext): Promise<Fact<AdminFact>> {
  const { runner, programs, signal } = context;
  const sids = await windowsSids(context);
  if (sids.state !== "known") return sids;
  const privileges = await runner.run(programs.whoami, ["/priv", "/fo", "csv", "/nh"], signal);
  const failure = commandFailure(programs.whoami, privileges);
  const through = windowsAdmin(sids.value, failure === undefined ? readPrivileges(privileges.stdout) : []);
  // A group is enough to know; that there is no privilege is known only when they were read.
  if (failure !== undefined && through.length === 0) return unknown(`privileges are not known: ${failure}`);
  return known({ through }, `${sids.value.length - 1} groups looked at`);
}

async function onPosix(
  { runner, programs, signal }: SystemContext,
  os: "darwin" | "linux",
): Promise<Fact<AdminFact>> {
  const [number, names] = [
    await runner.run(programs.id, ["-u"], signal),
    await runner.run(programs.id, ["-Gn"], signal),
  ];
  // Code 1 of -Gn: a group has no name, and stands as its number.
  const failure = commandFailure(programs.id, number) ?? commandFailure(programs.id, names, [0, 1]);
  if (failure !== undefined) return unknown(failure);
  const [uid, groups] = [/^\d+$/.exec(number.stdout.trim())?.[0], readGroupNames(names.stdout)];
  if (uid === undefined || groups === undefined) return unknown("id wrote what cannot be read");
  const sudo = os === "linux" ? await runner.run(programs.sudo, ["-n", "-l"], signal) : undefined;
  const isSudo = sudo !== undefined && sudo.code === 0 && readSudo(sudo.stdout);
  return known(
    { through: posixAdmin(os, { uid: Number(uid), groups, sudo: isSudo }) },
    `uid ${uid}, groups ${groups.join(" ")}`,
  );
}
