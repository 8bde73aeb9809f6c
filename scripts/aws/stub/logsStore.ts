import { AwsFault } from "./service.ts";
import { logsPattern } from "./logsPattern.ts";

/** A log event as it is kept. Times in ms since epoch. */
export interface StoredLog {
  readonly eventId: string;
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
}

/** A log group of one Region. */
export interface StoredGroup {
  readonly name: string;
  /** Without `:*`. */
  readonly arn: string;
  readonly logGroupClass: string;
  /** In the order of FilterLogEvents: by timestamp, ingestion time and id. */
  readonly events: StoredLog[];
  /** Those that want to hear of new events. */
  readonly listeners: Set<(events: readonly StoredLog[]) => void>;
}

/** What FilterLogEvents asks for. */
export interface LogQuery {
  readonly startTime: number;
  readonly endTime: number;
  readonly filterPattern: string | undefined;
  readonly limit: number;
  readonly nextToken: string | undefined;
}

export interface LogPage {
  readonly events: readonly StoredLog[];
  readonly nextToken?: string;
}

/** Where a page ended: the sort key of the last event that was looked at. */
type Place = readonly [timestamp: number, ingestionTime: number, eventId: string];

let ids = 0;

/** Adds events, and tells the listeners. @param now ms since epoch */
export function addLogs(
  group: StoredGroup,
  logStreamName: string,
  events: readonly { readonly timestamp: number; readonly message: string }[],
  now: number,
): void {
  const added = events.map(({ timestamp, message }): StoredLog => {
    // CloudWatch Logs has ids of 56 digits.
    const eventId = String(++ids).padStart(56, "0");
    return { eventId, logStreamName, timestamp, ingestionTime: now, message };
  });
  group.events.push(...added);
  group.events.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
  for (const listener of group.listeners) listener(added);
}

/**
 * One page of a group, oldest first. Every other page of a query that goes over several is empty, as CloudWatch Logs may
 * give them at any time.
 * @throws AwsFault for a token of another query, and for a pattern that the stub does not know
 */
export function filterLogs(group: StoredGroup, query: LogQuery, sparse: boolean): LogPage {
  const fits = logsPattern(query.filterPattern);
  const asked = JSON.stringify([group.arn, query.startTime, query.endTime, query.filterPattern, query.limit]);
  const { after, empty } = readToken(query.nextToken, asked);
  const matching = group.events.filter(
    (event) =>
      event.timestamp >= query.startTime &&
      event.timestamp <= query.endTime &&
      (after === undefined || comparePlaces(placeOf(event), after) > 0) &&
      fits(event.message),
  );
  if (sparse && !empty && matching.length > 0)
    return { events: [], nextToken: tokenOf({ asked, after, empty: true }) };
  const events = matching.slice(0, query.limit);
  const last = events.at(-1);
  if (!last || events.length === matching.length) return { events };
  return { events, nextToken: tokenOf({ asked, after: placeOf(last), empty: false }) };
}

interface Token {
  readonly asked: string;
  readonly after: Place | undefined;
  /** The page before was an empty one. */
  readonly empty: boolean;
}

function tokenOf(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function readToken(text: string | undefined, asked: string): Omit<Token, "asked"> {
  if (text === undefined) return { after: undefined, empty: false };
  try {
    const token: Token = JSON.parse(Buffer.from(text, "base64url").toString());
    if (token.asked === asked) return token;
  } catch {
    // Said below.
  }
  throw new AwsFault("InvalidParameterException", "The specified nextToken is invalid.");
}

function placeOf({ timestamp, ingestionTime, eventId }: StoredLog): Place {
  return [timestamp, ingestionTime, eventId];
}

function comparePlaces(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}
