import { nearest } from "../../catalogue/nearest.ts";
import { memberOf, type Member, type ObjectNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { shown } from "./wording.ts";

const invalidPolicyElement = analyzerRule("INVALID_POLICY_ELEMENT", "error", "Unknown policy element");
const unsupportedCombination = analyzerRule(
  "UNSUPPORTED_ELEMENT_COMBINATION",
  "error",
  "Elements that exclude each other",
);
const duplicateKeys = analyzerRule(
  "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
  "error",
  "Key that stands twice in one block",
);

const rootElements = ["Version", "Id", "Statement"];
const statementElements = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

const pairs = ["Action", "Resource", "Principal"] as const;

/** Names of elements: those that IAM does not have, those that exclude each other, and those that stand twice. */
export const elementNameCheck: PolicyCheck = {
  rules: [invalidPolicyElement, unsupportedCombination, duplicateKeys],
  *check({ root, statements }) {
    if (!root) return;
    yield* unknownElements(root, rootElements, statementElements, "of a statement");
    yield* repeatedKeys(root);
    for (const { node, conditionMember } of statements) {
      yield* unknownElements(node, statementElements, rootElements, "of the policy itself");
      yield* exclusiveElements(node);
      yield* repeatedKeys(node);
      for (const name of ["Principal", "NotPrincipal"]) {
        const value = memberOf(node, name)?.value;
        if (value?.kind === "object") yield* repeatedKeys(value);
      }
      if (conditionMember?.value.kind === "object") yield* repeatedConditionKeys(conditionMember.value);
    }
  },
};

function* unknownElements(
  node: ObjectNode,
  names: readonly string[],
  elsewhere: readonly string[],
  place: string,
): Generator<Issue> {
  for (const { key } of node.members) {
    const name = key.value;
    if (names.includes(name) || isOpen(name)) continue;
    const meant = elsewhere.includes(name) ? undefined : meantName(name, names);
    yield {
      rule: invalidPolicyElement,
      span: key.content,
      message: elsewhere.includes(name)
        ? `${shown(name)} is an element ${place}; it has no meaning here. Move it.`
        : `A policy has no element ${shown(name)}${meant ? `. Did you mean ${shown(meant)}?` : " here: remove it."}`,
      ...(meant && { data: { suggestion: meant } }),
    };
  }
}

/** The element that a name was meant to be: in another case, in the plural, or with a typing error. */
function meantName(name: string, names: readonly string[]): string | undefined {
  const lower = name.toLowerCase();
  const same = names.find((one) => lower === one.toLowerCase() || lower === `${one.toLowerCase()}s`);
  return same ?? nearest(name, names);
}

function* exclusiveElements(node: ObjectNode): Generator<Issue> {
  for (const name of pairs) {
    const positive = memberOf(node, name);
    const negated = memberOf(node, `Not${name}`);
    if (!positive || !negated) continue;
    yield {
      rule: unsupportedCombination,
      span: negated.key.content,
      message: `A statement has either "${name}" or "Not${name}", never both. Remove one, or split the statement.`,
      related: [{ span: positive.key.content, message: `"${name}" of the same statement` }],
    };
  }
}

/** Keys that stand twice: parsers keep the last one, so that the first has no effect. */
function* repeatedKeys({ members }: ObjectNode): Generator<Issue> {
  yield* repeated(members, (name) => name);
}

/** Operators that stand twice, and keys of one operator that are equal but for their case: IAM knows no case there. */
function* repeatedConditionKeys(condition: ObjectNode): Generator<Issue> {
  yield* repeatedKeys(condition);
  for (const { value } of condition.members) {
    if (value.kind === "object") yield* repeated(value.members, (name) => name.toLowerCase());
  }
}

function* repeated(members: readonly Member[], identity: (name: string) => string): Generator<Issue> {
  const seen = new Map<string, Member>();
  for (const member of members) {
    const { key } = member;
    if (isOpen(key.value)) continue;
    const name = identity(key.value);
    const first = seen.get(name);
    if (!first) {
      seen.set(name, member);
      continue;
    }
    const differs = first.key.value !== key.value;
    yield {
      rule: duplicateKeys,
      span: key.content,
      message: differs
        ? `${shown(key.value)} and ${shown(first.key.value)} are the same key: case does not count. Keep one, with all its values.`
        : `${shown(key.value)} stands here twice, and only the last one counts. Keep one, with all its values.`,
      related: [{ span: first.key.content, message: "The first one" }],
    };
  }
}
