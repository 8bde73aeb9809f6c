import type { LakeOptions } from "../../../../core/activity/awsTrails.ts";
import { lakeQuery, readStoreId, regionOfStore } from "../../../../core/activity/athena/lakeQuery.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClock } from "../pause.ts";
import { querySource, type EngineTools, type QueryEngine } from "../query/querySource.ts";
import { runQuery } from "../query/runQuery.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { lakeCalls } from "./lakeCalls.ts";

/**
 * Records of an event data store of CloudTrail Lake, whole (`eventJson`), oldest first, a few days a query. Lake charges
 * by the bytes it reads. Asked in the Region of the store's ARN. Permissions: `cloudtrail:StartQuery`, `DescribeQuery`,
 * `GetQueryResults`, `CancelQuery`, and `kms:Decrypt` where the store has a key of its own.
 */
export function lakeSource(clients: TrailClientPool, options: LakeOptions, clock?: TrailClock): TrailSource {
  const { store, role } = options;
  const region = regionOfStore(store) ?? options.region;
  const kind = {
    source: "lake",
    scope: JSON.stringify([store, role === undefined ? "" : `${role.account}/${role.name}`]),
    engine: (tools: EngineTools) => engineOf(clients, { ...options, region }, tools),
  };
  return querySource(clients, { ...options, region }, kind, clock);
}

const hour = 3_600_000;

function engineOf(clients: TrailClientPool, options: LakeOptions, tools: EngineTools): QueryEngine {
  const { store, role, region } = options;
  const id = readStoreId(store);
  const calls = lakeCalls(clients, region);
  return {
    async *prepare() {
      if (id === undefined)
        yield tools.fail(
          "The event data store must be named by its ARN or its id. Look in CloudTrail, under Lake.",
        );
      return id !== undefined;
    },
    async *run(window) {
      if (id === undefined) return { kind: "ended", bytes: 0 };
      const sql = lakeQuery(id, { ...window, ...(role && { role }) });
      return yield* runQuery(calls, tools, sql, window);
    },
    unitsOf: ({ from, to }) => Math.max(1, Math.ceil((to - from) / hour)),
    extentOf({ from, to }) {
      const days = Math.max(1, Math.ceil((to - from) / (24 * hour)));
      return `event data store ${id ?? store.slice(0, 100)} in ${region}: ${days} ${days === 1 ? "day" : "days"}`;
    },
  };
}
