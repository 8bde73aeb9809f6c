import type { Granted } from "../../evaluate/allows.ts";
import { evaluatorOf, hasUnseenBoundary } from "../../evaluate/unitEvaluator.ts";
import { unknownText } from "../../model/valueNode.ts";
import type { IamRule, Issue, PrincipalUnit, UnitCheck } from "../check.ts";
import { findMethods } from "./findMethods.ts";
import { groupMethods, type MethodGroup } from "./groupMethods.ts";
import type { EscalationKind } from "./method.ts";

const privilegeEscalation: IamRule = {
  id: "iam/privilege-escalation",
  title: "The permissions can be used to gain more",
  severity: "warning",
};

/** Privilege escalation over all policies of a principal. */
export const escalationChecks: readonly UnitCheck[] = [
  {
    rules: [privilegeEscalation],
    *check(unit, { catalogue }) {
      const found = findMethods(evaluatorOf(unit, catalogue), unit.principal);
      for (const group of groupMethods(found)) yield toIssue(group, unit);
    },
  },
];

function toIssue(group: MethodGroup, unit: PrincipalUnit): Issue {
  const { main, methods } = group;
  const { method, grants } = main;
  const primary = (method.kind === "pass" ? grants.at(-1) : undefined) ?? grants[0];
  // Every method needs an action, and each action found has its grant.
  if (!primary) throw new Error("a method without actions");
  const depends = dependsOn(group, unit);
  return {
    rule: privilegeEscalation,
    span: primary.token.content,
    message: messageOf(group, unit, depends),
    related: relatedOf(group, primary, unit),
    data: {
      method: method.id,
      methods: methods.map((one) => one.method.id),
      ids: [...new Set(methods.flatMap((one) => one.method.ids))],
      actions: method.actions,
    },
    ...(depends !== undefined && { severity: "info" as const }),
  };
}

function messageOf({ main, methods }: MethodGroup, unit: PrincipalUnit, depends: string | undefined): string {
  const { method, grants } = main;
  const more = methods.length - 1;
  const name = more > 0 ? `${method.id} and ${more} other ${more === 1 ? "way" : "ways"}` : method.id;
  const inOrder = [...grants].sort((a, b) => a.statement.index - b.statement.index);
  const where = [...new Set(inOrder.map((grant) => statementName(grant, unit)))].join(" and ");
  if (depends !== undefined) {
    return `Possible privilege escalation (${name}): who has ${where} may ${method.how}. It depends on ${depends}.`;
  }
  return `Privilege escalation (${name}): who has ${where} can ${method.how}. ${advice[method.kind]}`;
}

const advice: Record<EscalationKind, string> = {
  permissions: "Name resources that the holder does not use, or leave it out.",
  identity: "Name the users or roles that are meant.",
  pass: "Name the roles, and the service in iam:PassedToService.",
  existing: "Name the resources that are meant.",
};

/** Why a method is not certain; undefined when it is. */
function dependsOn({ main }: MethodGroup, unit: PrincipalUnit): string | undefined {
  if (main.level === "possible") {
    if (main.grants.some(({ effect }) => effect !== "always")) return "whether the conditions hold";
    if (main.method.uncertain !== undefined) return main.method.uncertain;
    return main.method.kind === "pass"
      ? "what the roles it may pass can do"
      : "which resources the pattern names";
  }
  return hasUnseenBoundary(unit) ? "a permissions boundary that is not in this file" : undefined;
}

function relatedOf(
  { main, methods }: MethodGroup,
  primary: Granted,
  unit: PrincipalUnit,
): NonNullable<Issue["related"]> {
  const grants = [main, ...methods].flatMap((one) => one.grants);
  const seen = new Set([primary.token]);
  return grants.flatMap((grant) => {
    if (seen.has(grant.token)) return [];
    seen.add(grant.token);
    return [{ span: grant.token.content, message: `grants ${grant.action} (${statementName(grant, unit)})` }];
  });
}

/** A statement's id, or its number; with the policy's name where several count together. */
function statementName({ statement: { sid, index }, policy }: Granted, unit: PrincipalUnit): string {
  const text = sid?.value.kind === "string" ? sid.value.value.replaceAll(unknownText, "…") : "";
  const statement = text === "" ? `statement ${index + 1}` : `statement ${text.slice(0, 40)}`;
  const name = policy.located.place.name?.replaceAll(unknownText, "…");
  return unit.policies.length > 1 && name !== undefined ? `${statement} of ${name.slice(0, 40)}` : statement;
}
