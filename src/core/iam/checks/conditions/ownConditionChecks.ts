import { findServiceKey } from "../../catalogue/conditionKeys.ts";
import type { Policy } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { CheckContext, IamRule, Issue, PolicyCheck } from "../check.ts";
import { atOperator, conditionCheck, factsOf, isKnown, shown, spanOf, type ConditionFacts } from "./facts.ts";

const mfaConditionWithoutExists: IamRule = {
  id: "iam/mfa-condition-without-exists",
  title: "MFA condition that misses who has no MFA",
  severity: "warning",
};

const conditionNeverTrue: IamRule = {
  id: "iam/condition-never-true",
  title: "Conditions that exclude each other",
  severity: "warning",
};

const conditionKeyOfOtherService: IamRule = {
  id: "iam/condition-key-of-other-service",
  title: "Condition key that none of the statement's services has",
  severity: "warning",
};

/** Checks of conditions that Access Analyzer does not have. */
export const ownConditionChecks: readonly PolicyCheck[] = [
  { rules: [mfaConditionWithoutExists], check: checkMfa },
  { rules: [conditionNeverTrue], check: checkNeverTrue },
  conditionCheck([conditionKeyOfOtherService], checkService),
];

const mfaKey = "aws:multifactorauthpresent";

/** Requests signed with long-term keys do not have the key at all, so that `false` misses them. */
function* checkMfa(policy: Policy, context: CheckContext): Iterable<Issue> {
  const all = factsOf(policy, context).filter(({ keyName }) => keyName === mfaKey);
  const covered = all.some(
    ({ condition, operator }) => condition.parsed.ifExists || operator?.family === "Null",
  );
  for (const facts of all) {
    const { statement, condition, operator } = facts;
    if (operator?.family !== "Bool" || condition.parsed.ifExists) continue;
    const value = condition.values.find(({ text }) => /^false$/i.test(text));
    if (!value || condition.values.length !== 1) continue;
    const at = { rule: mfaConditionWithoutExists, span: spanOf(value.node), related: atOperator(facts) };
    if (statement.effect === "Allow") {
      const message =
        "This allows only sessions without MFA, and none that has long-term keys. Write true to ask for MFA.";
      yield { ...at, message };
    } else if (statement.effect === "Deny" && !covered && policy.complete) {
      const message =
        "Requests with long-term access keys do not have aws:MultiFactorAuthPresent, so that this does not deny them. Use BoolIfExists.";
      yield { ...at, message, data: { operator: "BoolIfExists" } };
    }
  }
}

/** Two conditions of one statement on the same key that cannot both hold. */
function* checkNeverTrue(policy: Policy, context: CheckContext): Iterable<Issue> {
  const groups = new Map<string, ConditionFacts[]>();
  for (const facts of factsOf(policy, context)) {
    const group = `${facts.statement.index} ${facts.keyName}`;
    const known = groups.get(group);
    if (known) known.push(facts);
    else groups.set(group, [facts]);
  }
  for (const same of groups.values()) if (same.length > 1) yield* checkKey(same);
}

function* checkKey(facts: readonly ConditionFacts[]): Iterable<Issue> {
  const wanted = facts.find(needsKey);
  if (!wanted) return;
  const name = shown(wanted.condition.key.value);
  const missing = facts.find(
    ({ operator, condition, qualifier }) =>
      operator?.family === "Null" &&
      qualifier === undefined &&
      condition.values.length === 1 &&
      /^true$/i.test(condition.values[0]?.text ?? ""),
  );
  const excluding = facts.find((one) => excludes(one, wanted));
  const other = missing ?? excluding;
  if (!other) return;
  const why = missing ? "is missing from the request" : "has none of these values";
  const message = `${wanted.condition.operator.value} wants a value of ${name}, and ${other.condition.operator.value} that it ${why}: they never hold together, so the statement never applies. Remove one.`;
  const related = [{ span: other.condition.key.content, message: "The condition that excludes it" }];
  yield { rule: conditionNeverTrue, span: wanted.condition.key.content, message, related };
}

/** Whether a condition is false for a request without the key. */
function needsKey({ operator, qualifier, condition }: ConditionFacts): boolean {
  return (
    operator !== undefined &&
    operator.family !== "Null" &&
    !operator.negated &&
    qualifier === undefined &&
    condition.parsed.qualifier === undefined &&
    !condition.parsed.ifExists &&
    condition.values.length > 0
  );
}

/** Whether `StringNotEquals` takes out every value that `StringEquals` lets in. */
function excludes(one: ConditionFacts, wanted: ConditionFacts): boolean {
  if (one.operator?.name !== "StringNotEquals" || wanted.operator?.name !== "StringEquals") return false;
  if (one.qualifier !== undefined || one.key?.multiValued || !isKnown(wanted) || !one.condition.complete)
    return false;
  const out = new Set(one.condition.values.map(({ text }) => text));
  return wanted.condition.values.every(({ text }) => out.has(text) && !text.includes("${"));
}

/** A service's own key is in requests to that service, and to the few others that list it. */
function* checkService(
  { statement, condition, key, operator }: ConditionFacts,
  { catalogue }: CheckContext,
): Iterable<Issue> {
  const { actions } = statement;
  if (key?.scope !== "service" || !operator || !actions || actions.negated || !actions.complete) return;
  const prefixes = new Set<string>();
  for (const { value } of actions.values) {
    const colon = value.indexOf(":");
    if (colon < 0 || hasUnknown(value)) return;
    prefixes.add(value.slice(0, colon).toLowerCase());
  }
  for (const prefix of prefixes) {
    const service = catalogue.service(prefix);
    // Of a service that is not in the catalogue nothing is known.
    if (!service || findServiceKey(condition.key.value, service)) return;
  }
  if (prefixes.size === 0) return;
  const message = `No service of this statement's actions has the key ${shown(condition.key.value)}: requests never hold it. Use a key of that service or a global one.`;
  const related = [
    { span: actions.member.key.content, message: `Actions of ${[...prefixes].slice(0, 5).join(", ")}` },
  ];
  yield { rule: conditionKeyOfOtherService, span: condition.key.content, message, related };
}
