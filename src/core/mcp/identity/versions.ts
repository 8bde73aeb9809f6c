import type { McpIdentity } from "../model/verdict.ts";

/** `x.y.z`, `x.y.z-pre`, and a digest. */
const exactVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;
/** PEP 440 without wildcards: every such version names one release. */
const exactPython =
  /^v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:[-_.]?(?:post|rev|r)[-_.]?\d*|-\d+)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[0-9A-Za-z._-]+)?$/i;
const exactDigest = /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/** Whether a version names exactly one release. */
export function isExactVersion(kind: "npm" | "pypi", version: string | undefined): boolean {
  return version !== undefined && (kind === "npm" ? exactVersion : exactPython).test(version);
}

/** Whether a digest names exactly one image. */
function isExactDigest(digest: string | undefined): boolean {
  return digest !== undefined && exactDigest.test(digest);
}

/** Whether what an identity names cannot change. An address has no version, and a file is held by its hash. */
export function isPinned(identity: McpIdentity): boolean {
  if (identity.kind === "npm" || identity.kind === "pypi")
    return isExactVersion(identity.kind, identity.version);
  if (identity.kind === "oci") return isExactDigest(identity.digest);
  return identity.kind !== "other";
}

/** Whether two exact versions are the same release. In Python `1.0` and `1.0.0` are. */
export function isSameVersion(kind: "npm" | "pypi", a: string, b: string): boolean {
  return a === b || (kind === "pypi" && comparablePython(a) === comparablePython(b));
}

function comparablePython(version: string): string {
  const text = version.toLowerCase().replace(/^v/, "");
  const release = /^(?:\d+!)?\d+(?:\.\d+)*/.exec(text)?.[0] ?? "";
  return release.replace(/(?:\.0+)+$/, "") + text.slice(release.length).replaceAll(/[-_]/g, ".");
}
