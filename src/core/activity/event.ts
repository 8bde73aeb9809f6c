import { boundedData, type EventData } from "./eventData.ts";
import { fieldOf, textOf } from "./eventField.ts";
import { readIdentity, type EventIdentity } from "./eventIdentity.ts";
import { outcomeOf, type EventOutcome } from "./eventOutcome.ts";
import { readResources, type EventResource } from "./eventResource.ts";
import { readTime } from "./eventTime.ts";

/**
 * A CloudTrail record, read. Every text is bounded, and all of it may be written by an attacker: escape it wherever it
 * is shown. What is large in a record is read when it is asked for, and is no own member of the object: a copy by spread
 * lacks `resources`, `request`, `response` and `additional`.
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
  const rawName = textOf(record, "eventName", maxName) ?? ofInsight(record, "eventName");
  if (rawName === undefined) return { error: "not a CloudTrail record: it has no eventName" };
  return new ReadEvent(record, rawName);
}

/** Whether reading gave an event. */
export function isEvent(read: ActivityEvent | NoEvent): read is ActivityEvent {
  return "name" in read;
}

/** Most events are judged by a few fields: the others are only read where somebody asks for them. */
class ReadEvent implements ActivityEvent {
  readonly id?: string;
  readonly time?: number;
  readonly name: string;
  readonly rawName: string;
  readonly source: string;
  readonly service: string;
  readonly type: string;
  readonly region?: string;
  readonly account?: string;
  readonly identity: EventIdentity;
  readonly outcome: EventOutcome;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly readOnly: boolean;
  readonly sourceAddress?: string;
  readonly userAgent?: string;
  readonly #record: object;
  #resources: readonly EventResource[] | undefined;
  #request: EventData | undefined;
  #response: EventData | undefined;
  #additional: EventData | undefined;

  constructor(record: object, rawName: string) {
    const text = (key: string, length = maxName): string | undefined => textOf(record, key, length);
    this.#record = record;
    this.rawName = rawName;
    this.name = withoutVersion(rawName);
    this.source = text("eventSource") ?? ofInsight(record, "eventSource") ?? "";
    this.service = serviceOf(this.source);
    this.type = text("eventType") ?? "";
    const readOnly = fieldOf(record, "readOnly");
    this.readOnly = typeof readOnly === "boolean" ? readOnly : readsByName(this.name);
    this.identity = readIdentity(fieldOf(record, "userIdentity"));
    const [id, time] = [text("eventID"), readTime(fieldOf(record, "eventTime"))];
    if (id !== undefined) this.id = id;
    if (time !== undefined) this.time = time;
    const [region, account] = [text("awsRegion"), text("recipientAccountId")];
    if (region !== undefined) this.region = region;
    if (account !== undefined) this.account = account;
    const [address, userAgent] = [text("sourceIPAddress"), text("userAgent", maxText)];
    if (address !== undefined) this.sourceAddress = address;
    if (userAgent !== undefined) this.userAgent = userAgent;
    const [code, message] = [text("errorCode"), text("errorMessage", maxText)];
    if (code !== undefined) this.errorCode = code;
    if (message !== undefined) this.errorMessage = message;
    const login = textOf(fieldOf(record, "responseElements"), "ConsoleLogin", maxName);
    this.outcome = outcomeOf(code, message, login);
  }

  get resources(): readonly EventResource[] {
    return (this.#resources ??= readResources(fieldOf(this.#record, "resources")));
  }

  get request(): EventData {
    return (this.#request ??= boundedData(fieldOf(this.#record, "requestParameters")));
  }

  get response(): EventData {
    return (this.#response ??= boundedData(fieldOf(this.#record, "responseElements")));
  }

  get additional(): EventData {
    return (this.#additional ??= boundedData(fieldOf(this.#record, "additionalEventData")));
  }
}

/** Insights name the call that they are about among their details. */
function ofInsight(record: object, key: string): string | undefined {
  return textOf(fieldOf(record, "insightDetails"), key, maxName);
}

/** Services by the hosts seen so far; hosts are few, but a record may name any. */
const knownServices = new Map<string, string>();
const mostServices = 1000;

/** `s3.amazonaws.com` and `s3.amazonaws.com.cn` are `s3`; `logs.us-east-1.amazonaws.com` stays apart from its Region. */
function serviceOf(source: string): string {
  const known = knownServices.get(source);
  if (known !== undefined) return known;
  const service = source
    .toLowerCase()
    .replace(/\.(?:amazonaws\.com(?:\.cn)?|aws\.internal|api\.aws)$/, "")
    .replace(/\.[a-z]{2}(?:-[a-z]+)+-\d$/, "");
  if (knownServices.size < mostServices) knownServices.set(source, service);
  return service;
}

/** `UpdateFunctionCode20150331v2`, `CreateDistribution2020_05_31`: the version of the API behind the name. */
function withoutVersion(name: string): string {
  if (!/\d$/.test(name)) return name;
  return name.replace(/(?<=[A-Za-z])(?:20\d{6}(?:v\d+)?|_?20\d\d_\d\d_\d\d(?:v\d+)?)$/, "");
}

const readingVerbs =
  /^(?:Batch)?(?:Get|List|Describe|Head|Lookup|Search|Query|Scan|Select|Preview|Simulate|Validate|Check|View|Detect|Estimate)(?![a-z])/;

function readsByName(name: string): boolean {
  return readingVerbs.test(name);
}
