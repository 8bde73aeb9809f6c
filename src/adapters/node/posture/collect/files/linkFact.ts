import { lstat, realpath, stat } from "node:fs/promises";
import { pathKey, type PathPlatform } from "../../../../../core/mcp/scopes/paths.ts";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { LinkFact } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";

/** How the user's file stands to the central one. A link that leads nowhere is a link. */
export async function readLinkFact(
  path: string,
  central: string,
  platform: PathPlatform,
): Promise<Fact<LinkFact>> {
  try {
    const own = await lstat(path, { bigint: true });
    const centralPath = await realpath(central).catch(() => central);
    if (own.isSymbolicLink()) {
      const target = await realpath(path).catch(() => undefined);
      const isCentral = target !== undefined && pathKey(target, platform) === pathKey(centralPath, platform);
      return known({ kind: "symbolic-link", ...(target !== undefined && { target }), isCentral });
    }
    if (!own.isFile()) return unknown(`${path}: it is no file`);
    const other = await stat(central, { bigint: true }).catch(() => undefined);
    const isSame = other !== undefined && own.nlink > 1n && other.dev === own.dev && other.ino === own.ino;
    return isSame
      ? known({ kind: "hard-link", target: centralPath, isCentral: true })
      : known(await plainFile(path, centralPath, platform));
  } catch (error) {
    if (errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR")
      return known({ kind: "missing", isCentral: false });
    return unknown(`${path} cannot be looked at: access is denied or the disk fails`);
  }
}

/** A file whose folder is a link may be the central one all the same. */
async function plainFile(path: string, central: string, platform: PathPlatform): Promise<LinkFact> {
  const real = await realpath(path);
  const isCentral = pathKey(real, platform) === pathKey(central, platform);
  return isCentral ? { kind: "symbolic-link", target: real, isCentral } : { kind: "file", isCentral: false };
}
