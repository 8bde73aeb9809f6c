import { boundedData, clipped, isObject, itemsOf, member, textAt, type EventData } from "./eventData.ts";
import { readIdentity, withoutMissing, type EventIdentity } from "./eventIdentity.ts";
import { outcomeOf, type EventOutcome } from "./eventOutcome.ts";
import { readTime } from "./eventTime.ts";

/**
 * A CloudTrail record, read. Every text is bounded, and all of it may be written by an attacker: escape it wherever it
 * is shown.
 */
export interface ActivityEvent {
  /** `eventID`; some records have none. */
  readonly id?: string;
  /** Milliseconds since 1970, UTC; undefined when the record has no time that can be read. */
  readonly time?: number;
  /** The event's name without the API's version: `UpdateFunctionCode`. */
  readonly name: string;
  /** The event's name as the record has it: `UpdateFunctionCode20150331v2`. */
  readonly rawName: string;
  /** Such as `s3.amazonaws.com`; empty when missing. */
  readonly source: string;
  /** The source without its domain, lower case: `s3`. Not always the prefix of the actions. */
  readonly service: string;
  /** Such as `AwsApiCall`, `AwsServiceEvent`, `AwsConsoleSignIn`, `AwsVpceEvent`, `AwsCloudTrailInsight`. */
  readonly type: string;
  readonly region?: string;
  /** The account whose trail has the record. */
  readonly account?: string;
  readonly identity: EventIdentity;
  readonly outcome: EventOutcome;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly resources: readonly EventResource[];
  /** What the record says, else what the verb of the name says. */
  readonly readOnly: boolean;
  readonly sourceAddress?: string;
  readonly userAgent?: string;
  /** `requestParameters`, within bounds. May hold secrets: never print it unmasked. */
  readonly request: EventData;
  /** `responseElements`, within bounds. May hold secrets: never print it unmasked. */
  readonly response: EventData;
  /** `additionalEventData`, within bounds. */
  readonly additional: EventData;
}

export interface EventResource {
  readonly arn?: string;
  readonly type?: string;
  readonly account?: string;
}

/** Why something is no record of CloudTrail, in words for a person, without its content. */
export interface NoEvent {
  readonly error: string;
}

const maxName = 256;
const maxText = 4096;

/** Reads a record of any shape. Fields of other types count as missing; only the event's name is needed. */
export function readEvent(record: unknown): ActivityEvent | NoEvent {
  if (typeof record !== "object" || record === null || Array.isArray(record))
    return { error: "not a CloudTrail record: no JSON object" };
  const field = (key: string): unknown => (Object.hasOwn(record, key) ? Reflect.get(record, key) : undefined);
  const text = (key: string, length = maxName): string | undefined => {
    const value = field(key);
    return typeof value === "string" && value !== "" ? clipped(value, length) : undefined;
  };
  const insight = boundedData(field("insightDetails"));
  const rawName = text("eventName") ?? textAt(insight, "eventName");
  if (rawName === undefined) return { error: "not a CloudTrail record: it has no eventName" };
  const source = text("eventSource") ?? textAt(insight, "eventSource") ?? "";
  const name = withoutVersion(clipped(rawName, maxName));
  const response = boundedData(field("responseElements"));
  const errorCode = text("errorCode");
  const errorMessage = text("errorMessage", maxText);
  const readOnly = field("readOnly");
  return {
    ...withoutMissing<Partial<ActivityEvent>>({
      id: text("eventID"),
      time: readTime(field("eventTime")),
      region: text("awsRegion"),
      account: text("recipientAccountId"),
      errorCode,
      errorMessage,
      sourceAddress: text("sourceIPAddress"),
      userAgent: text("userAgent", maxText),
    }),
    name,
    rawName: clipped(rawName, maxName),
    source,
    service: serviceOf(source),
    type: text("eventType") ?? "",
    identity: readIdentity(boundedData(field("userIdentity"))),
    outcome: outcomeOf(errorCode, errorMessage, textAt(response, "ConsoleLogin")),
    resources: readResources(boundedData(field("resources"))),
    readOnly: typeof readOnly === "boolean" ? readOnly : readsByName(name),
    request: boundedData(field("requestParameters")),
    response,
    additional: boundedData(field("additionalEventData")),
  };
}

/** Whether reading gave an event. */
export function isEvent(read: ActivityEvent | NoEvent): read is ActivityEvent {
  return "name" in read;
}

function readResources(data: EventData): EventResource[] {
  return itemsOf(data)
    .slice(0, 100)
    .filter(isObject)
    .map((resource) =>
      withoutMissing<EventResource>({
        arn: firstText(resource, "ARN", "arn"),
        type: firstText(resource, "type"),
        account: firstText(resource, "accountId"),
      }),
    )
    .filter((resource) => Object.keys(resource).length > 0);
}

function firstText(data: EventData, ...keys: readonly string[]): string | undefined {
  const found = keys.map((key) => member(data, key)).find((value) => typeof value === "string");
  return typeof found === "string" ? clipped(found, 2048) : undefined;
}

/** `s3.amazonaws.com` and `s3.amazonaws.com.cn` are `s3`; `logs.us-east-1.amazonaws.com` stays apart from its Region. */
function serviceOf(source: string): string {
  const host = source.toLowerCase().replace(/\.(?:amazonaws\.com(?:\.cn)?|aws\.internal|api\.aws)$/, "");
  return host.replace(/\.[a-z]{2}(?:-[a-z]+)+-\d$/, "");
}

/** `UpdateFunctionCode20150331v2`, `CreateDistribution2020_05_31`: the version of the API behind the name. */
function withoutVersion(name: string): string {
  return name.replace(/(?<=[A-Za-z])(?:20\d{6}(?:v\d+)?|_?20\d\d_\d\d_\d\d(?:v\d+)?)$/, "");
}

const readingVerbs =
  /^(?:Batch)?(?:Get|List|Describe|Head|Lookup|Search|Query|Scan|Select|Preview|Simulate|Validate|Check|View|Detect|Estimate)(?![a-z])/;

function readsByName(name: string): boolean {
  return readingVerbs.test(name);
}
