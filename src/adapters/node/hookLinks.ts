import { readlinkSync, realpathSync } from "node:fs";
import { dirname, basename, join } from "node:path";

/**
 * Where an absolute path leads when its links are followed, for the part of it that exists: what does not exist yet is
 * joined to its nearest folder. Also the target of a link that leads to nothing, which a write would create.
 */
export function resolveLinks(path: string): readonly string[] {
  if (!/^(?:\/|[A-Za-z]:)/.test(path) || path.includes("\0")) return [];
  const rest: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      const real = join(realpathSync.native(at), ...rest);
      return real === path ? [] : [real];
    } catch {
      const target = danglingTarget(at);
      if (target !== undefined) return [join(target, ...rest)];
      if (dirname(at) === at || rest.length > 256) return [];
      rest.unshift(basename(at));
    }
  }
}

function danglingTarget(path: string): string | undefined {
  try {
    return join(dirname(path), readlinkSync(path));
  } catch {
    return undefined;
  }
}
