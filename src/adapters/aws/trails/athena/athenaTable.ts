import { GetTableMetadataCommand } from "@aws-sdk/client-athena";
import type { AthenaOptions } from "../../../../core/activity/awsTrails.ts";
import { createTable } from "../../../../core/activity/athena/tableDdl.ts";
import {
  readTableShape,
  type TableMetadata,
  type TableShape,
} from "../../../../core/activity/athena/tableShape.ts";
import { isStoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailBatch } from "../../../../core/ports.ts";
import type { EngineTools } from "../query/querySource.ts";
import { runQuery } from "../query/runQuery.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { athenaCalls, catalog } from "./athenaCalls.ts";
import { rethrow } from "./athenaRefusals.ts";
import type { AthenaTarget } from "./athenaTarget.ts";

const action = "athena:GetTableMetadata";
/** Days that a table made here can show; CloudTrail itself keeps 90. */
const tableDays = 400;

/**
 * The table's shape. One that does not exist is made, once the person has seen the statement and agreed.
 * @returns undefined when the source has ended, after a notice
 */
export async function* findTable(
  clients: TrailClientPool,
  tools: EngineTools,
  options: AthenaOptions,
  target: AthenaTarget,
): AsyncGenerator<TrailBatch, TableShape | undefined> {
  const title = `${target.name.database}.${target.name.table}`;
  let metadata = yield* readMetadata(tools, options, target);
  if (metadata === "absent") {
    if (!(yield* create(clients, tools, options, target, title))) return undefined;
    metadata = yield* readMetadata(tools, options, target);
    if (metadata === "absent")
      yield tools.fail(`Athena does not find the table ${title}, which it has just created. Start again.`);
  }
  if (metadata === "absent" || metadata === undefined) return undefined;
  const shape = readTableShape(target.name, metadata);
  if (!("problem" in shape)) return shape;
  yield tools.fail(
    `The table ${title} is no table of CloudTrail records that Picket can read: ${shape.problem}. Name another one, which Picket then creates.`,
  );
  return undefined;
}

async function* readMetadata(
  { caller }: EngineTools,
  { workgroup }: AthenaOptions,
  { name }: AthenaTarget,
): AsyncGenerator<TrailBatch, TableMetadata | "absent" | undefined> {
  const input = {
    CatalogName: catalog,
    DatabaseName: name.database,
    TableName: name.table,
    ...(workgroup !== undefined && { WorkGroup: workgroup }),
  };
  const read = yield* caller.call(action, async ({ athena }, sdk): Promise<TableMetadata | "absent"> => {
    try {
      const { TableMetadata: table } = await athena.send(new GetTableMetadataCommand(input), sdk);
      return {
        columns: (table?.Columns ?? []).map(({ Name = "", Type = "" }) => ({ name: Name, type: Type })),
        partitionKeys: (table?.PartitionKeys ?? []).map(({ Name = "" }) => Name),
        parameters: table?.Parameters ?? {},
      };
    } catch (error) {
      return absentOr(error);
    }
  });
  return read.done ? read.value : undefined;
}

/** @throws what the call rejected with, unless it says that there is no such table */
function absentOr(error: unknown): "absent" {
  try {
    return rethrow(error, action);
  } catch (known) {
    if (isStoreError(known) && known.code === "not-found") return "absent";
    throw known;
  }
}

async function* create(
  clients: TrailClientPool,
  tools: EngineTools,
  options: AthenaOptions,
  target: AthenaTarget,
  title: string,
): AsyncGenerator<TrailBatch, boolean> {
  const sql = createTable(target.name, target.location, tools.clock.now() - tableDays * 86_400_000);
  const extent = `There is no table ${title} yet. Picket would create it, which reads nothing, with:\n\n${sql}`;
  if (!(await tools.ask({ bytes: 0, extent }))) {
    if (!tools.signal.aborted)
      yield tools.fail(`The table ${title} was not created, since it was not agreed to. Name another one.`);
    return false;
  }
  const calls = athenaCalls(clients, options, target.name.database, () => undefined);
  // A statement that creates has no rows: nothing of its answer is passed on.
  const running = runQuery(calls, tools, sql, { from: 0, to: 0 });
  let step = await running.next();
  try {
    for (; step.done !== true; step = await running.next()) if (step.value.notice) yield step.value;
  } finally {
    if (step.done !== true) await running.return({ kind: "ended", bytes: 0 });
  }
  if (step.value.kind === "again" || step.value.kind === "smaller")
    yield tools.fail(`Athena could not create the table ${title} just now. Start again later.`);
  return step.value.kind === "done";
}
