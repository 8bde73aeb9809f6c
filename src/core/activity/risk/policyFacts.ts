import { isPinned } from "../../iam/checks/own/callers.ts";
import { buildPolicy } from "../../iam/model/buildPolicy.ts";
import type { Statement } from "../../iam/model/policy.ts";
import { readJsonTree } from "../../iam/readers/jsonTree.ts";
import { isObject, type EventData } from "../eventData.ts";
import { foreignAccount } from "./requestFacts.ts";

/** What the policies of a request let in. */
export interface PolicyFacts {
  /** Everyone, with no condition that says who. */
  readonly isPublic: boolean;
  /** Accounts beside one's own. */
  readonly foreign: readonly string[];
  /** Every action on everything, to whoever holds the policy. */
  readonly isAdmin: boolean;
}

const maxPolicies = 64;
/** Characters read in all. No service takes a policy above 32 KB; a request beyond holds something else, or was refused. */
const maxText = 65_536;

/** Reads every policy document below a request, as text or as an object, with the readers of the IAM checks. */
export function policyFacts(request: EventData, own: string | undefined): PolicyFacts {
  const foreign = new Set<string>();
  let isPublic = false;
  let isAdmin = false;
  let seen = 0;
  let length = 0;
  for (const text of policyTexts(request, 0)) {
    length += text.length;
    if (++seen > maxPolicies || length > maxText) break;
    for (const statement of statementsOf(text)) {
      if (statement.effect !== "Allow") continue;
      isPublic ||= letsEveryoneIn(statement);
      isAdmin ||= grantsEverything(statement);
      for (const id of accountsOf(statement, own)) foreign.add(id);
    }
  }
  return { isPublic, isAdmin, foreign: [...foreign].sort() };
}

function* policyTexts(data: EventData, depth: number): Generator<string> {
  if (depth > 6) return;
  if (typeof data === "string") {
    const text = /^\s*%7B/i.test(data) ? decoded(data) : data;
    if (text.includes('"Statement"') && /"Allow"/i.test(text) && /^\s*\{/.test(text)) yield text;
  } else if (Array.isArray(data)) for (const item of data) yield* policyTexts(item, depth + 1);
  else if (isObject(data)) {
    if (Object.hasOwn(data, "Statement")) yield JSON.stringify(data);
    else for (const item of Object.values(data)) yield* policyTexts(item, depth + 1);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function statementsOf(text: string): readonly Statement[] {
  const { root, problems } = readJsonTree(text);
  if (!root) return [];
  return buildPolicy({ root, syntax: "json", place: { type: "resource" }, problems }).statements;
}

function letsEveryoneIn(statement: Statement): boolean {
  const { principals } = statement;
  if (!principals || isPinned(statement)) return false;
  if (principals.negated) return true;
  return (
    principals.star !== undefined ||
    principals.entries.some(({ type, value }) => type.value === "AWS" && value.value === "*")
  );
}

function grantsEverything({ actions, resources, principals, conditions }: Statement): boolean {
  if (principals || conditions.length > 0 || !actions || !resources) return false;
  const every = actions.negated || actions.values.some(({ value }) => /^\*(?::\*)?$|^iam:\*$/i.test(value));
  return every && !resources.negated && resources.values.some(({ value }) => value === "*");
}

function accountsOf({ principals }: Statement, own: string | undefined): string[] {
  if (!principals || principals.negated) return [];
  return principals.entries.flatMap(({ type, value }) => {
    const id = type.value === "AWS" ? foreignAccount(value.value, own) : undefined;
    return id === undefined ? [] : [id];
  });
}
