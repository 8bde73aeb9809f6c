import type { ConditionValue } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { atOperator, conditionCheck, shown, spanOf, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";

const wildcardWithoutLikeOperator = analyzerRule(
  "WILDCARD_WITHOUT_LIKE_OPERATOR",
  "warning",
  "Wildcard with an operator that compares it as a letter",
);
const equivalentToNullFalse = analyzerRule(
  "EQUIVALENT_TO_NULL_FALSE",
  "info",
  "Condition that only asks whether the key is there",
);
const equivalentToNullTrue = analyzerRule(
  "EQUIVALENT_TO_NULL_TRUE",
  "info",
  "Condition that only asks whether the key is missing",
);
const redundantKeyDueToWildcardInCondition = analyzerRule(
  "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION",
  "info",
  "Condition that is always true",
);
const redundantStatementDueToWildcardInCondition = analyzerRule(
  "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION",
  "info",
  "Condition that is never true",
);

/** Wildcards in values. */
export const wildcardChecks: readonly PolicyCheck[] = [
  conditionCheck([wildcardWithoutLikeOperator], checkLikeIsMissing),
  conditionCheck(
    [
      equivalentToNullFalse,
      equivalentToNullTrue,
      redundantKeyDueToWildcardInCondition,
      redundantStatementDueToWildcardInCondition,
    ],
    checkStar,
  ),
];

function* checkLikeIsMissing(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator } = facts;
  if (operator?.family !== "String" || operator.wildcards) return;
  const [first, ...others] = condition.values.filter(({ text }) => hasWildcard(text));
  if (!first) return;
  const like = operator.negated ? "StringNotLike" : "StringLike";
  const message = `${operator.name} takes * and ? in ${JSON.stringify(shown(first.text))} as plain characters. Use ${like} if they are meant as wildcards.`;
  const related = [
    ...atOperator(facts),
    ...others.map(({ node, text }) => ({ span: spanOf(node), message: `Likewise ${shown(text)}` })),
  ];
  yield {
    rule: wildcardWithoutLikeOperator,
    span: spanOf(first.node),
    message,
    related,
    data: { operator: like },
  };
}

/** Whether a text has `*` or `?` outside of variables; `${*}` and `${?}` are the plain characters. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text.includes("${") ? text.replace(/\$\{[^{}]*\}?/g, "") : text);
}

/** What a `*` makes of a condition: true or false when the key is there and when it is missing. */
interface Outcome {
  readonly present: boolean;
  readonly missing: boolean;
}

function outcomeOf({ condition, operator, qualifier }: ConditionFacts): Outcome {
  const negated = operator?.negated ?? false;
  // ForAllValues holds for no value at all, ForAnyValue for none; without them a negated operator holds for none.
  const withoutKey = qualifier === undefined ? negated : qualifier === "ForAllValues";
  return { present: !negated, missing: condition.parsed.ifExists || withoutKey };
}

function* checkStar(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator, qualifier } = facts;
  if (operator?.family !== "String" || !operator.wildcards) return;
  if (condition.parsed.qualifier !== undefined && !qualifier) return;
  const star = condition.values.find(({ text }) => /^\*+$/.test(text));
  if (!star || hasUnknown(condition.key.value)) return;
  yield starIssue(star, facts, outcomeOf(facts));
}

function starIssue(star: ConditionValue, facts: ConditionFacts, { present, missing }: Outcome): Issue {
  const name = shown(facts.condition.key.value);
  const span = spanOf(star.node);
  const make = (rule: IamRule, text: string): Issue => ({ rule, span, message: text });
  const operator = facts.condition.operator.value;
  if (present && missing) {
    return make(
      redundantKeyDueToWildcardInCondition,
      `${operator} with * is true whether ${name} is in the request or not. Remove this key, or write the values that you mean.`,
    );
  }
  if (present) {
    return make(
      equivalentToNullFalse,
      `${operator} with * only asks whether ${name} is in the request. Write "Null": { "${name}": "false" }, which says so and needs no pattern.`,
    );
  }
  if (missing) {
    return make(
      equivalentToNullTrue,
      `${operator} with * is only true when ${name} is missing from the request. Write "Null": { "${name}": "true" }, which says so.`,
    );
  }
  return make(
    redundantStatementDueToWildcardInCondition,
    `${operator} with * is never true, so this statement never applies. Remove it, or write the values that you mean for ${name}.`,
  );
}
