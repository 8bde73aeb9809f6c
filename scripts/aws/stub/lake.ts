import { randomUUID } from "node:crypto";
import { type Input, jsonService, optional, required } from "./json.ts";
import { AwsFault, type StubService } from "./service.ts";

/** How the next queries end, in order; those after them succeed. */
export interface LakeOutcome {
  readonly status: "FAILED" | "TIMED_OUT" | "CANCELLED" | "RUNNING";
  readonly message?: string;
}

/** CloudTrail Lake with one event data store, a way to put records into it, and to see what was asked. */
export interface LakeStub extends StubService {
  put(records: readonly object[]): void;
  /** A row whose JSON is this text. @param time as CloudTrail writes it */
  putBroken(text: string, time: string): void;
  readonly outcomes: LakeOutcome[];
  readonly queries: readonly string[];
  readonly cancelled: readonly string[];
}

/** The store's id. */
export const stubStore = "5e0c1a2b-0000-4000-8000-0123456789ab";

interface Run {
  readonly sql: string;
  readonly outcome?: LakeOutcome;
  looks: number;
}

const operations = /^(?:StartQuery|DescribeQuery|GetQueryResults|CancelQuery)$/;

/**
 * The queries of CloudTrail Lake, in AWS JSON 1.1. It reads the queries of Picket's own builder alone: the store, the two
 * times and the role's name. The other calls of CloudTrail are another service's of the stub.
 */
export function lake(): LakeStub {
  const events: { readonly text: string; readonly time: string }[] = [];
  const runs = new Map<string, Run>();
  const outcomes: LakeOutcome[] = [];
  const queries: string[] = [];
  const cancelled: string[] = [];
  const known = (input: Input): readonly [id: string, run: Run] => {
    const id = required(input, "QueryId");
    const run = runs.get(id);
    if (run) return [id, run];
    throw new AwsFault("QueryIdNotFoundException", "The query ID does not exist.");
  };
  const service = jsonService(
    "CloudTrail",
    "CloudTrail_20131101",
    {
      StartQuery(input) {
        const sql = required(input, "QueryStatement");
        const store = /\bFROM (\S+)/.exec(sql)?.[1];
        if (store !== stubStore)
          throw new AwsFault("EventDataStoreNotFoundException", "The event data store was not found.");
        const id = randomUUID();
        const outcome = outcomes.shift();
        runs.set(id, { sql, looks: 0, ...(outcome && { outcome }) });
        queries.push(sql);
        return { QueryId: id };
      },
      DescribeQuery(input) {
        const [id, run] = known(input);
        const status = cancelled.includes(id)
          ? "CANCELLED"
          : run.looks++ === 0
            ? "QUEUED"
            : (run.outcome?.status ?? "FINISHED");
        return {
          QueryId: id,
          QueryString: run.sql,
          QueryStatus: status,
          QueryStatistics: { EventsScanned: events.length, BytesScanned: 1000 * events.length },
          ...(run.outcome?.message !== undefined && { ErrorMessage: run.outcome.message }),
        };
      },
      GetQueryResults(input) {
        const [, { sql }] = known(input);
        return pageOf(answerTo(sql, events), input);
      },
      CancelQuery(input) {
        const [id] = known(input);
        cancelled.push(id);
        return { QueryId: id, QueryStatus: "CANCELLED" };
      },
    },
    () => {
      events.length = outcomes.length = queries.length = cancelled.length = 0;
      runs.clear();
    },
  );
  return {
    ...service,
    operationOf(request) {
      const operation = service.operationOf(request);
      return operation !== undefined && operations.test(operation) ? operation : undefined;
    },
    put: (records) =>
      void events.push(
        ...(records as Input[]).map((record) => ({
          text: JSON.stringify(record),
          time: optional(record, "eventTime") ?? "",
        })),
      ),
    putBroken: (text, time) => void events.push({ text, time }),
    outcomes,
    queries,
    cancelled,
  };
}

function answerTo(sql: string, events: readonly { text: string; time: string }[]): readonly string[] {
  const [, from = ""] = /eventtime >= '([^']+)'/.exec(sql) ?? [];
  const [, to = ""] = /eventtime < '([^']+)'/.exec(sql) ?? [];
  const role = /:assumed-role\/([^/']+)\//.exec(sql)?.[1]?.replaceAll(/!(.)/g, "$1");
  return events
    .map(({ text, time }) => ({ text, time: time.replace("T", " ").replace("Z", "") }))
    .filter(({ text, time }) => {
      const isTheirs =
        role === undefined || text.toLowerCase().includes(`/${role}`) || !text.includes('"arn"');
      return time >= from && time < to && isTheirs;
    })
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .map(({ text }) => text);
}

function pageOf(texts: readonly string[], input: Input): object {
  const most = typeof input["MaxQueryResults"] === "number" ? input["MaxQueryResults"] : 1000;
  if (most > 1000) throw new AwsFault("InvalidMaxResultsException", "MaxQueryResults is at most 1000.");
  const start = Number(optional(input, "NextToken") ?? "0");
  const end = start + most;
  return {
    QueryStatus: "FINISHED",
    QueryStatistics: { ResultsCount: texts.slice(start, end).length, TotalResultsCount: texts.length },
    QueryResultRows: texts.slice(start, end).map((eventjson) => [{ eventjson }]),
    ...(end < texts.length && { NextToken: String(end) }),
  };
}
