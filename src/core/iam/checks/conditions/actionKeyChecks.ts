import type { ActionRecord, Catalogue, Service } from "../../catalogue/catalogue.ts";
import { findServiceKey } from "../../catalogue/conditionKeys.ts";
import type { Policy } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, factsOf, shown, type ConditionFacts } from "./facts.ts";
import { actionPatterns, mayAllow } from "./keyUseChecks.ts";
import { analyzerRule } from "../analyzerRule.ts";

const missingActionForConditionKey = analyzerRule(
  "MISSING_ACTION_FOR_CONDITION_KEY",
  "error",
  "Condition on what no action of the policy may set",
);
const unsupportedActionForConditionKey = analyzerRule(
  "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
  "error",
  "Action that never has the condition's key",
);

/** Keys against the actions of their statement. */
export const actionKeyChecks: readonly PolicyCheck[] = [
  {
    rules: [missingActionForConditionKey],
    *check(policy, context) {
      if (policy.type !== "trust") return;
      for (const facts of factsOf(policy, context)) yield* checkMissing(facts, policy);
    },
  },
  conditionCheck([unsupportedActionForConditionKey], (facts, { catalogue }) =>
    checkUnsupported(facts, catalogue),
  ),
];

/** Which action lets a caller set what a key holds. */
const setBy: readonly (readonly [RegExp, string])[] = [
  [/^sts:sourceidentity$/, "sts:SetSourceIdentity"],
  [/^(?:sts:transitivetagkeys|aws:tagkeys|aws:requesttag\/.+)$/, "sts:TagSession"],
];

function* checkMissing(facts: ConditionFacts, policy: Policy): Iterable<Issue> {
  const { condition, keyName, statement } = facts;
  const action = setBy.find(([pattern]) => pattern.test(keyName))?.[1];
  if (!action || !needsKey(facts) || statement.effect !== "Allow") return;
  if (!statement.complete || !policy.complete) return;
  const lower = action.toLowerCase();
  if (policy.statements.some((one) => one.effect !== "Deny" && mayAllow(one, lower))) return;
  const message = `A caller may set ${shown(condition.key.value)} only where ${action} is allowed, so that this statement never applies. Add ${action} to Action.`;
  const related = statement.actions
    ? [{ span: statement.actions.member.key.content, message: `${action} is missing` }]
    : [];
  const data = { action };
  yield { rule: missingActionForConditionKey, span: condition.key.content, message, related, data };
}

/** Whether the condition does not hold for a request without the key. */
function needsKey({ condition, operator, qualifier }: ConditionFacts): boolean {
  return (
    operator !== undefined &&
    operator.family !== "Null" &&
    (!operator.negated || qualifier === "ForAnyValue") &&
    qualifier !== "ForAllValues" &&
    !condition.parsed.ifExists
  );
}

/**
 * Services whose lists of keys are complete: over a thousand policies of AWS's own, none uses a key with an action that
 * it is not listed for. Of the others the lists are no proof.
 */
const listedInFull = new Set(["kms", "iam", "s3", "secretsmanager", "events", "organizations"]);

/** Those of which it is known that AWS reports an error. */
const reportedAsError = new Set(["kms", "sts"]);

function* checkUnsupported(facts: ConditionFacts, catalogue: Catalogue): Iterable<Issue> {
  const { condition, operator, key } = facts;
  if (!key || key.scope === "global" || !operator || operator.family === "Null") return;
  if (condition.parsed.ifExists || hasUnknown(condition.key.value)) return;
  const prefix = key.scope === "federation" ? "sts" : facts.keyName.slice(0, facts.keyName.indexOf(":"));
  const service = prefix === "sts" || listedInFull.has(prefix) ? catalogue.service(prefix) : undefined;
  const template = service && findServiceKey(condition.key.value, service)?.record.key.toLowerCase();
  if (!service || !template || isWide(template, service)) return;
  const without = actionPatterns(facts.statement).filter(({ value }) => {
    const [actionPrefix, name] = value.toLowerCase().split(":");
    if (actionPrefix !== prefix || name === undefined || (prefix === "sts" && !assuming.test(name)))
      return false;
    const record = service.actions.get(name);
    return record !== undefined && !keysOf(record, service).has(template);
  });
  const [first] = without;
  if (!first) return;
  const outcome = needsKey(facts) ? "never holds" : "always holds";
  const message = `Requests for ${shown(first.value)} do not have ${shown(condition.key.value)}, so that the condition ${outcome} for it. Give it a statement of its own, without this key.`;
  const related = without
    .slice(0, 20)
    .map((node) => ({ span: node.content, message: `${node.value} does not have the key` }));
  const issue = { rule: unsupportedActionForConditionKey, span: condition.key.content, message, related };
  yield reportedAsError.has(prefix) ? issue : { ...issue, severity: "warning" };
}

/** The actions of `sts` for which it is certain which keys they have. */
const assuming = /^assumerole(?:withsaml|withwebidentity)?$/;

/** Keys of an action and of the resources that it takes, in lower case. */
function keysOf(record: ActionRecord, service: Service): ReadonlySet<string> {
  const keys = new Set(record.conditionKeys.map((key) => key.toLowerCase()));
  for (const { name, conditionKeys } of record.resources) {
    for (const key of conditionKeys) keys.add(key.toLowerCase());
    for (const key of service.resources.get(name.toLowerCase())?.conditionKeys ?? [])
      keys.add(key.toLowerCase());
  }
  return keys;
}

const usesOfServices = new WeakMap<Service, ReadonlyMap<string, number>>();

/** Whether most actions have a key: then it is one of every request, and missing from a list by mistake. */
function isWide(template: string, service: Service): boolean {
  let uses = usesOfServices.get(service);
  if (!uses) {
    const counted = new Map<string, number>();
    for (const record of service.actions.values()) {
      for (const key of keysOf(record, service)) counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    usesOfServices.set(service, counted);
    uses = counted;
  }
  const count = uses.get(template) ?? 0;
  // A key that no action has is listed without its actions.
  return count === 0 || count * 2 > service.actions.size;
}
