import { readRole } from "../../../core/activity/identity/role.ts";
import { known, notApplicable, unknown, type Fact } from "../../../core/posture/fact.ts";
import type { AccountFacts } from "../../../core/posture/facts.ts";
import type { CollectAccount } from "../../../core/posture/ports.ts";
import type { AwsIdentity, AwsSelection } from "../../../core/ports.ts";
import type { ClientRules } from "../clients.ts";
import { systemClock, type TrailClock } from "../trails/pause.ts";
import { policiesOf } from "../trails/roles/rolePolicies.ts";
import { createTrailClients, type TrailClientPool } from "../trails/trailClients.ts";
import { factOf, type AccountReading } from "./accountCalls.ts";
import { collectAlarms } from "./alarmFacts.ts";
import { collectConfig } from "./configFacts.ts";
import { collectIdentityCenter } from "./identityCenterFacts.ts";
import { collectEndpoints, collectSecurityGroups } from "./networkFacts.ts";
import { signedSender } from "./signedCall.ts";
import { collectTrails } from "./trailFacts.ts";
import { collectWorkspaces } from "./workspaceFacts.ts";

/** Reads the facts of an account, and holds clients until it is disposed of. Building it makes no call. */
export interface AccountCollector {
  readonly collect: CollectAccount;
  dispose(): void;
}

/** @param identity who AWS says we are; never rejects */
export function createAccountCollector(
  selection: AwsSelection,
  rules: ClientRules,
  identity: (signal: AbortSignal) => Promise<AwsIdentity>,
  clock: TrailClock = systemClock,
): AccountCollector {
  const pool = createTrailClients(selection, rules);
  const send = signedSender(selection, rules);
  return {
    async collect({ role, signal }) {
      signal.throwIfAborted();
      const reading: AccountReading = { pool, send, signal, clock };
      const account = accountOf(await identity(signal));
      signal.throwIfAborted();
      // Without a sign-in every other call would fail with the same reason.
      return account.state === "known" ? { account, ...(await read(reading, role)) } : nothing(account);
    },
    dispose: () => pool.dispose(),
  };
}

function accountOf(identity: AwsIdentity): AccountFacts["account"] {
  if (identity.state !== "signed-in") return unknown(identity.reason);
  const { account, region, arn } = identity;
  return known({ id: account, region, arn }, `account ${account} in ${region}`);
}

function nothing(account: Fact<never> | AccountFacts["account"]): AccountFacts {
  const why = account.state === "unknown" ? unknown(account.reason) : unknown("nobody is signed in to AWS");
  return {
    account: why,
    trails: why,
    alarms: why,
    config: why,
    endpoints: why,
    rolePolicies: why,
    identityCenter: why,
    securityGroupRules: why,
    workspaces: why,
  };
}

async function read(
  reading: AccountReading,
  role: string | undefined,
): Promise<Omit<AccountFacts, "account">> {
  const { signal, pool } = reading;
  const fact = <T>(collect: () => Promise<Fact<T>>): Promise<Fact<T>> => factOf(signal, collect);
  const trails = await fact(() => collectTrails(reading));
  const network = await fact(async () => known(await collectEndpoints(reading)));
  return {
    trails,
    alarms:
      trails.state === "known"
        ? await fact(() => collectAlarms(reading, trails.value))
        : unknown(reasonOf(trails)),
    config: await fact(() => collectConfig(reading)),
    endpoints: network.state === "known" ? known(network.value.endpoints) : network,
    securityGroupRules:
      network.state === "known"
        ? await fact(() => collectSecurityGroups(reading, network.value.groups))
        : unknown(reasonOf(network)),
    rolePolicies: await fact(() => collectRole(pool, role, signal)),
    identityCenter: await fact(() => collectIdentityCenter(reading)),
    workspaces: await fact(() => collectWorkspaces(reading)),
  };
}

function reasonOf(fact: Fact<unknown>): string {
  return fact.state === "known" ? "" : fact.reason;
}

/** @param role ARN or name */
async function collectRole(
  pool: TrailClientPool,
  role: string | undefined,
  signal: AbortSignal,
): Promise<AccountFacts["rolePolicies"]> {
  if (role === undefined)
    return notApplicable("no role of an agent is named (agentRole of the posture configuration)");
  const name = readRole(role)?.name ?? role;
  return known(await policiesOf(pool, name, signal), `role ${name}`);
}
