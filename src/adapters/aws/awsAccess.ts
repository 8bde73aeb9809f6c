import type { AwsAccess } from "../../core/awsAccess.ts";
import type { AwsSelection } from "../../core/ports.ts";
import { createAccountCollector } from "./account/collectAccount.ts";
import { createCaller } from "./call.ts";
import { type AwsClients, type CallLimits, createClients, defaultLimits } from "./clients.ts";
import { readIdentity } from "./identity.ts";
import { createParameterStore } from "./parameterStore.ts";
import { createPolicyValidator } from "./policyValidator.ts";
import { createSecretsManagerStore } from "./secretsManagerStore.ts";
import { createTrails } from "./trails/trails.ts";

/** What a host or a test may set. */
export interface AwsAccessOptions {
  readonly limits?: Partial<CallLimits>;
  /**
   * Refuses every host but AWS's own, this machine and the endpoint of the selection: for a host whose environment may
   * be a repository's. Default false.
   */
  readonly knownHostsOnly?: boolean;
}

/**
 * AWS for one selection. Building it makes no call and reads no file; a wrong endpoint, Region or profile is reported
 * by the first call. Credentials live in memory until `dispose`, so make one per task: the next one then sees a new
 * sign-in.
 */
export function createAwsAccess(selection: AwsSelection, options: AwsAccessOptions = {}): AwsAccess {
  const limits = { ...defaultLimits, ...options.limits };
  const rules = { limits, environment: process.env, knownHostsOnly: options.knownHostsOnly ?? false };
  let clients: Promise<AwsClients> | undefined;
  const ready = (): Promise<AwsClients> => (clients ??= createClients(selection, rules));
  const trails = createTrails(selection, rules);
  const caller = createCaller(ready, limits.deadlineMs);
  const stores = {
    "secrets-manager": createSecretsManagerStore(caller),
    "parameter-store": createParameterStore(caller),
  };
  const identity: AwsAccess["identity"] = (signal) => readIdentity(selection, caller, process.env, signal);
  const account = createAccountCollector(selection, rules, identity);
  return {
    identity,
    store: (kind) => stores[kind],
    policies: createPolicyValidator(caller),
    trails,
    account: account.collect,
    dispose() {
      trails.dispose();
      account.dispose();
      // A failure to build was reported by the call that met it.
      clients?.then((built) => built.destroy()).catch(() => {});
    },
  };
}
