import { randomUUID } from "node:crypto";
import { type Input, jsonService, optional, required } from "./json.ts";
import { AwsFault, type StubReply, type StubRequest, type StubService } from "./service.ts";

/** How the next queries end, in order; those after them succeed. */
export interface AthenaOutcome {
  readonly state: "FAILED" | "CANCELLED" | "RUNNING";
  readonly reason?: string;
  readonly retryable?: boolean;
}

/** Athena with a way to put records into its one table, and to see what was asked. */
export interface AthenaStub extends StubService {
  /** Records that queries find. */
  put(records: readonly object[]): void;
  /** What GetTableMetadata says; undefined: there is no table. */
  table: Input | undefined;
  readonly outcomes: AthenaOutcome[];
  /** Statements in the order in which they were started; a repeated token starts none. */
  readonly queries: readonly string[];
  readonly stopped: readonly string[];
  /** Bytes that each query reports. */
  bytes: number;
}

export interface AthenaStubOptions {
  /** Looks at a query before it has ended. */
  readonly polls?: number;
}

interface AthenaInput {
  readonly records?: readonly object[];
  readonly bytes?: number;
}

interface Execution {
  readonly id: string;
  readonly sql: string;
  readonly outcome?: AthenaOutcome;
  looks: number;
}

/**
 * Athena in AWS JSON 1.1. It reads the queries of Picket's own builder alone: the list after SELECT by the names of
 * members, and of the conditions the two times and the role's name. It is no database. `POST /_stub/athena` with
 * `{"records": […], "bytes": …}` puts records in, and says what each query reports to have scanned.
 */
export function athena({ polls = 1 }: AthenaStubOptions = {}): AthenaStub {
  const records: Input[] = [];
  const runs = new Map<string, Execution>();
  const tokens = new Map<string, string>();
  const queries: string[] = [];
  const stopped: string[] = [];
  const outcomes: AthenaOutcome[] = [];
  const known = (input: Input): Execution => {
    const run = runs.get(required(input, "QueryExecutionId"));
    if (run) return run;
    throw new AwsFault("InvalidRequestException", "QueryExecution was not found");
  };
  const reset = (): void => {
    records.length = queries.length = stopped.length = outcomes.length = 0;
    runs.clear();
    tokens.clear();
    stub.table = undefined;
    stub.bytes = 10_485_760;
  };
  const service = jsonService(
    "Athena",
    "AmazonAthena",
    {
      StartQueryExecution(input) {
        const token = required(input, "ClientRequestToken");
        const known = tokens.get(token);
        if (known !== undefined) return { QueryExecutionId: known };
        const sql = required(input, "QueryString");
        const location = (input["ResultConfiguration"] as Input | undefined)?.["OutputLocation"];
        if (location === undefined && input["WorkGroup"] === undefined)
          throw new AwsFault(
            "InvalidRequestException",
            "No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.",
          );
        const id = randomUUID();
        const outcome = outcomes.shift();
        runs.set(id, { id, sql, looks: 0, ...(outcome && { outcome }) });
        tokens.set(token, id);
        queries.push(sql);
        if (sql.startsWith("CREATE") && outcome === undefined) stub.table = tableOf(sql);
        return { QueryExecutionId: id };
      },
      GetQueryExecution(input) {
        const run = known(input);
        run.looks++;
        return { QueryExecution: described(run, polls, stub.bytes, stopped.includes(run.id)) };
      },
      GetQueryResults(input) {
        const { sql } = known(input);
        const isQuery = sql.startsWith("SELECT");
        return isQuery ? pageOf(answerTo(sql, records), input) : { ResultSet: { Rows: [] }, UpdateCount: 0 };
      },
      StopQueryExecution(input) {
        stopped.push(known(input).id);
        return {};
      },
      GetTableMetadata() {
        if (stub.table) return { TableMetadata: stub.table };
        throw new AwsFault(
          "MetadataException",
          "EntityNotFoundException: Entity Not Found (Service: AWSGlue; Status Code: 400; Error Code: EntityNotFoundException)",
        );
      },
    },
    reset,
  );
  const stub: AthenaStub = {
    ...service,
    put: (more) => void records.push(...(more as Input[])),
    control: (request) => control(request, stub),
    table: undefined,
    outcomes,
    queries,
    stopped,
    bytes: 10_485_760,
  };
  return stub;
}

function control({ method, path, body }: StubRequest, stub: AthenaStub): StubReply | undefined {
  if (method !== "POST" || path !== "/_stub/athena") return undefined;
  const { records = [], bytes = stub.bytes } = JSON.parse(body) as AthenaInput;
  stub.put(records);
  stub.bytes = bytes;
  return { status: 204, headers: {}, body: "" };
}

function described(run: Execution, polls: number, bytes: number, isStopped: boolean): object {
  const { id, sql, outcome, looks } = run;
  const State = isStopped
    ? "CANCELLED"
    : looks <= polls
      ? looks === 1
        ? "QUEUED"
        : "RUNNING"
      : (outcome?.state ?? "SUCCEEDED");
  const isOver = State !== "QUEUED" && State !== "RUNNING";
  return {
    QueryExecutionId: id,
    Query: sql,
    StatementType: sql.startsWith("SELECT") ? "DML" : "DDL",
    Status: {
      State,
      SubmissionDateTime: Date.now() / 1000,
      ...(isOver && outcome?.reason !== undefined && { StateChangeReason: outcome.reason }),
      ...(State === "FAILED" && {
        AthenaError: { ErrorCategory: 2, ErrorType: 1, Retryable: outcome?.retryable ?? false },
      }),
    },
    Statistics: { DataScannedInBytes: isOver ? bytes : 0, EngineExecutionTimeInMillis: 10 },
    WorkGroup: "primary",
  };
}

/** The metadata that the catalogue has after Picket's own CREATE statement. */
function tableOf(sql: string): Input {
  const body = sql.slice(sql.indexOf("(") + 1, sql.indexOf("\n)\nPARTITIONED"));
  const columns = [...body.matchAll(/^ {2}`(\w+)` ([\s\S]*?)(?:,\n {2}`|\s*$)/gm)];
  const names = [...body.matchAll(/^ {2}`(\w+)` /gm)].map(([, name]) => name ?? "");
  const types = new Map(columns.map(([, name = "", type = ""]) => [name, type]));
  const keys = /PARTITIONED BY \((.*)\)/.exec(sql)?.[1] ?? "";
  return {
    Name: "table",
    Columns: names.map((Name) => ({
      Name,
      Type: (Name === "useridentity" ? body : (types.get(Name) ?? "string")).replaceAll(/\s/g, ""),
    })),
    PartitionKeys: [...keys.matchAll(/`(\w+)`/g)].map(([, Name]) => ({ Name, Type: "string" })),
    Parameters: Object.fromEntries(
      [...sql.matchAll(/'([\w.]+)'='([^']*)'/g)].map(([, key, value]) => [key, value]),
    ),
  };
}

/** All rows, with the line of names in front, as Athena has it. */
function answerTo(sql: string, records: readonly Input[]): readonly (readonly (string | undefined)[])[] {
  const [, list = "", where = ""] = /^SELECT\s+([\s\S]*?)\nFROM [^\n]+\nWHERE ([\s\S]*)$/.exec(sql) ?? [];
  const items = list.split(/,\n\s*/).map((item) => item.split(/ AS (?=c\d+$)/));
  const [, from = "", to = ""] = /eventtime >= '([^']+)' AND eventtime < '([^']+)'/.exec(where) ?? [];
  const role = /:assumed-role\/([^/']+)\//.exec(where)?.[1]?.replaceAll(/!(.)/g, "$1");
  const found = records
    .filter((record) => {
      const time = optional(record, "eventTime") ?? "";
      return time >= from && time < to && (role === undefined || isAbout(record, role));
    })
    .sort((a, b) => ((optional(a, "eventTime") ?? "") < (optional(b, "eventTime") ?? "") ? -1 : 1));
  return [
    items.map(([, name]) => name),
    ...found.map((record) => items.map(([item = ""]) => athenaCell(record, item))),
  ];
}

function isAbout(record: Input, role: string): boolean {
  const identity = (record["userIdentity"] ?? {}) as Input;
  const asked = (record["requestParameters"] ?? {}) as Input;
  const isKeyOnly = identity["accessKeyId"] !== undefined && identity["arn"] === undefined;
  return isKeyOnly || JSON.stringify([identity, asked["roleArn"]]).toLowerCase().includes(`/${role}`);
}

/**
 * What a column of Picket's query holds for a record: texts as they are, objects as JSON, members found whatever their
 * case, as the table's columns are declared.
 * @param item one of the list after SELECT
 */
export function athenaCell(record: object, item: string): string | undefined {
  if (item.startsWith("json_format")) return resourcesOf(record);
  let value: unknown = record;
  for (const step of item.split(".")) {
    const members = Object.entries((value ?? {}) as Input);
    value = members.find(([name]) => name.toLowerCase() === step)?.[1];
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function resourcesOf(record: object): string | undefined {
  const { resources } = record as { resources?: unknown };
  if (!Array.isArray(resources)) return undefined;
  const text = (name: string, item: object): string | null => athenaCell(item, name) ?? null;
  return JSON.stringify(
    (resources as object[]).map((item) => ({
      ARN: text("arn", item),
      accountId: text("accountid", item),
      type: text("type", item),
    })),
  );
}

function pageOf(rows: readonly (readonly (string | undefined)[])[], input: Input): object {
  const most = typeof input["MaxResults"] === "number" ? input["MaxResults"] : 1000;
  if (most > 1000)
    throw new AwsFault("InvalidRequestException", "MaxResults is more than maximum allowed length 1000.");
  const start = Number(optional(input, "NextToken") ?? "0");
  const end = start + most;
  return {
    ResultSet: {
      Rows: rows.slice(start, end).map((row) => ({
        Data: row.map((cell) => (cell === undefined ? {} : { VarCharValue: cell })),
      })),
      ResultSetMetadata: { ColumnInfo: (rows[0] ?? []).map((Name) => ({ Name, Type: "varchar" })) },
    },
    UpdateCount: 0,
    ...(end < rows.length && { NextToken: String(end) }),
  };
}
