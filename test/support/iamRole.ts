import assert from "node:assert/strict";
import { judge } from "../../src/core/iam/engine.ts";
import { nothingRead, type LocatedPrincipal, type PolicyType } from "../../src/core/iam/model/located.ts";
import type { Policy } from "../../src/core/iam/model/policy.ts";
import { readJsonTree } from "../../src/core/iam/readers/jsonTree.ts";
import type { Finding } from "../../src/core/model/finding.ts";
import { iamParts } from "./iam.ts";

export type Json = Readonly<Record<string, unknown>>;

/** A policy of a role. */
export interface RolePolicy {
  readonly statements: readonly Json[];
  readonly type?: PolicyType;
}

/** What was found for a role, and the text that the spans are of. */
export interface RoleResult {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly policies: readonly Policy[];
}

/** Judges policy documents as those of one role, in one text. */
export function judgeRole(
  documents: readonly { readonly policy: unknown; readonly type?: PolicyType }[],
  more: Partial<LocatedPrincipal> = {},
): RoleResult {
  const text = JSON.stringify(
    documents.map(({ policy }) => policy),
    undefined,
    1,
  );
  const { root } = readJsonTree(text);
  assert.ok(root?.kind === "list");
  const policies = root.items.map((item, index) => ({
    root: item,
    syntax: "json" as const,
    place: { type: documents[index]?.type ?? ("identity" as const), principals: ["Deployer"] },
    problems: [],
  }));
  const principal: LocatedPrincipal = {
    id: "Deployer",
    kind: "role",
    span: { start: 0, end: 0 },
    managedPolicies: [],
    complete: true,
    ...more,
  };
  const read = { ...nothingRead, policies, principals: [principal] };
  return { text, ...judge(text, read, { path: "role.json", ...iamParts }) };
}

/** Judges statements as those of one role's policies. */
export function judgeStatements(
  policies: readonly RolePolicy[],
  more: Partial<LocatedPrincipal> = {},
): RoleResult {
  return judgeRole(
    policies.map(({ statements, type }) => ({
      policy: { Version: "2012-10-17", Statement: statements },
      ...(type && { type }),
    })),
    more,
  );
}

/** `warning iam-put-user-policy` for each way to more permissions that the statements give. */
export function methodsOf(...statements: readonly Json[]): string[] {
  return escalationsOf(judgeStatements([{ statements }])).map(
    ({ severity, data }) => `${severity} ${String(data["method"])}`,
  );
}

/** The findings of privilege escalation. */
export function escalationsOf({ findings }: RoleResult): readonly Finding[] {
  return findings.filter(({ ruleId }) => ruleId === "iam/privilege-escalation");
}

export function allow(action: unknown, resource: unknown = "*", condition?: Json): Json {
  return { Effect: "Allow", Action: action, Resource: resource, ...(condition && { Condition: condition }) };
}

export function deny(action: unknown, resource: unknown = "*", condition?: Json): Json {
  return { ...allow(action, resource, condition), Effect: "Deny" };
}
