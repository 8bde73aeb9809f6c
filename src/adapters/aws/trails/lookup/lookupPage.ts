import { type Event, type LookupAttributeKey, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { TrailClients } from "../trailClients.ts";

/** One filter is all that LookupEvents takes. */
export interface LookupFilter {
  readonly key: LookupAttributeKey;
  readonly value: string;
}

/** A stretch of time, in ms since epoch, both ends included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What is asked; from 0 and to infinity mean no bound. */
export interface LookupQuery extends Window {
  /** Absent: everybody's events. */
  readonly filter?: LookupFilter;
}

/** What came back. */
export interface LookupPage {
  /** Newest first. */
  readonly events: readonly Event[];
  /** Of the next page; only for the same query. */
  readonly token?: string;
  /** The token that was sent is no longer good: the query has to be asked from its start. */
  readonly isStale: boolean;
  /** The header `Date`. */
  readonly date?: string;
}

/** The action, for messages and permissions. */
export const lookupAction = "cloudtrail:LookupEvents";

/** The most that AWS gives. */
const pageSize = 50;

/** Asks for one page. CloudTrail's times have seconds, so a window is widened to whole ones. Rejects as the SDK does. */
export async function askPage(
  { cloudTrail }: TrailClients,
  query: LookupQuery,
  token: string | undefined,
  options: { abortSignal: AbortSignal },
): Promise<LookupPage> {
  const { from, to, filter } = query;
  const command = new LookupEventsCommand({
    ...(from > 0 && { StartTime: new Date(Math.floor(from / 1000) * 1000) }),
    ...(to < Infinity && { EndTime: new Date(Math.ceil(to / 1000) * 1000) }),
    MaxResults: pageSize,
    ...(filter && { LookupAttributes: [{ AttributeKey: filter.key, AttributeValue: filter.value }] }),
    ...(token !== undefined && { NextToken: token }),
  });
  let date: string | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      date = dateOf(result.response);
      return result;
    },
    { step: "deserialize", name: "picketDate", priority: "low" },
  );
  try {
    const { Events = [], NextToken } = await cloudTrail.send(command, options);
    return {
      events: Events,
      isStale: false,
      ...(NextToken !== undefined && { token: NextToken }),
      ...(date !== undefined && { date }),
    };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "InvalidNextTokenException") throw error;
    return { events: [], isStale: true };
  }
}

function dateOf(response: unknown): string | undefined {
  if (typeof response !== "object" || response === null || !("headers" in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== "object" || headers === null || !("date" in headers)) return undefined;
  return typeof headers.date === "string" ? headers.date : undefined;
}
