import { findServiceKey } from "../../catalogue/conditionKeys.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { Policy } from "../../model/policy.ts";
import type { CheckContext, Issue, PolicyCheck } from "../check.ts";
import { factsOf, shown, type ConditionFacts } from "./facts.ts";
import { actionPatterns, mayAllow } from "./keyUseChecks.ts";
import { analyzerRule } from "./rule.ts";

export const missingActionForConditionKey = analyzerRule(
  "MISSING_ACTION_FOR_CONDITION_KEY",
  "error",
  "Condition on what no action of the policy may set",
);
export const unsupportedActionForConditionKey = analyzerRule(
  "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
  "error",
  "Action that never has the condition's key",
);

/**
 * Keys of `sts` in trust policies, where it is certain which action fills them in. In other policies the catalogue is
 * no proof: services understand more keys than they list.
 */
export const stsKeyChecks: readonly PolicyCheck[] = [
  {
    rules: [missingActionForConditionKey, unsupportedActionForConditionKey],
    *check(policy, context) {
      if (policy.type !== "trust") return;
      for (const facts of factsOf(policy, context)) {
        if (!needsKey(facts)) continue;
        yield* checkMissing(facts, policy);
        yield* checkUnsupported(facts, context);
      }
    },
  },
];

/** Whether the statement lets nothing through unless the key is there. */
function needsKey({ statement, condition, operator, qualifier, key }: ConditionFacts): boolean {
  return (
    statement.effect === "Allow" &&
    key !== undefined &&
    operator !== undefined &&
    operator.family !== "Null" &&
    (!operator.negated || qualifier === "ForAnyValue") &&
    qualifier !== "ForAllValues" &&
    !condition.parsed.ifExists
  );
}

/** Which action lets a caller set what a key holds. */
const setBy: readonly (readonly [RegExp, string])[] = [
  [/^sts:sourceidentity$/, "sts:SetSourceIdentity"],
  [/^(?:sts:transitivetagkeys|aws:tagkeys|aws:requesttag\/.+)$/, "sts:TagSession"],
];

function* checkMissing({ condition, keyName, statement }: ConditionFacts, policy: Policy): Iterable<Issue> {
  const action = setBy.find(([pattern]) => pattern.test(keyName))?.[1];
  if (!action || !statement.complete || !policy.complete) return;
  const lower = action.toLowerCase();
  if (policy.statements.some((one) => one.effect !== "Deny" && mayAllow(one, lower))) return;
  const message = `A caller may set ${shown(condition.key.value)} only where ${action} is allowed, so that this statement never applies. Add ${action} to Action.`;
  const related = statement.actions
    ? [{ span: statement.actions.member.key.content, message: `${action} is missing` }]
    : [];
  const data = { action };
  yield { rule: missingActionForConditionKey, span: condition.key.content, message, related, data };
}

const assumingActions = /^sts:AssumeRole(?:WithSAML|WithWebIdentity)?$/i;

function* checkUnsupported(facts: ConditionFacts, { catalogue }: CheckContext): Iterable<Issue> {
  const { condition, keyName, statement } = facts;
  const sts = catalogue.service("sts");
  const found = sts && findServiceKey(condition.key.value, sts);
  if (!found || keyName.startsWith("aws:") || hasUnknown(condition.key.value)) return;
  const template = found.record.key.toLowerCase();
  const without = actionPatterns(statement).filter(({ value }) => {
    const record = assumingActions.test(value) ? catalogue.action(value) : undefined;
    return record !== undefined && !record.conditionKeys.some((key) => key.toLowerCase() === template);
  });
  const [first] = without;
  if (!first) return;
  const message = `${first.value} never has ${shown(condition.key.value)}, so that this statement does not allow it. Give it a statement of its own, without this key.`;
  const related = without.map((node) => ({
    span: node.content,
    message: `${node.value} does not have the key`,
  }));
  yield { rule: unsupportedActionForConditionKey, span: condition.key.content, message, related };
}
