import { lookupRegions } from "../../core/activity/lookupRegions.ts";
import type { Role } from "../../core/activity/identity/role.ts";
import { mergeSources, type NamedSource } from "../../core/activity/stream/mergeSources.ts";
import { StoreError } from "../../core/fixes/storeError.ts";
import type { AwsAccess } from "../../core/awsAccess.ts";
import type { TrailSource } from "../../core/ports.ts";
import type { LiveArguments } from "./liveOptions.ts";

/** What of LookupEvents is asked for. */
export interface LiveRequest {
  readonly live: LiveArguments;
  readonly role: Role | undefined;
  /** In ms since epoch. */
  readonly since: number;
  readonly follow: boolean;
}

/** A source that is open until it is closed. */
export interface LiveSource {
  readonly source: TrailSource;
  readonly close: () => void;
}

/**
 * Opens LookupEvents of all profiles and Regions as one source. Asks AWS who each profile is first, so that a lost
 * sign-in is told at once.
 * @param say what is asked, for a person
 * @throws StoreError
 */
export async function openLive(
  { live, role, since, follow }: LiveRequest,
  say: (line: string) => void,
): Promise<LiveSource> {
  const { createAwsAccess } = await import("../../bundles/aws.ts");
  const opened: AwsAccess[] = [];
  const close = (): void => {
    for (const access of opened) access.dispose();
  };
  try {
    const named: NamedSource[] = [];
    for (const profile of live.profiles.length > 0 ? live.profiles : [undefined]) {
      const [chosen] = live.regions;
      const access = createAwsAccess({
        ...(profile !== undefined && { profile }),
        ...(chosen !== undefined && { region: chosen }),
      });
      opened.push(access);
      const identity = await access.identity();
      if (identity.state !== "signed-in") throw new StoreError("signed-out", identity.reason);
      const regions = lookupRegions(live.regions.length > 0 ? live.regions : [identity.region]);
      say(`asking CloudTrail of account ${identity.account} in ${regions.join(", ")}`);
      for (const region of regions) {
        const options = { region, since, follow, pace: () => "visible" as const, ...(role && { role }) };
        const name = profile === undefined ? region : `${profile} ${region}`;
        named.push({ name, source: access.trails.lookupEvents(options) });
      }
    }
    return { source: mergeSources(named), close };
  } catch (error) {
    close();
    throw error;
  }
}
