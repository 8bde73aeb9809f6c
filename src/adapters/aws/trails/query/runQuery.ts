import { randomUUID } from "node:crypto";
import type { TrailBatch } from "../../../../core/ports.ts";
import type { TrailClients } from "../trailClients.ts";
import { batchOf } from "../trouble.ts";
import type { QueryWindow } from "./queryPlan.ts";
import type { EngineTools, QueryEnd } from "./querySource.ts";

/** How a query fares; what it has read is in bytes. */
export type QueryPoll =
  | { readonly state: "running" }
  /** `again` and `smaller` as in `QueryEnd`. */
  | { readonly state: "done" | "again" | "smaller"; readonly bytes: number }
  /** @param message what happened and what to do, for a person */
  | { readonly state: "failed"; readonly bytes: number; readonly message: string };

/** Why a query came to nothing. */
export type QueryFailure =
  { readonly state: "again" | "smaller" } | { readonly state: "failed"; readonly message: string };

/** A part of a query's answer: at most 1,000 records. */
export interface QueryPage {
  readonly records: readonly unknown[];
  /** Rows of which no record could be made. */
  readonly broken: number;
  readonly next?: string;
}

type Options = { readonly abortSignal: AbortSignal };

/** The calls of one service. They reject as the SDK does, or with `StoreError`. */
export interface QueryCalls {
  /** Names of the calls as IAM has them. */
  readonly actions: Readonly<Record<"start" | "poll" | "page", string>>;
  /** @param token the same for each try @returns the query's id */
  start(clients: TrailClients, sql: string, token: string, options: Options): Promise<string>;
  poll(clients: TrailClients, id: string, options: Options): Promise<QueryPoll>;
  page(clients: TrailClients, id: string, next: string | undefined, options: Options): Promise<QueryPage>;
  /** Best effort. */
  stop(id: string): Promise<void>;
}

/** Between two looks at a running query, in ms. */
const firstPoll = 500;
const longestPoll = 5000;

/** Runs one query and gives its answer page by page. The query is stopped when nobody waits for it any more. */
export async function* runQuery(
  calls: QueryCalls,
  tools: EngineTools,
  sql: string,
  window: QueryWindow,
): AsyncGenerator<TrailBatch, QueryEnd> {
  const { caller, signal } = tools;
  const token = randomUUID();
  const started = yield* caller.call(calls.actions.start, (clients, options) =>
    calls.start(clients, sql, token, options),
  );
  if (!started.done) return { kind: "ended", bytes: 0 };
  const id = started.value;
  let isRunning = true;
  try {
    const polled = yield* finished(calls, tools, id);
    // Without an answer it may well be running still.
    isRunning = polled === undefined;
    if (polled === undefined || signal.aborted) return { kind: "ended", bytes: polled?.bytes ?? 0 };
    if (polled.state === "failed") {
      yield tools.fail(polled.message);
      return { kind: "ended", bytes: polled.bytes };
    }
    if (polled.state !== "done") return { kind: polled.state, bytes: polled.bytes };
    return yield* pages(calls, tools, id, window, polled.bytes);
  } finally {
    if (isRunning) await calls.stop(id);
  }
}

/** Waits for a query. @returns undefined when the source has ended */
async function* finished(
  calls: QueryCalls,
  { caller, clock, signal }: EngineTools,
  id: string,
): AsyncGenerator<TrailBatch, Exclude<QueryPoll, { state: "running" }> | undefined> {
  for (let pause = firstPoll; !signal.aborted; pause = Math.min(longestPoll, pause * 1.5)) {
    const polled = yield* caller.call(calls.actions.poll, (clients, options) =>
      calls.poll(clients, id, options),
    );
    if (!polled.done) return undefined;
    if (polled.value.state !== "running") return polled.value;
    await clock.wait(pause, signal);
  }
  return undefined;
}

async function* pages(
  calls: QueryCalls,
  { caller }: EngineTools,
  id: string,
  window: QueryWindow,
  bytes: number,
): AsyncGenerator<TrailBatch, QueryEnd> {
  let next: string | undefined;
  do {
    const token = next;
    const page = yield* caller.call(calls.actions.page, (clients, options) =>
      calls.page(clients, id, token, options),
    );
    if (!page.done) return { kind: "ended", bytes };
    const { records, broken } = page.value;
    yield batchOf({
      records,
      ...(broken > 0 && {
        gaps: [
          { ...window, reason: `${broken} ${broken === 1 ? "row" : "rows"} of the answer could not be read` },
        ],
      }),
    });
    next = page.value.next;
  } while (next !== undefined);
  return { kind: "done", bytes };
}
