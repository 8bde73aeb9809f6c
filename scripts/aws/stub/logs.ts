import { randomUUID } from "node:crypto";
import { type Input, jsonService, objects, optional, required, texts } from "./json.ts";
import { type LiveTailFault, liveTailFrames } from "./logsLiveTail.ts";
import { addLogs, filterLogs, type StoredGroup } from "./logsStore.ts";
import {
  AwsFault,
  type Caller,
  perRegion,
  requireSigned,
  type StubReply,
  type StubRequest,
  type StubService,
} from "./service.ts";

export interface LogsOptions {
  /** In ms since epoch; also what the header `Date` says. */
  readonly now?: () => number;
  /** Between two updates of Live Tail, in ms; CloudWatch Logs has a second. */
  readonly tickMs?: number;
  /** Whether pages may be empty although more follows. */
  readonly sparse?: boolean;
}

/** Where records are put. */
export interface LogsPlace {
  readonly region: string;
  readonly group: string;
}

/** CloudWatch Logs with what a test needs to steer it. */
export interface LogsService extends StubService {
  /** Delivers records as a trail does, each as one message of now. The group is made when it is missing. */
  put(records: readonly object[], place?: Partial<LogsPlace>): void;
  /** What happens to open sessions, or to those to come: the first is taken before the next update. */
  readonly liveFaults: LiveTailFault[];
  /** Sessions of Live Tail that are open. */
  readonly sessions: number;
  /** Breaks the open sessions off. */
  endSessions(): void;
}

type Groups = Map<string, StoredGroup>;

/** What is put in without a place. */
const usual: LogsPlace = { region: "us-east-1", group: "aws-cloudtrail-logs" };
const account = "123456789012";

/**
 * CloudWatch Logs: log groups, PutLogEvents, FilterLogEvents, and StartLiveTail with real event-stream frames. Filter
 * patterns are those of `logsPattern`. Retention, quotas and log streams are not played.
 *
 * `POST /_stub/logs` with `{"records": […], "group": …, "region": …}` delivers records; with `{"fault": "reset"}` it
 * breaks Live Tail in that way, see `LiveTailFault`.
 */
export function logs(options: LogsOptions = {}): LogsService {
  const { now = Date.now, tickMs = 1000, sparse = false } = options;
  const groups = perRegion<Groups>(() => new Map());
  const liveFaults: LiveTailFault[] = [];
  const open = new Set<AbortController>();
  const endSessions = (): void => {
    for (const session of open) session.abort();
  };
  const of = (caller: Caller): Groups => groups.of(caller);
  const json = jsonService(
    "CloudWatch Logs",
    "Logs_20140328",
    {
      CreateLogGroup: (input, caller) => {
        create(of(caller), required(input, "logGroupName"), optional(input, "logGroupClass"), caller);
        return {};
      },
      CreateLogStream: (input, caller) => (find(of(caller), required(input, "logGroupName")), {}),
      DescribeLogGroups: (input, caller) => describe(of(caller), input),
      PutLogEvents: (input, caller) => put(of(caller), input, now()),
      FilterLogEvents: (input, caller) => filter(of(caller), input, sparse),
    },
    () => {
      endSessions();
      liveFaults.length = 0;
      groups.reset();
    },
  );
  const service: LogsService = {
    ...json,
    liveFaults,
    put(records, place) {
      const { region, group } = { ...usual, ...place };
      const caller = { region, account, accessKeyId: "" };
      const found = of(caller).get(group) ?? create(of(caller), group, undefined, caller);
      const events = records.map((record) => ({ timestamp: now(), message: JSON.stringify(record) }));
      addLogs(found, `${account}_CloudTrail_${region}`, events, now());
    },
    control: (request) => control(request, service),
    get sessions() {
      return open.size;
    },
    endSessions,
    async handle(operation, request) {
      if (operation !== "StartLiveTail") return dated(await json.handle(operation, request), now());
      requireSigned(request);
      const input = JSON.parse(request.body) as Input;
      const group = liveGroup(of(request.caller), input);
      const pattern = optional(input, "logEventFilterPattern");
      const reply = stream(open, (signal) =>
        liveTailFrames({ group, pattern, tickMs, faults: liveFaults, signal }),
      );
      return dated(reply, now());
    },
    refuse: (fault) => dated(json.refuse(fault), now()),
  };
  return service;
}

function dated(reply: StubReply, ms: number): StubReply {
  return { ...reply, headers: { ...reply.headers, date: new Date(ms).toUTCString() } };
}

function control({ method, path, body }: StubRequest, service: LogsService): StubReply | undefined {
  if (method !== "POST" || path !== "/_stub/logs") return undefined;
  const input = JSON.parse(body) as Partial<LogsPlace> & { records?: object[]; fault?: LiveTailFault };
  const { records, fault, ...place } = input;
  if (records) service.put(records, place);
  if (fault !== undefined) service.liveFaults.push(fault);
  return { status: 204, headers: {}, body: "" };
}

function stream(
  open: Set<AbortController>,
  frames: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
): StubReply {
  async function* body(): AsyncGenerator<Uint8Array> {
    const session = new AbortController();
    open.add(session);
    try {
      yield* frames(session.signal);
    } finally {
      open.delete(session);
    }
  }
  const headers = { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": randomUUID() };
  return { status: 200, headers, body: body() };
}

function create(
  groups: Groups,
  name: string,
  logGroupClass: string | undefined,
  { account: owner, region }: Caller,
): StoredGroup {
  if (groups.has(name))
    throw new AwsFault("ResourceAlreadyExistsException", "The specified log group already exists");
  const arn = `arn:aws:logs:${region}:${owner}:log-group:${name}`;
  const group: StoredGroup = {
    name,
    arn,
    logGroupClass: logGroupClass ?? "STANDARD",
    events: [],
    listeners: new Set(),
  };
  groups.set(name, group);
  return group;
}

/** @param identifier name or ARN */
function find(groups: Groups, identifier: string): StoredGroup {
  if (/^arn:.*:\*$/.test(identifier))
    throw new AwsFault("InvalidParameterException", "The log group identifier must not end with an asterisk");
  const name = /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:(.*)$/.exec(identifier)?.[1] ?? identifier;
  const group = groups.get(name);
  if (!group) throw new AwsFault("ResourceNotFoundException", "The specified log group does not exist.");
  return group;
}

function describe(groups: Groups, input: Input): object {
  const prefix = optional(input, "logGroupNamePrefix") ?? "";
  const found = [...groups.values()].filter(({ name }) => name.startsWith(prefix));
  return {
    logGroups: found.map(({ name, arn, logGroupClass }) => ({
      logGroupName: name,
      arn: `${arn}:*`,
      logGroupArn: arn,
      logGroupClass,
    })),
  };
}

function put(groups: Groups, input: Input, now: number): object {
  const group = find(groups, required(input, "logGroupName"));
  const events = objects(input, "logEvents").map((event) => ({
    timestamp: Number(event["timestamp"]),
    message: required(event, "message"),
  }));
  addLogs(group, required(input, "logStreamName"), events, now);
  return {};
}

function filter(groups: Groups, input: Input, sparse: boolean): object {
  const name = optional(input, "logGroupName");
  const identifier = optional(input, "logGroupIdentifier");
  if ((name === undefined) === (identifier === undefined))
    throw new AwsFault("InvalidParameterException", "Give logGroupName or logGroupIdentifier, not both.");
  const number = (key: string, other: number): number => {
    const value = input[key];
    return typeof value === "number" ? value : other;
  };
  const query = {
    startTime: number("startTime", 0),
    endTime: number("endTime", Number.MAX_SAFE_INTEGER),
    limit: number("limit", 10_000),
    filterPattern: optional(input, "filterPattern"),
    nextToken: optional(input, "nextToken"),
  };
  if (query.limit < 1 || query.limit > 10_000)
    throw new AwsFault("InvalidParameterException", "limit must be 1 to 10000");
  const group = find(groups, name ?? identifier ?? "");
  refuseOtherClass(group);
  return { ...filterLogs(group, query, sparse), searchedLogStreams: [] };
}

function liveGroup(groups: Groups, input: Input): StoredGroup {
  const identifiers = texts(input, "logGroupIdentifiers");
  const [identifier] = identifiers;
  if (identifier === undefined || identifiers.length > 10)
    throw new AwsFault("InvalidParameterException", "Give 1 to 10 log groups.");
  if (!identifier.startsWith("arn:"))
    throw new AwsFault("InvalidParameterException", "Specify each log group by its ARN.");
  const group = find(groups, identifier);
  refuseOtherClass(group);
  return group;
}

/** Neither Live Tail nor FilterLogEvents reads groups of other classes ("Log classes" of the user guide). */
function refuseOtherClass({ logGroupClass }: StoredGroup): void {
  if (logGroupClass === "STANDARD") return;
  throw new AwsFault(
    "InvalidOperationException",
    "The operation is not valid for the class of the log group.",
  );
}
