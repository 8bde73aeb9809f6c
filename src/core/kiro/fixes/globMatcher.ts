/**
 * The regular expression that matches the paths that globs match, for the matcher of a hook, which is searched in a path
 * with `/`. A glob without a slash matches names at any depth, as the older hooks are used. Knows `*`, `**`, `?`, lists in
 * braces and sets in brackets; what is not closed stands for itself.
 */
export function matcherOfGlobs(globs: readonly string[]): string {
  const parts = [...new Set(globs.map(translate))];
  if (parts.some((part) => part === ".*")) return ".*";
  return `(^|/)${parts.length === 1 ? (parts[0] ?? "") : `(${parts.join("|")})`}$`;
}

function translate(glob: string): string {
  const plain = glob.replace(/^\.?\//, "").replace(/^(?:\*\*\/)+/, "");
  if (plain === "**" || plain === "**/*" || (plain === "*" && plain !== glob)) return ".*";
  return part(plain);
}

function part(glob: string): string {
  let result = "";
  for (let at = 0; at < glob.length; at++) {
    const rest = glob.slice(at);
    if (rest.startsWith("**/")) {
      result += "(.*/)?";
      at += 2;
    } else if (rest.startsWith("**")) {
      result += ".*";
      at += 1;
    } else if (rest.startsWith("*")) result += "[^/]*";
    else if (rest.startsWith("?")) result += "[^/]";
    else {
      const group = /^\{([^{}]*)\}/.exec(rest) ?? /^\[(!?)([^\]/[]+)\]/.exec(rest);
      if (group) {
        const list = group[0].startsWith("{");
        result += list
          ? `(${(group[1] ?? "").split(",").map(part).join("|")})`
          : `[${group[1] === "!" ? "^" : ""}${(group[2] ?? "").replace(/[\\^]/g, "\\$&")}]`;
        at += group[0].length - 1;
      } else result += glob[at]?.replace(/[\\^$.*+?()[\]{}|]/, "\\$&") ?? "";
    }
  }
  return result;
}
