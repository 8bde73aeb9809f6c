import type { Policy, Statement } from "../../model/policy.ts";
import { memberOf, type StringNode, unknownText } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { anchorOf } from "./wording.ts";

const missingStatement = analyzerRule("MISSING_STATEMENT", "error", "Policy without a statement");
const missingVersion = analyzerRule("MISSING_VERSION", "warning", "Policy without a version");
const missingEffect = analyzerRule("MISSING_EFFECT", "error", "Statement without an effect");
const missingAction = analyzerRule("MISSING_ACTION", "error", "Statement without an action");
const missingResource = analyzerRule("MISSING_RESOURCE", "error", "Statement without a resource");
const missingPrincipal = analyzerRule("MISSING_PRINCIPAL", "error", "Statement without a principal");

/**
 * Elements that a policy or a statement must have. Silent where something is hidden that may hold them, and in a text
 * that does not parse, as it is while someone types.
 */
export const missingElementCheck: PolicyCheck = {
  rules: [missingStatement, missingVersion, missingEffect, missingAction, missingResource, missingPrincipal],
  *check(policy) {
    if (policy.located.problems.length > 0) return;
    yield* missingInPolicy(policy);
    for (const statement of policy.statements) {
      if (!statement.node.partial) yield* missingIn(statement, policy);
    }
  },
};

function* missingInPolicy({ root, version }: Policy): Generator<Issue> {
  if (!root) return;
  const statement = memberOf(root, "Statement");
  if (!statement && !root.partial) {
    yield {
      rule: missingStatement,
      span: anchorOf(root),
      message: 'The policy has no "Statement" and allows or denies nothing. Add one.',
    };
  } else if (
    statement?.value.kind === "list" &&
    statement.value.items.length === 0 &&
    !statement.value.partial
  ) {
    yield {
      rule: missingStatement,
      span: statement.key.content,
      message: "The list of statements is empty: the policy allows or denies nothing. Add a statement.",
    };
  }
  if (!version && !root.partial) {
    yield {
      rule: missingVersion,
      span: anchorOf(root),
      message:
        'The policy has no "Version", so the language of 2008 counts, without policy variables. Add "Version": "2012-10-17".',
    };
  }
}

function* missingIn(statement: Statement, policy: Policy): Generator<Issue> {
  const { node, effectMember, actions, resources, principals } = statement;
  const add = (rule: IamRule, message: string): Issue => ({ rule, span: anchorOf(node), message });
  if (!effectMember) yield add(missingEffect, 'The statement has no "Effect". Say "Allow" or "Deny".');
  if (!actions) yield add(missingAction, 'The statement has no "Action" or "NotAction". Add one.');
  if (!resources && needsResource(statement, policy))
    yield add(missingResource, 'The statement has no "Resource" or "NotResource". Add one.');
  if (!principals && needsPrincipal(policy))
    yield add(
      missingPrincipal,
      `A statement of a ${names[policy.type]} says who it is for: add a "Principal".`,
    );
}

const names: Record<Policy["type"], string> = {
  identity: "policy",
  boundary: "permissions boundary",
  trust: "role's trust policy",
  resource: "resource policy",
  scp: "service control policy",
  rcp: "resource control policy",
  "vpc-endpoint": "VPC endpoint policy",
};

/**
 * Every policy but a role's trust policy, the policies of ECR repositories, which have no resources, and those of EFS
 * file systems, which the console writes without.
 */
function needsResource({ actions }: Statement, { type, resourceType, statements }: Policy): boolean {
  if (type === "trust") return false;
  if (type !== "resource") return true;
  if (resourceType !== undefined)
    return !/^AWS::(?:ECR::(?:Public)?Repository|EFS::FileSystem)$/.test(resourceType);
  if (!actions?.complete) return false;
  // A Deny of everything beside them stands in the same policy.
  const isOfFiles = ({ value }: StringNode): boolean => /^elasticfilesystem:/i.test(value);
  if (statements.some((one) => one.actions?.values.some(isOfFiles))) return false;
  return !actions.values.every(
    ({ value }) => /^ecr(?:-public)?:/i.test(value) || value.startsWith(unknownText),
  );
}

/** A type that was concluded has a principal in another statement, so that this one lacks it either way. */
function needsPrincipal({ type }: Policy): boolean {
  return type === "trust" || type === "resource" || type === "rcp" || type === "vpc-endpoint";
}
