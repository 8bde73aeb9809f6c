import { AthenaClient } from "@aws-sdk/client-athena";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from "@smithy/core";
import { isStoreError } from "../../../core/fixes/storeError.ts";
import type { AwsSelection } from "../../../core/ports.ts";
import { createCaller, type Caller } from "../call.ts";
import { clientBase, type ClientRules } from "../clients.ts";
import type { AwsFacts } from "../facts.ts";

/** The SDK's clients that read activity, of one Region. */
export interface TrailClients {
  readonly facts: AwsFacts & { readonly region: string };
  readonly cloudTrail: CloudTrailClient;
  readonly logs: CloudWatchLogsClient;
  readonly athena: AthenaClient;
  readonly iam: IAMClient;
  /** Looks the credentials up anew, for all clients of the Region. Rejects as their provider does. */
  renew(): Promise<void>;
  destroy(): void;
}

/** Clients by Region, each made once. */
export interface TrailClientPool {
  /** @param region absent: the selection's @throws StoreError as `clientBase` */
  of(region?: string): Promise<TrailClients>;
  /**
   * Runs calls with the clients of a Region: see `Caller`. After one that failed for want of good credentials, the next
   * looks them up anew, so that a sign-in outside is seen.
   */
  caller(region?: string): Caller<TrailClients>;
  dispose(): void;
}

/**
 * Clients of one selection. They try each request once: pollers pace themselves, and wait on throttling as a whole.
 * Credentials come from a provider that reads them again before they expire.
 */
export function createTrailClients(selection: AwsSelection, rules: ClientRules): TrailClientPool {
  const made = new Map<string, Promise<TrailClients>>();
  const of: TrailClientPool["of"] = (region = selection.region ?? "") => {
    const known = made.get(region);
    if (known) return known;
    const clients = build(region === "" ? selection : { ...selection, region }, rules);
    made.set(region, clients);
    // What failed to build, for want of a profile say, may succeed later.
    clients.catch(() => made.delete(region));
    return clients;
  };
  return {
    of,
    caller: (region) => renewing(createCaller(async () => await of(region), rules.limits.deadlineMs)),
    dispose() {
      for (const clients of made.values()) clients.then((built) => built.destroy()).catch(() => {});
    },
  };
}

function renewing(caller: Caller<TrailClients>): Caller<TrailClients> {
  let isStale = false;
  return {
    async call(attempt, signal, send) {
      try {
        return await caller.call(attempt, signal, async (clients, options) => {
          if (isStale) await clients.renew();
          isStale = false;
          return await send(clients, options);
        });
      } catch (error) {
        if (isStoreError(error)) isStale ||= error.code === "expired" || error.code === "signed-out";
        throw error;
      }
    },
  };
}

async function build(selection: AwsSelection, rules: ClientRules): Promise<TrailClients> {
  const { facts, configuration, guarded } = await clientBase(selection, {
    ...rules,
    limits: { ...rules.limits, maxAttempts: 1 },
  });
  const shared = { ...configuration, credentials: together(configuration.credentials) };
  const clients = {
    cloudTrail: guarded(new CloudTrailClient(shared)),
    logs: guarded(
      new CloudWatchLogsClient({ ...shared, disableHostPrefix: hasOwnEndpoint(selection, rules) }),
    ),
    athena: guarded(new AthenaClient(shared)),
    iam: guarded(new IAMClient(shared)),
  };
  return {
    facts,
    ...clients,
    async renew() {
      await clients.cloudTrail.config.credentials({ forceRefresh: true });
    },
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** Live Tail's host is `stream-` and the endpoint's; an endpoint that somebody chose is the one for all calls. */
function hasOwnEndpoint({ endpoint }: AwsSelection, { environment }: ClientRules): boolean {
  const names = ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL"];
  return Boolean(endpoint) || names.some((name) => environment[name]);
}

type Provider = Awaited<ReturnType<typeof clientBase>>["configuration"]["credentials"];

/**
 * One memory of credentials for all clients, which otherwise keep one each and ask their provider each. The SDK keeps
 * credentials that do not say when they expire for ever: that is what `renew` is for.
 */
function together(provider: Provider): Provider {
  const memoized = memoizeIdentityProvider(provider, isIdentityExpired, doesIdentityRequireRefresh);
  return memoized === undefined ? provider : Object.assign(memoized, { memoized: true });
}
