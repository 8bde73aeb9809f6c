import * as v from "valibot";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import { allowlistSchema, type Allowlist } from "./allowlistSchema.ts";
import { shown } from "../identity/shown.ts";
import { given } from "./given.ts";
import {
  emptyRecord,
  pathText,
  readPolicyJson,
  spanAt,
  type DocumentError,
  type PolicyJson,
} from "./policyJson.ts";

/** A policy as read from a document. */
export interface ReadPolicy {
  readonly policy: McpPolicy;
  /** What the document says and Picket's policy cannot hold, one sentence each, for a person. */
  readonly notes: readonly string[];
}

/**
 * Reads Picket's allowlist, strictly: a member that is not known may be a constraint that is meant and misspelt.
 * The error names the member and what it must be, never a value.
 */
export function readAllowlist(text: string): ReadPolicy | DocumentError {
  const json = readPolicyJson(text);
  if ("error" in json) return json;
  // To valibot a list is an object too.
  const outcome = v.safeParse(allowlistSchema, Array.isArray(json.value) ? undefined : json.value, {
    abortEarly: true,
  });
  if (!outcome.success) return problemOf(outcome.issues[0], json);
  const again = repeatedId(outcome.output, json);
  return again ?? { policy: policyOf(outcome.output), notes: [] };
}

function problemOf(issue: v.BaseIssue<unknown>, json: PolicyJson): DocumentError {
  const path = (issue.path ?? []).flatMap(({ key }) =>
    typeof key === "string" || typeof key === "number" ? [key] : [],
  );
  const where = pathText(path);
  if (issue.type === "strict_object" && issue.expected === "never")
    return { error: `${where} is not a known member`, span: spanAt(json.root, path, true) };
  const span = spanAt(json.root, path);
  if (issue.type === "strict_object" && issue.received === "undefined" && path.length > 0)
    return { error: `${where} is missing`, span };
  return { error: `${where} must be ${expectation(issue)}`, span };
}

/** Checks carry their own words; of the others, valibot's `expected` names types and literals of the schema only. */
function expectation(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === "validation") return issue.message;
  return (issue.expected ?? "of another form")
    .replace(/^\((.*)\)$/, "$1")
    .replace("Array", "a list")
    .replace(/^Object$/, "an object")
    .replace(/^string$/, "a text")
    .replace(/^boolean$/, "true or false")
    .replace(/^number$/, "a number")
    .replaceAll(" | ", " or ");
}

/** Two entries of one id cannot be told apart in a report. */
function repeatedId({ servers, denied }: Allowlist, { root }: PolicyJson): DocumentError | undefined {
  for (const [list, entries] of [["servers", servers] as const, ["denied", denied] as const]) {
    const seen = new Set<string>();
    for (const [index, { id }] of entries.entries()) {
      const path = [list, index, "id"];
      if (seen.has(id))
        return { error: `${pathText(path)}: "${shown(id)}" stands twice`, span: spanAt(root, path) };
      seen.add(id);
    }
  }
  return undefined;
}

function policyOf(list: Allowlist): McpPolicy {
  const { issuer, serial, mode, options, denied } = list;
  const times = { issued: timeOf(list.issued), expires: timeOf(list.expires) };
  return {
    source: "picket",
    ...given({ issuer, serial, ...times }),
    mode,
    options,
    servers: list.servers.map(serverOf),
    denied,
  };
}

function serverOf(entry: Allowlist["servers"][number]): PolicyServer {
  const { reviewedAt: _, expires, env, headers, ...rest } = entry;
  return { ...rest, ...given({ expires: timeOf(expires), env: bare(env), headers: bare(headers) }) };
}

/** The record without prototype: a variable named like a method is not listed by being one. */
function bare<Value>(record: Readonly<Record<string, Value>> | undefined): Record<string, Value> | undefined {
  return record && Object.assign(emptyRecord<Value>(), record);
}

function timeOf(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Date.parse(date);
}
