import { createHash } from "node:crypto";
import { type Input, jsonService, objects, optional, required } from "./json.ts";
import { AwsFault, type Caller, type StubReply, type StubRequest, type StubService } from "./service.ts";

/** A record that was put in, and from when on it is found. */
interface Kept {
  readonly record: Input;
  /** Seconds since epoch. */
  readonly time: number;
  /** Ms since epoch. */
  readonly visibleFrom: number;
  readonly region: string;
}

export interface PutOptions {
  /** Ms since epoch from which on the records are found; absent: at once. */
  readonly visibleFrom?: number;
}

/** CloudTrail with a way to put records in. */
export interface CloudTrailStub extends StubService {
  /** Records are found in the Region that they name. */
  put(records: readonly object[], options?: PutOptions): void;
  /** Events whose record is this text, whatever it is. */
  putBroken(id: string, text: string | undefined, region: string): void;
  putTrail(trail: object): void;
}

export interface CloudTrailOptions {
  /** In ms since epoch; also what the header `Date` says. */
  readonly now?: () => number;
  /** LookupEvents a second and Region; 2 as in AWS. */
  readonly perSecond?: number;
}

const retentionSeconds = 90 * 86_400;
const attributeKeys = [
  "EventId",
  "EventName",
  "ReadOnly",
  "Username",
  "ResourceType",
  "ResourceName",
  "EventSource",
  "AccessKeyId",
];

/**
 * LookupEvents as its reference describes it: newest first, 50 a page, a token that is good for its own query alone, one
 * attribute, 90 days, two requests a second and Region. `POST /_stub/cloudtrail` with `{"records": […], "delayMs": …}`
 * puts records in.
 */
export function cloudTrail({ now = Date.now, perSecond = 2 }: CloudTrailOptions = {}): CloudTrailStub {
  const kept: Kept[] = [];
  const trails: object[] = [];
  const asked = new Map<string, number[]>();
  const put = (records: readonly object[], { visibleFrom = 0 }: PutOptions = {}): void => {
    for (const record of records as Input[]) {
      const time = Date.parse(optional(record, "eventTime") ?? "") / 1000;
      const region = optional(record, "awsRegion") ?? "us-east-1";
      kept.push({ record, time: Number.isNaN(time) ? now() / 1000 : time, visibleFrom, region });
    }
  };
  const limit = ({ region }: Caller): void => {
    const recent = (asked.get(region) ?? []).filter((time) => time > now() - 1000 && time <= now());
    if (recent.length >= perSecond) throw new AwsFault("ThrottlingException", "Rate exceeded");
    asked.set(region, [...recent, now()]);
  };
  const service = jsonService(
    "CloudTrail",
    "CloudTrail_20131101",
    {
      LookupEvents(input, caller) {
        limit(caller);
        return lookup(input, caller, kept, now());
      },
      DescribeTrails: (input) => ({
        trailList: input["includeShadowTrails"] === false ? trails.filter(isAtHome) : trails,
      }),
    },
    () => {
      kept.length = 0;
      trails.length = 0;
      asked.clear();
    },
  );
  return {
    ...service,
    put,
    putBroken: (id, text, region) =>
      void kept.push({
        record: { eventID: id, rawText: text },
        time: now() / 1000,
        visibleFrom: 0,
        region,
      }),
    putTrail: (trail) => void trails.push(trail),
    handle: async (operation, request) => dated(await service.handle(operation, request), now()),
    refuse: (fault) => dated(service.refuse(fault), now()),
    control: (request) => control(request, put, now()),
  };
}

function isAtHome(trail: object): boolean {
  return !("IsShadow" in trail);
}

function dated(reply: StubReply, ms: number): StubReply {
  return { ...reply, headers: { ...reply.headers, date: new Date(ms).toUTCString() } };
}

function control(
  { method, path, body }: StubRequest,
  put: CloudTrailStub["put"],
  now: number,
): StubReply | undefined {
  if (method !== "POST" || path !== "/_stub/cloudtrail") return undefined;
  const { records, delayMs } = JSON.parse(body) as { records: readonly object[]; delayMs?: number };
  put(records, delayMs === undefined ? {} : { visibleFrom: now + delayMs });
  return { status: 204, headers: {}, body: "" };
}

function lookup(input: Input, { region }: Caller, kept: readonly Kept[], nowMs: number): object {
  const size = typeof input["MaxResults"] === "number" ? input["MaxResults"] : 50;
  if (size < 1 || size > 50)
    throw new AwsFault("InvalidMaxResultsException", "A limit of 1 to 50 is needed.");
  const from = seconds(input, "StartTime") ?? 0;
  const to = seconds(input, "EndTime") ?? nowMs / 1000;
  if (from > to) throw new AwsFault("InvalidTimeRangeException", "The start time is after the end time.");
  const matches = matcher(objects(input, "LookupAttributes"));
  const token = tokenOf(input);
  const oldest = nowMs / 1000 - retentionSeconds;
  // The pages of a query show what there was at its first one.
  const found = kept
    .slice(0, token?.kept ?? kept.length)
    .filter((one) => one.region === region && one.visibleFrom <= (token?.at ?? nowMs))
    .filter(({ time }) => time >= Math.max(from, oldest) && time <= Math.min(to, nowMs / 1000))
    .filter(({ record }) => matches(record))
    .sort((a, b) => b.time - a.time);
  const start = token?.offset ?? 0;
  const end = start + size;
  const next = {
    query: queryOf(input),
    kept: token?.kept ?? kept.length,
    at: token?.at ?? nowMs,
    offset: end,
  };
  return {
    Events: found.slice(start, end).map(shown),
    ...(end < found.length && { NextToken: Buffer.from(JSON.stringify(next)).toString("base64url") }),
  };
}

interface Token {
  readonly query: string;
  readonly kept: number;
  readonly at: number;
  readonly offset: number;
}

function tokenOf(input: Input): Token | undefined {
  const text = optional(input, "NextToken");
  if (text === undefined) return undefined;
  const refusal = new AwsFault(
    "InvalidNextTokenException",
    "The token is not valid, or belongs to a request with other parameters.",
  );
  try {
    const token = JSON.parse(Buffer.from(text, "base64url").toString()) as Token;
    if (token.query === queryOf(input)) return token;
  } catch {
    throw refusal;
  }
  throw refusal;
}

/** What a token is bound to. */
function queryOf(input: Input): string {
  const { LookupAttributes, StartTime, EndTime, MaxResults } = input;
  const text = JSON.stringify([LookupAttributes, StartTime, EndTime, MaxResults]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function seconds(input: Input, key: string): number | undefined {
  const value = input[key];
  return typeof value === "number" ? value : undefined;
}

function matcher(attributes: readonly Input[]): (record: Input) => boolean {
  const [attribute, ...more] = attributes;
  if (!attribute) return () => true;
  const key = required(attribute, "AttributeKey");
  const value = required(attribute, "AttributeValue");
  if (more.length > 0 || !attributeKeys.includes(key))
    throw new AwsFault("InvalidLookupAttributesException", "Exactly one known lookup attribute is allowed.");
  return (record) => valuesOf(record)[key]?.includes(value) ?? false;
}

/** What LookupEvents finds a record by. */
function valuesOf(record: Input): Readonly<Record<string, readonly string[]>> {
  const text = (data: unknown, ...path: readonly string[]): string[] => {
    const value = path.reduce<unknown>((at, key) => (at as Input | undefined)?.[key], data);
    return typeof value === "string" || typeof value === "boolean" ? [String(value)] : [];
  };
  return {
    EventId: text(record, "eventID"),
    EventName: text(record, "eventName"),
    EventSource: text(record, "eventSource"),
    ReadOnly: text(record, "readOnly"),
    AccessKeyId: text(record, "userIdentity", "accessKeyId"),
    Username: userNames(record),
    ResourceType: resourcesOf(record).map(({ ResourceType }) => ResourceType),
    ResourceName: resourcesOf(record).map(({ ResourceName }) => ResourceName),
  };
}

/** Of a role's session the name of the session, as in AWS. */
function userNames(record: Input): string[] {
  const identity = record["userIdentity"] as Input | undefined;
  const arn = identity && optional(identity, "arn");
  const name = identity && optional(identity, "userName");
  return name !== undefined ? [name] : (arn?.split("/").slice(-1) ?? []);
}

function resourcesOf(record: Input): { ResourceType: string; ResourceName: string }[] {
  const named = objects(record, "resources").map((resource) => ({
    ResourceType: optional(resource, "type") ?? "",
    ResourceName: optional(resource, "ARN") ?? "",
  }));
  const response = record["responseElements"] as Input | null | undefined;
  const credentials = response?.["credentials"] as Input | undefined;
  const key = credentials && optional(credentials, "accessKeyId");
  return key === undefined ? named : [{ ResourceType: "AWS::IAM::AccessKey", ResourceName: key }, ...named];
}

function shown({ record, time }: Kept): object {
  const [user] = userNames(record);
  const [key] = valuesOf(record)["AccessKeyId"] ?? [];
  const isRaw = "rawText" in record;
  return {
    EventId: record["eventID"],
    EventName: record["eventName"],
    EventSource: record["eventSource"],
    EventTime: time,
    ReadOnly: record["readOnly"] === false ? "false" : "true",
    ...(key !== undefined && { AccessKeyId: key }),
    ...(user !== undefined && { Username: user }),
    Resources: resourcesOf(record),
    CloudTrailEvent: isRaw ? record["rawText"] : JSON.stringify(record),
  };
}
