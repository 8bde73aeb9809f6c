import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { trailFolder } from "../../adapters/node/trailFolder.ts";
import { MissingPathError, nameOf } from "../../adapters/node/walk.ts";
import { isEvent, readEvent, type ActivityEvent } from "../../core/activity/event.ts";
import { RoleEvents } from "../../core/activity/identity/roleEvents.ts";
import { UseOfRole } from "../../core/activity/leastPrivilege/useOfRole.ts";
import type { Catalogue } from "../../core/iam/catalogue/catalogue.ts";
import type { TrailGap, TrailSkip } from "../../core/ports.ts";
import { isHarmless } from "./listSummary.ts";
import type { LeastPrivilegeArguments } from "./leastPrivilegeOptions.ts";

/** What the files gave. */
export interface GatheredUse {
  readonly use: UseOfRole;
  readonly records: number;
  /** Records that are no events. */
  readonly unreadable: number;
  readonly gaps: readonly TrailGap[];
  readonly skipped: readonly TrailSkip[];
  /** Whether some input may hold events of the role that do not count. */
  readonly isIncomplete: boolean;
}

/** Gathers the use of a role from delivered files. @throws MissingPathError */
export async function gatherUse(
  { sources, role, since, until }: LeastPrivilegeArguments,
  catalogue: Catalogue,
  cwd: string,
): Promise<GatheredUse> {
  const paths = sources.map((path) => existing(cwd, path));
  const use = new UseOfRole(catalogue);
  const ofRole = new RoleEvents<ActivityEvent>(role);
  const gaps: TrailGap[] = [];
  const skipped: TrailSkip[] = [];
  let records = 0;
  let unreadable = 0;
  const isAsked = ({ time }: ActivityEvent): boolean =>
    (since === undefined && until === undefined) ||
    (time !== undefined && time >= (since ?? -Infinity) && time <= (until ?? Infinity));
  for await (const batch of trailFolder({ paths, follow: false }).start(
    undefined,
    new AbortController().signal,
  )) {
    gaps.push(...batch.gaps);
    skipped.push(...batch.skipped.map(({ path, reason }) => ({ path: nameOf(cwd, path), reason })));
    for (const record of batch.records) {
      records++;
      const event = readEvent(record);
      if (!isEvent(event)) {
        unreadable++;
        continue;
      }
      const own = ofRole.take(event, () => event);
      for (const one of own) if (isAsked(one)) use.take(one);
      if (!own.includes(event) && isAsked(event)) use.witness(event);
    }
  }
  const isIncomplete = unreadable > 0 || skipped.some((one) => !isHarmless(one));
  return { use, records, unreadable, gaps, skipped, isIncomplete };
}

function existing(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new MissingPathError(path);
  return absolute;
}
