import { AthenaClient } from "@aws-sdk/client-athena";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import type { AwsSelection } from "../../../core/ports.ts";
import { clientBase, type ClientRules } from "../clients.ts";
import type { AwsFacts } from "../facts.ts";

/** The SDK's clients that read activity, of one Region. */
export interface TrailClients {
  readonly facts: AwsFacts & { readonly region: string };
  readonly cloudTrail: CloudTrailClient;
  readonly logs: CloudWatchLogsClient;
  readonly athena: AthenaClient;
  readonly iam: IAMClient;
  destroy(): void;
}

/** Clients by Region, each made once. */
export interface TrailClientPool {
  /** @param region absent: the selection's @throws StoreError as `clientBase` */
  of(region?: string): Promise<TrailClients>;
  dispose(): void;
}

/**
 * Clients of one selection. They try each request once: pollers pace themselves, and wait on throttling as a whole.
 * Credentials come from a provider that reads them again before they expire.
 */
export function createTrailClients(selection: AwsSelection, rules: ClientRules): TrailClientPool {
  const made = new Map<string, Promise<TrailClients>>();
  return {
    of(region = selection.region ?? "") {
      const known = made.get(region);
      if (known) return known;
      const clients = build(region === "" ? selection : { ...selection, region }, rules);
      made.set(region, clients);
      // What failed to build, for want of a profile say, may succeed later.
      clients.catch(() => made.delete(region));
      return clients;
    },
    dispose() {
      for (const clients of made.values()) clients.then((built) => built.destroy()).catch(() => {});
    },
  };
}

async function build(selection: AwsSelection, rules: ClientRules): Promise<TrailClients> {
  const { facts, configuration, guarded } = await clientBase(selection, {
    ...rules,
    limits: { ...rules.limits, maxAttempts: 1 },
  });
  const clients = {
    cloudTrail: guarded(new CloudTrailClient(configuration)),
    logs: guarded(new CloudWatchLogsClient(configuration)),
    athena: guarded(new AthenaClient(configuration)),
    iam: guarded(new IAMClient(configuration)),
  };
  return {
    facts,
    ...clients,
    destroy() {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
