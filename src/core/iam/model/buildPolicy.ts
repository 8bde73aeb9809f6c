import type { LocatedPolicy, PolicyType } from "./located.ts";
import type {
  Condition,
  ConditionOperator,
  ConditionValue,
  Element,
  Policy,
  Principals,
  Statement,
} from "./policy.ts";
import { typeOf } from "./policyType.ts";
import {
  isComplete,
  itemsOf,
  memberOf,
  stringsOf,
  type Member,
  type ObjectNode,
  type ValueNode,
} from "./valueNode.ts";

/**
 * Finds the elements of a located policy.
 * @param given the type that a setting or comment asks for, where the policy's place does not say
 */
export function buildPolicy(located: LocatedPolicy, given?: PolicyType): Policy {
  const root = located.root.kind === "object" ? located.root : undefined;
  const statementNode = memberOf(root, "Statement")?.value;
  const statements = itemsOf(statementNode).flatMap((node, index) =>
    node.kind === "object" ? [buildStatement(node, index)] : [],
  );
  const type = located.place.type ?? given;
  return {
    located,
    type: type ?? typeOf(statements),
    typeIsGiven: type !== undefined,
    resourceType: located.place.resourceType,
    root,
    version: memberOf(root, "Version")?.value,
    statements,
    complete: isComplete(root) && isComplete(statementNode),
  };
}

function buildStatement(node: ObjectNode, index: number): Statement {
  const effectMember = memberOf(node, "Effect");
  const effect = effectMember?.value.kind === "string" ? effectMember.value.value : undefined;
  const conditionMember = memberOf(node, "Condition");
  return {
    index,
    node,
    sid: memberOf(node, "Sid"),
    effect: effect === "Allow" || effect === "Deny" ? effect : undefined,
    effectMember,
    actions: elementOf(node, "Action", "NotAction"),
    resources: elementOf(node, "Resource", "NotResource"),
    principals: principalsOf(node),
    conditions: conditionsOf(conditionMember),
    conditionMember,
    complete: !node.partial && isComplete(conditionMember?.value),
  };
}

function elementOf(node: ObjectNode, name: string, negatedName: string): Element | undefined {
  const positive = memberOf(node, name);
  const member = positive ?? memberOf(node, negatedName);
  if (!member) return undefined;
  const { value } = member;
  return { member, negated: !positive, values: stringsOf(value), complete: isComplete(value) };
}

function principalsOf(node: ObjectNode): Principals | undefined {
  const positive = memberOf(node, "Principal");
  const member = positive ?? memberOf(node, "NotPrincipal");
  if (!member) return undefined;
  const { value } = member;
  const entries =
    value.kind === "object"
      ? value.members.flatMap(({ key, value: of }) => stringsOf(of).map((one) => ({ type: key, value: one })))
      : [];
  return {
    member,
    negated: !positive,
    star: value.kind === "string" && value.value === "*" ? value : undefined,
    entries,
    complete:
      isComplete(value) && (value.kind !== "object" || value.members.every((one) => isComplete(one.value))),
  };
}

function conditionsOf(member: Member | undefined): Condition[] {
  if (member?.value.kind !== "object") return [];
  return member.value.members.flatMap(({ key: operator, value: block }) =>
    block.kind === "object"
      ? block.members.map(({ key, value }) => ({
          operator,
          parsed: parseOperator(operator.value),
          key,
          valueNode: value,
          values: valuesOf(value),
          complete: isComplete(value),
        }))
      : [],
  );
}

function valuesOf(value: ValueNode): ConditionValue[] {
  return itemsOf(value).flatMap((node) =>
    node.kind === "string" || node.kind === "number" || node.kind === "boolean"
      ? [{ text: String(node.value), node }]
      : [],
  );
}

/** Takes a condition operator apart, with no regard to whether IAM knows it. */
export function parseOperator(text: string): ConditionOperator {
  const colon = text.indexOf(":");
  const qualifier = colon < 0 ? undefined : text.slice(0, colon);
  const rest = text.slice(colon + 1);
  const ifExists = /ifexists$/i.test(rest);
  return { qualifier, base: ifExists ? rest.slice(0, -"IfExists".length) : rest, ifExists };
}
