/** Groups by which a person becomes root: those of sudo, and those that own a door beside it. */
const adminGroups: Readonly<Record<"darwin" | "linux", readonly string[]>> = {
  darwin: ["admin", "wheel"],
  linux: ["sudo", "wheel", "admin", "docker", "lxd"],
};

/**
 * Why a person is an administrator; empty: is none.
 * @param groups names, as `id -Gn` gives them
 */
export function posixAdmin(
  os: "darwin" | "linux",
  { uid, groups, sudo }: { readonly uid: number; readonly groups: readonly string[]; readonly sudo: boolean },
): readonly string[] {
  return [
    ...(uid === 0 ? ["uid 0"] : []),
    ...adminGroups[os].filter((name) => groups.includes(name)),
    ...(sudo ? ["sudo without a password"] : []),
  ];
}

/** Names of `id -Gn`; undefined for an output that is none. */
export function readGroupNames(output: string): readonly string[] | undefined {
  const names = output.trim().split(/\s+/);
  return names[0] === undefined || names[0] === "" ? undefined : names;
}

/** Whether `sudo -n -l`, which asks for no password, shows that everything may be run. */
export function readSudo(output: string): boolean {
  return /^\s*\([^)]*\)\s*(?:[A-Z_]+:\s*)*ALL\s*$/m.test(output);
}
