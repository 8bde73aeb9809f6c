import { isEvent, readEvent } from "../../../../core/activity/event.ts";
import { textAt } from "../../../../core/activity/eventData.ts";
import { globalEventsRegion } from "../../../../core/activity/lookupRegions.ts";
import { readRole, type Role } from "../../../../core/activity/identity/role.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { defaultLookupLimits, type LookupLimits } from "./lookupLimits.ts";
import { askPage, lookupAction } from "./lookupPage.ts";
import { lookupRegionOf } from "./lookupRegion.ts";
import { recordOf } from "./lookupRecords.ts";

const day = 24 * 60 * 60_000;
/** Pages read of each Region; a person waits for them. */
const mostPages = 4;

/**
 * Roles that calls of AssumeRole in the last day named, the latest first: of the Region, and of that of the global
 * endpoint where it can be read. Of a busy account, those of the newest 200 calls.
 * @throws StoreError
 */
export async function assumedRoles(
  clients: TrailClientPool,
  region: string,
  signal: AbortSignal = new AbortController().signal,
  limits: LookupLimits = defaultLookupLimits,
): Promise<readonly Role[]> {
  const own = await assumedIn(clients, region, signal, limits);
  const elsewhere = globalEventsRegion(region);
  const more =
    elsewhere === region ? [] : await assumedIn(clients, elsewhere, signal, limits).catch(() => []);
  const latest = [...own, ...more].sort((a, b) => b.time - a.time);
  const roles = new Map<string, Role>();
  for (const { arn, role } of latest) if (!roles.has(arn)) roles.set(arn, role);
  return [...roles.values()];
}

interface Assumed {
  /** In ms since epoch. */
  readonly time: number;
  readonly arn: string;
  readonly role: Role;
}

async function assumedIn(
  clients: TrailClientPool,
  region: string,
  signal: AbortSignal,
  limits: LookupLimits,
): Promise<Assumed[]> {
  const shared = lookupRegionOf(clients, region, limits);
  const caller = clients.caller(region);
  const now = shared.now();
  const query = {
    from: now - day,
    to: now,
    filter: { key: "EventName", value: "AssumeRole" },
  } as const;
  const found: Assumed[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    await shared.rate.take(signal);
    const page = await caller.call({ action: lookupAction }, signal, (ready, options) =>
      askPage(ready, query, token, options),
    );
    found.push(...page.events.flatMap(({ CloudTrailEvent }) => assumedBy(CloudTrailEvent)));
    token = page.token;
    if (token === undefined) break;
  }
  return found;
}

function assumedBy(text: string | undefined): Assumed[] {
  const event = readEvent(recordOf(text));
  if (!isEvent(event) || event.outcome !== "success") return [];
  const arn = textAt(event.request, "roleArn");
  const role = arn === undefined ? undefined : readRole(arn);
  return arn !== undefined && role ? [{ time: event.time ?? 0, arn, role }] : [];
}
