import type { AwsTrails } from "../../../core/activity/awsTrails.ts";
import type { AwsSelection } from "../../../core/ports.ts";
import type { ClientRules } from "../clients.ts";
import { athenaSource } from "./athena/athenaSource.ts";
import { filterLogsSource } from "./logs/filterLogsSource.ts";
import { liveTailSource } from "./logs/liveTailSource.ts";
import { lakeSource } from "./lake/lakeSource.ts";
import { assumedRoles } from "./lookup/assumedRoles.ts";
import { lookupSource } from "./lookup/lookupSource.ts";
import { listTrails } from "./lookup/listTrails.ts";
import { getRole, listRoles } from "./roles/listRoles.ts";
import { policiesOf } from "./roles/rolePolicies.ts";
import { createTrailClients } from "./trailClients.ts";

/** CloudTrail for one selection. Building it makes no call. */
export function createTrails(selection: AwsSelection, rules: ClientRules): AwsTrails & { dispose(): void } {
  const clients = createTrailClients(selection, rules);
  return {
    lookupEvents: (options) => lookupSource(clients, options),
    liveTail: (options) => liveTailSource(clients, options),
    filterLogEvents: (options) => filterLogsSource(clients, options),
    athena: (options) => athenaSource(clients, options),
    lake: (options) => lakeSource(clients, options),
    trails: (signal) => listTrails(clients, signal),
    roles: (signal) => listRoles(clients, signal),
    role: (name, signal) => getRole(clients, name, signal),
    assumedRoles: (region, signal) => assumedRoles(clients, region, signal),
    policiesOf: (name, signal) => policiesOf(clients, name, signal),
    dispose: () => clients.dispose(),
  };
}
