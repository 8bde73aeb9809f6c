/**
 * Whether `getfacl -n -p PATH` shows an entry by which a named user or group other than root writes. The mask bounds
 * them. Entries of `default:` count for what is created later and are left out.
 */
export function getfaclWrites(output: string): boolean {
  const lines = output.split(/\r?\n/).map((line) => line.replace(/\s*#.*$/, "").trim());
  const mask = lines.map((line) => /^mask::([rwxX-]{3})$/.exec(line)?.[1]).find((one) => one !== undefined);
  const bounded = mask !== undefined && !mask.includes("w");
  return (
    !bounded &&
    lines.some((line) => {
      const [, who, permissions = ""] = /^(?:user|group):([^:]+):([rwx-]{3})$/.exec(line) ?? [];
      return who !== undefined && who !== "0" && permissions.includes("w");
    })
  );
}

/** Whether the mode that `ls -ld` shows has the sign of an access list; undefined when there is no mode. */
export function hasAccessList(output: string): boolean | undefined {
  const [, sign] = /^[-dlbcps][-rwxsStT]{9}([+@.]?)/m.exec(output) ?? [];
  return sign === undefined ? undefined : sign === "+";
}

/** Rights of macOS's lists by which a file or what is in a folder can be changed or replaced. */
const writing =
  /\b(?:write|append|delete|delete_child|add_file|add_subdirectory|writeattr|writeextattr|writesecurity|chown)\b/;

/** Whether `ls -lde PATH` of macOS shows an entry by which anybody but root writes. Entries are not translated. */
export function macListWrites(output: string): boolean {
  return output.split(/\r?\n/).some((line) => {
    const [, who, effect, rights = ""] =
      /^ *\d+: (\S.*?) (?:inherited )?(allow|deny) (\S+)$/.exec(line) ?? [];
    if (who === undefined || effect !== "allow" || who === "user:root") return false;
    return !rights.split(",").includes("only_inherit") && writing.test(rights);
  });
}
