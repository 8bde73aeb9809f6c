import type { Protection } from "../../../../../core/posture/facts.ts";
import { rights, type SecurityDescriptor } from "./sddl.ts";
import { everybody, isAdminSid } from "./sids.ts";

/** What is asked of: a file, the folder that it lies in (or would), or a folder further up. */
export type PlaceKind = "file" | "parent" | "ancestor" | "root";

const takeOver = rights.writeDac | rights.writeOwner;

/**
 * Rights by which a person gets their own file to the place. Further up only what can move or take a folder counts: that
 * everybody may create a folder in `C:\ProgramData` is Windows' own choice and does no harm once the next one is there.
 */
const harmful: Readonly<Record<PlaceKind, number>> = {
  file:
    takeOver |
    rights.delete |
    rights.writeData |
    rights.appendData |
    rights.writeExtended |
    rights.writeAttributes,
  parent: takeOver | rights.delete | rights.deleteChild | rights.writeData | rights.appendData,
  ancestor: takeOver | rights.delete | rights.deleteChild,
  // Nobody deletes a drive.
  root: takeOver | rights.deleteChild,
};

/** What was read of a place. */
export interface WindowsPlace {
  readonly path: string;
  readonly kind: PlaceKind;
  readonly descriptor: SecurityDescriptor;
  readonly isLink: boolean;
  /** By trial; absent: not tried. */
  readonly opened?: boolean;
}

/**
 * Who can change a place, by its access list as Windows reads one: entry by entry, where the first that speaks of a
 * right decides it. Rights that the person has through the administrators' group count for nothing here: PK-019 is
 * about that.
 * @param sids of the person and their groups
 */
export function windowsProtection(place: WindowsPlace, sids: readonly string[]): Protection {
  const { descriptor, path, isLink, kind, opened = false } = place;
  const own = new Set([...everybody, ...sids].filter((sid) => !isAdminSid(sid)));
  const isOwner = own.has(descriptor.owner);
  return {
    path,
    owner: descriptor.owner,
    ownedByAdmin: isAdminSid(descriptor.owner),
    // An owner can change the list at any time.
    writableByUser: opened || isOwner || (grantedTo(own, descriptor) & harmful[kind]) !== 0,
    isLink,
  };
}

function grantedTo(own: ReadonlySet<string>, { entries }: SecurityDescriptor): number {
  if (entries === "everybody") return 0x1f01ff;
  let granted = 0;
  let denied = 0;
  for (const { effect, inheritOnly, mask, sid } of entries) {
    if (inheritOnly || !own.has(sid)) continue;
    if (effect === "allow") granted |= mask & ~denied;
    else denied |= mask & ~granted;
  }
  return granted;
}
