import type { AthenaOptions } from "../../../../core/activity/awsTrails.ts";
import { recordOfRow } from "../../../../core/activity/athena/rowRecord.ts";
import type { TableShape } from "../../../../core/activity/athena/tableShape.ts";
import { partitionDays, trailQuery } from "../../../../core/activity/athena/trailQuery.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClock } from "../pause.ts";
import { querySource, type EngineTools, type QueryEngine } from "../query/querySource.ts";
import { runQuery } from "../query/runQuery.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { athenaCalls } from "./athenaCalls.ts";
import { findTable } from "./athenaTable.ts";
import { readTarget, type AthenaTarget } from "./athenaTarget.ts";

/**
 * Records of a trail's bucket by Athena, oldest first, a few days a query, so that it costs what is agreed to: Athena
 * charges by the bytes it reads, and reads whole days of each account and Region. While following, the last hour is read
 * again every five minutes at most. Of a record it gives what the table has columns for (`recordOfRow`). Permissions:
 * `athena:StartQueryExecution`, `GetQueryExecution`, `GetQueryResults`, `StopQueryExecution`, `GetTableMetadata`, `glue:GetTable`,
 * `glue:GetDatabase` (`glue:CreateTable` once), `s3:GetObject` and `s3:ListBucket` on the trail's bucket, and read and write
 * access to the place for results.
 */
export function athenaSource(
  clients: TrailClientPool,
  options: AthenaOptions,
  clock?: TrailClock,
): TrailSource {
  const { table, location, accounts, regions, role } = options;
  const who = role === undefined ? "" : `${role.account}/${role.name}`;
  const kind = {
    source: "athena",
    scope: JSON.stringify([table, location, [...accounts].sort(), [...regions].sort(), who]),
    engine: (tools: EngineTools) => new AthenaEngine(clients, options, tools),
  };
  return querySource(clients, options, kind, clock);
}

class AthenaEngine implements QueryEngine {
  readonly #clients: TrailClientPool;
  readonly #options: AthenaOptions;
  readonly #tools: EngineTools;
  #table: { readonly target: AthenaTarget; readonly shape: TableShape } | undefined;

  constructor(clients: TrailClientPool, options: AthenaOptions, tools: EngineTools) {
    this.#clients = clients;
    this.#options = options;
    this.#tools = tools;
  }

  async *prepare(): ReturnType<QueryEngine["prepare"]> {
    const target = readTarget(this.#options);
    if ("problem" in target) {
      yield this.#tools.fail(target.problem);
      return false;
    }
    const shape = yield* findTable(this.#clients, this.#tools, this.#options, target);
    if (shape === undefined) return false;
    this.#table = { target, shape };
    return true;
  }

  async *run(window: Parameters<QueryEngine["run"]>[0]): ReturnType<QueryEngine["run"]> {
    if (!this.#table) return { kind: "ended", bytes: 0 };
    const { target, shape } = this.#table;
    const { accounts, regions } = target;
    const { role } = this.#options;
    const { sql, columns } = trailQuery(shape, { ...window, accounts, regions, ...(role && { role }) });
    const calls = athenaCalls(this.#clients, this.#options, target.name.database, (row) =>
      recordOfRow(columns, row),
    );
    return yield* runQuery(calls, this.#tools, sql, window);
  }

  unitsOf({ from, to }: Parameters<QueryEngine["unitsOf"]>[0]): number {
    return partitionDays(from, to);
  }

  extentOf({ from, to }: Parameters<QueryEngine["extentOf"]>[0]): string {
    const { accounts = [], regions = [] } = this.#table?.target ?? {};
    const days = partitionDays(from, to);
    const { table } = this.#options;
    return `${table}: ${days} ${days === 1 ? "day" : "days"}, ${listed(accounts, "account")}, ${listed(regions, "Region")}`;
  }
}

/** Names in a sentence, not too many. */
function listed(names: readonly string[], what: string): string {
  const some = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  return `${what}${names.length === 1 ? "" : "s"} ${some}${more}`;
}
