import { randomUUID } from "node:crypto";
import {
  AwsFault,
  type Caller,
  requireSigned,
  type StubReply,
  type StubRequest,
  type StubService,
} from "./service.ts";

/** A JSON object as the SDK sent it. */
export type Input = Readonly<Record<string, unknown>>;

/** One operation: plain data in, plain data out; throws `AwsFault`. Times are seconds since epoch, as on the wire. */
export type Operation = (input: Input, caller: Caller) => object;

/**
 * A service that speaks AWS JSON 1.1, the protocol that the SDK's clients of Secrets Manager and SSM use.
 * @param target prefix of the header `X-Amz-Target`, such as `secretsmanager`
 */
export function jsonService(
  name: string,
  target: string,
  operations: Readonly<Record<string, Operation>>,
  reset: () => void,
): StubService {
  return {
    name,
    operationOf({ headers }) {
      const [prefix, operation] = (headers["x-amz-target"] ?? "").split(".");
      return prefix === target ? operation : undefined;
    },
    async handle(operation, request) {
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      requireSigned(request);
      if (!run) throw new AwsFault("UnknownOperationException", `The stub has no ${name} ${operation}.`);
      return jsonReply(200, run(parse(request), request.caller));
    },
    refuse: ({ code, message, status }) => jsonReply(status, { __type: code, message }),
    reset,
  };
}

function jsonReply(status: number, body: object): StubReply {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() };
  return { status, headers, body: JSON.stringify(body) };
}

function parse({ body }: StubRequest): Input {
  try {
    const input: unknown = JSON.parse(body || "{}");
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input as Input;
  } catch {
    // Said below, without quoting the body.
  }
  throw new AwsFault("SerializationException", "The body is not a JSON object.");
}

/** A text that must be there. */
export function required(input: Input, key: string): string {
  const value = input[key];
  if (typeof value === "string" && value !== "") return value;
  throw new AwsFault("ValidationException", `1 validation error detected: ${key} must not be null or empty.`);
}

/** A text that may be absent. */
export function optional(input: Input, key: string): string | undefined {
  const value = input[key];
  return typeof value === "string" ? value : undefined;
}

/** A list of objects that may be absent. */
export function objects(input: Input, key: string): readonly Input[] {
  const value = input[key];
  return Array.isArray(value) ? (value as Input[]) : [];
}

/** A list of texts that may be absent. */
export function texts(input: Input, key: string): readonly string[] {
  const value = input[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** `Tags` as a map. */
export function tagsOf(input: Input): Map<string, string> {
  return new Map(objects(input, "Tags").map((tag) => [required(tag, "Key"), optional(tag, "Value") ?? ""]));
}

/** A map as `Tags`. */
export function tagList(tags: ReadonlyMap<string, string>): readonly { Key: string; Value: string }[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** One page of a list. The token is the position after the page. */
export function page<T>(
  input: Input,
  items: readonly T[],
  most: number,
): { items: readonly T[]; NextToken?: string } {
  const size = typeof input["MaxResults"] === "number" ? input["MaxResults"] : most;
  if (size < 1 || size > most) throw new AwsFault("ValidationException", `MaxResults must be 1 to ${most}.`);
  const start = Number(optional(input, "NextToken") ?? "0");
  if (!Number.isInteger(start) || start < 0)
    throw new AwsFault("InvalidNextTokenException", "The token is not valid.");
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { NextToken: String(end) } : {}) };
}

/** Now, as AWS JSON writes times. */
export function now(): number {
  return Date.now() / 1000;
}
