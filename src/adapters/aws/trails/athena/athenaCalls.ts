import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type GetQueryResultsCommandOutput,
} from "@aws-sdk/client-athena";
import type { AthenaOptions } from "../../../../core/activity/awsTrails.ts";
import { StoreError } from "../../../../core/fixes/storeError.ts";
import type { QueryCalls, QueryPoll } from "../query/runQuery.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { cancellationOf, failureOf, rethrow } from "./athenaRefusals.ts";

/** The catalogue of AWS Glue, which Athena calls so. */
export const catalog = "AwsDataCatalog";

const actions = {
  start: "athena:StartQueryExecution",
  poll: "athena:GetQueryExecution",
  page: "athena:GetQueryResults",
} as const;
/** How long stopping a query may take, in ms. */
const stopMs = 3000;

/** Texts of a row; undefined for null. */
export type Row = readonly (string | undefined)[];

/** @param recordOf what a row stands for */
export function athenaCalls(
  clients: TrailClientPool,
  options: Pick<AthenaOptions, "region" | "workgroup" | "output">,
  database: string,
  recordOf: (row: Row) => unknown,
): QueryCalls {
  const { region, workgroup, output } = options;
  return {
    actions,
    async start({ athena }, sql, token, sdk) {
      const { QueryExecutionId: id } = await athena
        .send(
          new StartQueryExecutionCommand({
            QueryString: sql,
            ClientRequestToken: token,
            QueryExecutionContext: { Catalog: catalog, Database: database },
            ...(workgroup !== undefined && { WorkGroup: workgroup }),
            ...(output !== undefined && { ResultConfiguration: { OutputLocation: output } }),
          }),
          sdk,
        )
        .catch((error: unknown) => rethrow(error, actions.start));
      if (id === undefined) throw new StoreError("unknown", "Athena gave the query no id.");
      return id;
    },
    async poll({ athena }, id, sdk): Promise<QueryPoll> {
      const { QueryExecution: query } = await athena
        .send(new GetQueryExecutionCommand({ QueryExecutionId: id }), sdk)
        .catch((error: unknown) => rethrow(error, actions.poll));
      const { State: state, StateChangeReason: reason = "", AthenaError: error } = query?.Status ?? {};
      const bytes = query?.Statistics?.DataScannedInBytes ?? 0;
      if (state === "SUCCEEDED") return { state: "done", bytes };
      if (state === "FAILED") return { ...failureOf(reason, error?.Retryable === true), bytes };
      return state === "CANCELLED" ? { ...cancellationOf(reason), bytes } : { state: "running" };
    },
    async page({ athena }, id, next, sdk) {
      const input = {
        QueryExecutionId: id,
        MaxResults: 1000,
        ...(next !== undefined && { NextToken: next }),
      };
      const answer = await athena
        .send(new GetQueryResultsCommand(input), sdk)
        .catch((error: unknown) => rethrow(error, actions.page));
      const records = rowsOf(answer, next === undefined).map(recordOf);
      return { records, broken: 0, ...(answer.NextToken !== undefined && { next: answer.NextToken }) };
    },
    async stop(id) {
      const command = new StopQueryExecutionCommand({ QueryExecutionId: id });
      await clients
        .of(region)
        .then(({ athena }) => athena.send(command, { abortSignal: AbortSignal.timeout(stopMs) }))
        .catch(() => undefined);
    },
  };
}

/** The rows without the one that names the columns, which stands at the front of the first page. */
function rowsOf({ ResultSet: set }: GetQueryResultsCommandOutput, isFirst: boolean): readonly Row[] {
  const names = (set?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name }) => Name);
  const rows = (set?.Rows ?? []).map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue));
  const [first] = rows;
  const isHeader =
    isFirst && first !== undefined && names.length > 0 && first.every((cell, at) => cell === names[at]);
  return isHeader ? rows.slice(1) : rows;
}
