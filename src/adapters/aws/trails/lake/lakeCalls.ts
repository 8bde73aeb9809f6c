import {
  CancelQueryCommand,
  DescribeQueryCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudtrail";
import { StoreError } from "../../../../core/fixes/storeError.ts";
import type { QueryCalls, QueryPoll } from "../query/runQuery.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { failureOf, rethrow } from "./lakeRefusals.ts";

const actions = {
  start: "cloudtrail:StartQuery",
  poll: "cloudtrail:DescribeQuery",
  page: "cloudtrail:GetQueryResults",
} as const;
/** How long cancelling a query may take, in ms. */
const stopMs = 3000;

/** StartQuery takes no token: one whose answer was lost runs beside the next one. */
export function lakeCalls(clients: TrailClientPool, region: string): QueryCalls {
  return {
    actions,
    async start({ cloudTrail }, sql, _token, sdk) {
      const { QueryId: id } = await cloudTrail
        .send(new StartQueryCommand({ QueryStatement: sql }), sdk)
        .catch((error: unknown) => rethrow(error, actions.start));
      if (id === undefined) throw new StoreError("unknown", "CloudTrail Lake gave the query no id.");
      return id;
    },
    async poll({ cloudTrail }, id, sdk): Promise<QueryPoll> {
      const query = await cloudTrail
        .send(new DescribeQueryCommand({ QueryId: id }), sdk)
        .catch((error: unknown) => rethrow(error, actions.poll));
      const { QueryStatus: status, QueryStatistics: statistics, ErrorMessage: reason = "" } = query;
      const bytes = statistics?.BytesScanned ?? 0;
      if (status === "FINISHED") return { state: "done", bytes };
      if (status === "FAILED") return { ...failureOf(reason), bytes };
      if (status === "TIMED_OUT") return { state: "smaller", bytes };
      if (status !== "CANCELLED") return { state: "running" };
      const message = "The query was cancelled in CloudTrail Lake, not by Picket. Start again to go on.";
      return { state: "failed", bytes, message };
    },
    async page({ cloudTrail }, id, next, sdk) {
      const input = { QueryId: id, MaxQueryResults: 1000, ...(next !== undefined && { NextToken: next }) };
      const answer = await cloudTrail
        .send(new GetQueryResultsCommand(input), sdk)
        .catch((error: unknown) => rethrow(error, actions.page));
      const rows = answer.QueryResultRows ?? [];
      const records = rows.map(recordOfRow).filter((record) => record !== undefined);
      return {
        records,
        broken: rows.length - records.length,
        ...(answer.NextToken !== undefined && { next: answer.NextToken }),
      };
    },
    async stop(id) {
      const command = new CancelQueryCommand({ QueryId: id });
      await clients
        .of(region)
        .then(({ cloudTrail }) => cloudTrail.send(command, { abortSignal: AbortSignal.timeout(stopMs) }))
        .catch(() => undefined);
    },
  };
}

/** A row has one map a column. Undefined when its JSON cannot be read. */
function recordOfRow(row: readonly Readonly<Record<string, string>>[]): object | undefined {
  const cells = row.flatMap((cell) => Object.entries(cell));
  const text = cells.find(([name]) => name.toLowerCase() === "eventjson")?.[1];
  try {
    const record: unknown = JSON.parse(text ?? "");
    return typeof record === "object" && record !== null ? record : undefined;
  } catch {
    return undefined;
  }
}
