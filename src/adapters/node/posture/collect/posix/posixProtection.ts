import type { Protection } from "../../../../../core/posture/facts.ts";

/** What was read of a path on macOS or Linux. */
export interface PosixPlace {
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly uid: number;
  /** Of the owner; the number where it has none. */
  readonly ownerName: string;
  /** Permission bits with the sticky one, `0o7777`. */
  readonly mode: number;
  readonly isLink: boolean;
  /** Whether an access list lets anybody but root write. */
  readonly aclWrites: boolean;
  /** Whether what is on the way in a folder is root's: in a sticky folder nobody else can move it then. */
  readonly nextIsRoots?: boolean;
  /** By trial; absent: not tried. */
  readonly opened?: boolean;
}

const sticky = 0o1000;

/**
 * Who can change a path: root must own it and nobody else write it, not even a group. Of a folder in which everybody
 * writes and nobody moves what is another's (`/tmp`) only the way through is asked.
 */
export function posixProtection(place: PosixPlace): Protection {
  const { path, uid, ownerName, mode, isLink, aclWrites, kind, nextIsRoots = false, opened = false } = place;
  const othersWrite = (mode & 0o022) !== 0;
  const isHarmless = kind === "folder" && (mode & sticky) !== 0 && nextIsRoots && uid === 0 && !aclWrites;
  return {
    path,
    owner: `${uid}:${ownerName}`,
    ownedByAdmin: uid === 0,
    writableByUser: opened || aclWrites || uid !== 0 || (othersWrite && !isHarmless),
    isLink,
  };
}
