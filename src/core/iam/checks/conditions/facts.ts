import type { Span } from "../../../model/span.ts";
import { findConditionKey, type FoundKey } from "../../catalogue/conditionKeys.ts";
import type { Condition, Policy, Statement } from "../../model/policy.ts";
import { hasUnknown, type ValueNode } from "../../model/valueNode.ts";
import type { CheckContext, IamRule, Issue, PolicyCheck } from "../check.ts";
import { findOperator, findQualifier, type Operator, type Qualifier } from "./operators.ts";

/** What checks want to know of a condition: one operator with one key. */
export interface ConditionFacts {
  readonly statement: Statement;
  readonly condition: Condition;
  /** Undefined when IAM has no such operator, or it cannot be known. */
  readonly operator: Operator | undefined;
  readonly qualifier: Qualifier | undefined;
  /** Lower case. */
  readonly keyName: string;
  /** Undefined when the key is unknown. */
  readonly key: FoundKey | undefined;
}

const factsOfPolicies = new WeakMap<Policy, readonly ConditionFacts[]>();

/** The facts of all conditions of a policy, found once for all checks. */
export function factsOf(policy: Policy, { catalogue }: CheckContext): readonly ConditionFacts[] {
  const known = factsOfPolicies.get(policy);
  if (known) return known;
  const made = policy.statements.flatMap((statement) =>
    statement.conditions.map((condition) => ({
      statement,
      condition,
      operator: findOperator(condition.parsed),
      qualifier: findQualifier(condition.parsed),
      keyName: condition.key.value.toLowerCase(),
      key: findConditionKey(condition.key.value, catalogue),
    })),
  );
  factsOfPolicies.set(policy, made);
  return made;
}

/** A check that looks at each condition on its own. */
export function conditionCheck(
  rules: readonly IamRule[],
  check: (facts: ConditionFacts, context: CheckContext) => Iterable<Issue>,
): PolicyCheck {
  return {
    rules,
    *check(policy, context) {
      for (const facts of factsOf(policy, context)) yield* check(facts, context);
    },
  };
}

/** Whether what matches the condition is what the statement lets through: where a wide value is a risk. */
export function letsThrough({ statement, operator }: ConditionFacts): boolean {
  if (!operator) return false;
  return operator.negated ? statement.effect === "Deny" : statement.effect === "Allow";
}

/** What an editor underlines of a value: the content of a string, else all of it. */
export function spanOf(node: ValueNode): Span {
  return node.kind === "string" ? node.content : node.span;
}

/** Where the operator stands, for related locations. */
export function atOperator({ condition }: ConditionFacts) {
  return [{ span: condition.operator.content, message: `The operator ${condition.operator.value}` }];
}

/** A value as a message shows it, cut to 80 characters; unknown parts are dots. */
export function shown(text: string): string {
  const plain = hasUnknown(text) ? text.replaceAll("\uFFFC", "…") : text;
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}

/** Whether every value of the condition is seen and known to the last character. */
export function isKnown({ condition }: ConditionFacts): boolean {
  return condition.complete && condition.values.every(({ text }) => !hasUnknown(text));
}
