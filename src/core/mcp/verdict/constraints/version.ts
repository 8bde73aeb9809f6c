import { shown } from "../../identity/shown.ts";
import { isExactVersion, isSameVersion } from "../../identity/versions.ts";
import type { Constraint } from "./constraint.ts";

/** `package.version`, `package.digest`, `command.sha256`: another exact version, digest or content. */
export const versionConstraint: Constraint = ({ found: { identity }, entry, fileHash }) => {
  if (identity?.kind === "npm" || identity?.kind === "pypi") {
    const wanted = entry.package?.version;
    const { kind, version } = identity;
    if (!isExactVersion(kind, wanted) || !isExactVersion(kind, version)) return [];
    if (isSameVersion(kind, wanted ?? "", version ?? "")) return [];
    return [`it starts version ${shown(version ?? "")}, the policy lists ${shown(wanted ?? "")}`];
  }
  if (identity?.kind === "oci") {
    const wanted = entry.package?.digest;
    if (wanted === undefined || identity.digest === undefined || identity.digest === wanted) return [];
    return ["it starts an image with another digest than the policy lists"];
  }
  if (identity?.kind === "file") {
    const hash = fileHash?.(identity.path)?.toLowerCase();
    if (hash === undefined || hash === entry.command?.sha256?.toLowerCase()) return [];
    return ["the file on this computer is not the one whose hash the policy lists"];
  }
  return [];
};
