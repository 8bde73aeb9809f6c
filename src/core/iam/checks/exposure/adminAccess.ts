import type { Evaluator } from "../../evaluate/allows.ts";
import { hasUnseenBoundary } from "../../evaluate/unitEvaluator.ts";
import type { Policy, Statement } from "../../model/policy.ts";
import { unknownText, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PrincipalUnit } from "../check.ts";

export const adminAccess: IamRule = {
  id: "iam/admin-access",
  title: "Administrator access",
  severity: "warning",
};

/** Actions from corners of AWS that have little to do with each other: who may do nearly all of them may do nearly all. */
const probes: readonly string[] = [
  "cloudtrail:StopLogging",
  "dynamodb:DeleteTable",
  "ec2:TerminateInstances",
  "kms:ScheduleKeyDeletion",
  "lambda:UpdateFunctionCode",
  "rds:DeleteDBInstance",
  "s3:DeleteBucket",
  "secretsmanager:GetSecretValue",
];
const enoughProbes = 6;

/** Actions of IAM that together are as good as all of it. */
const identityProbes: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateUser",
  "iam:PassRole",
  "iam:PutUserPolicy",
];

const managed = /(?:^|[:/])(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

/** What a principal has of administrator access, and the statements that give it. */
interface Administration {
  readonly issues: readonly Issue[];
  readonly statements: ReadonlySet<Statement>;
}

/** Administrator access in any disguise: `*`, an exception of a few, all of IAM, or a managed policy. */
export function findAdministration(unit: PrincipalUnit, evaluator: Evaluator): Administration {
  const statements = new Set<Statement>();
  const issues = [...managedIssues(unit)];
  const everything = grantedBy(evaluator, probes);
  const identity = grantedBy(evaluator, identityProbes);
  if (everything.found >= enoughProbes) {
    const whole = identity.found === identityProbes.length;
    for (const [statement, token] of everything.statements) {
      const wide = widthOf(statement, whole);
      if (!wide) continue;
      statements.add(statement);
      issues.push(issueOf(unit, statement, token, wide, everything.limited));
    }
  }
  if (statements.size === 0 && identity.found === identityProbes.length && identity.statements.size === 1) {
    for (const [statement, token] of identity.statements) {
      if (!/^iam:\*+$/i.test(token.value)) continue;
      statements.add(statement);
      const wide = "Allows every action of IAM, and whoever has that can give itself all the rest";
      issues.push(issueOf(unit, statement, token, wide, identity.limited));
    }
  }
  return { issues, statements };
}

function grantedBy(evaluator: Evaluator, actions: readonly string[]) {
  const statements = new Map<Statement, StringNode>();
  let found = 0;
  let limited = false;
  for (const action of actions) {
    const granted = evaluator.allows({ action });
    if (granted?.breadth !== "any") continue;
    if (granted.effect !== "always" && granted.effect !== "circumstance") continue;
    found++;
    limited ||= granted.effect === "circumstance";
    if (!statements.has(granted.statement)) statements.set(granted.statement, granted.token);
  }
  return { found, limited, statements };
}

/** What a statement allows, in words; undefined when it is no more than some services. */
function widthOf({ actions, resources }: Statement, withIdentity: boolean): string | undefined {
  if (!actions) return undefined;
  const but = resources?.negated ? "every resource but a few" : "every resource";
  if (actions.negated) {
    return withIdentity
      ? `Allows every action but ${actions.values.length}, IAM's among them, on ${but}: administrator access in disguise`
      : `Allows every action but those of NotAction on ${but}`;
  }
  if (actions.values.some(({ value }) => /^\*+(?::\*+)?$/.test(value))) {
    return withIdentity
      ? `Allows every action on ${but}`
      : `Allows every action on ${but} but for what is denied`;
  }
  const services = new Set(
    actions.values.flatMap(({ value }) => /^([a-z0-9-]+):\*$/i.exec(value)?.[1] ?? []),
  );
  return services.size >= probes.length
    ? `Allows all actions of ${services.size} services on ${but}: administrator access in disguise`
    : undefined;
}

function issueOf(
  unit: PrincipalUnit,
  { resources, actions }: Statement,
  token: StringNode,
  wide: string,
  limited: boolean,
): Issue {
  const star = resources?.negated ? resources.member.key : resources?.values[0];
  const informs = limited || hasUnseenBoundary(unit);
  const hint = limited ? " It holds only under the conditions of the statement." : "";
  return {
    rule: adminAccess,
    span: token.content,
    message: `${wide}.${hint} Name the actions and resources that are needed.`,
    related: star ? [{ span: star.content, message: "on these resources" }] : [],
    data: {
      actions: (actions?.values ?? [])
        .slice(0, 20)
        .map(({ value }) => value.slice(0, 80).replaceAll(unknownText, "…")),
    },
    ...(informs && { severity: "info" as const }),
  };
}

function* managedIssues(unit: PrincipalUnit): Generator<Issue> {
  const { principal, policies, boundaries } = unit;
  if (!principal || policies.some(deniesEverything)) return;
  const bounded = boundaries.length > 0 || hasUnseenBoundary(unit);
  for (const node of principal.managedPolicies) {
    const name = managed.exec(node.value)?.[1];
    if (name === undefined) continue;
    yield {
      rule: adminAccess,
      span: node.content,
      message: `This attaches AWS's policy ${name} to ${principal.id.slice(0, 60).replaceAll(unknownText, "…")}. Attach a policy with only the actions and resources that are needed.`,
      data: { policy: name },
      ...(bounded && { severity: "info" as const }),
    };
  }
}

function deniesEverything({ statements }: Policy): boolean {
  return statements.some(
    ({ effect, actions, resources, conditions, conditionMember }) =>
      effect === "Deny" &&
      conditions.length === 0 &&
      conditionMember === undefined &&
      actions?.negated === false &&
      actions.values.some(({ value }) => value === "*") &&
      resources?.negated === false &&
      resources.values.some(({ value }) => value === "*"),
  );
}
