import { itemsOf } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, shown, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";

const emptyArrayCondition = analyzerRule("EMPTY_ARRAY_CONDITION", "info", "Condition without values");
const emptyArrayConditionForAllValues = analyzerRule(
  "EMPTY_ARRAY_CONDITION_FORALLVALUES",
  "info",
  "ForAllValues without values",
);
const emptyArrayConditionForAnyValue = analyzerRule(
  "EMPTY_ARRAY_CONDITION_FORANYVALUE",
  "info",
  "ForAnyValue without values",
);
const emptyArrayConditionIfExists = analyzerRule(
  "EMPTY_ARRAY_CONDITION_IFEXISTS",
  "info",
  "IfExists without values",
);
const emptyObjectCondition = analyzerRule("EMPTY_OBJECT_CONDITION", "info", "Condition block without keys");

/** Conditions that hold nothing. */
export const emptyChecks: readonly PolicyCheck[] = [
  conditionCheck(
    [
      emptyArrayCondition,
      emptyArrayConditionForAllValues,
      emptyArrayConditionForAnyValue,
      emptyArrayConditionIfExists,
    ],
    checkArray,
  ),
  {
    rules: [emptyObjectCondition],
    *check(policy) {
      for (const { conditionMember } of policy.statements) {
        const block = conditionMember?.value;
        if (block?.kind !== "object") continue;
        const blocks = block.members.length === 0 ? [block] : block.members.map(({ value }) => value);
        for (const one of blocks) {
          if (one.kind !== "object" || one.partial || one.members.length > 0) continue;
          const message =
            "This condition block is empty and restricts nothing. Remove it, or write the conditions that you mean.";
          yield { rule: emptyObjectCondition, span: one.span, message };
        }
      }
    },
  },
];

function* checkArray({ condition, qualifier }: ConditionFacts): Iterable<Issue> {
  const { valueNode, parsed, key } = condition;
  if (valueNode.kind !== "list" || valueNode.partial || itemsOf(valueNode).length > 0) return;
  const [rule, meaning] = meaningOf(qualifier, parsed.ifExists, shown(key.value));
  const message = `${shown(key.value)} has no values to compare with, so the condition ${meaning}.`;
  yield { rule, span: valueNode.span, message };
}

function meaningOf(
  qualifier: ConditionFacts["qualifier"],
  ifExists: boolean,
  key: string,
): [IamRule, string] {
  const instead = `matches only when the key is missing. "Null": { "${key}": "true" } says so`;
  if (qualifier === "ForAllValues") return [emptyArrayConditionForAllValues, instead];
  if (qualifier === "ForAnyValue")
    return [emptyArrayConditionForAnyValue, "never matches. Write the values that you mean"];
  if (ifExists) return [emptyArrayConditionIfExists, instead];
  return [emptyArrayCondition, "says nothing. Write the values that you mean, or remove it"];
}
