import { nearest } from "../../catalogue/nearest.ts";
import { parseOperator } from "../../model/buildPolicy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { atOperator, conditionCheck, shown, type ConditionFacts } from "./facts.ts";
import { findOperator, findQualifier, operatorNames } from "./operators.ts";
import { analyzerRule } from "../analyzerRule.ts";

const invalidConditionOperator = analyzerRule(
  "INVALID_CONDITION_OPERATOR",
  "error",
  "Condition operator that IAM does not have",
);
const nullWithIfExists = analyzerRule("NULL_WITH_IF_EXISTS", "error", "Null with IfExists");
const nullWithQualifier = analyzerRule(
  "NULL_WITH_QUALIFIER",
  "info",
  "Null with ForAllValues or ForAnyValue",
);
const missingQualifier = analyzerRule(
  "MISSING_QUALIFIER",
  "error",
  "Key of several values without ForAllValues or ForAnyValue",
);
const forAllValuesWithSingleValuedKey = analyzerRule(
  "FORALLVALUES_WITH_SINGLE_VALUED_KEY",
  "warning",
  "ForAllValues on a key with one value",
);

/** Operators and their qualifiers. */
export const operatorChecks: readonly PolicyCheck[] = [
  {
    rules: [invalidConditionOperator, nullWithIfExists, nullWithQualifier],
    *check(policy) {
      for (const { conditionMember } of policy.statements) {
        // Once for each operator, however many keys stand below it, and for one without keys too.
        if (conditionMember?.value.kind !== "object") continue;
        for (const { key } of conditionMember.value.members) yield* checkOperator(key);
      }
    },
  },
  conditionCheck([missingQualifier, forAllValuesWithSingleValuedKey], checkQualifier),
];

function* checkOperator(node: StringNode): Iterable<Issue> {
  if (hasUnknown(node.value)) return;
  const parsed = parseOperator(node.value);
  const operator = findOperator(parsed);
  const qualifier = findQualifier(parsed);
  const span = node.content;
  if (!operator || (parsed.qualifier !== undefined && !qualifier)) {
    const suggestion = suggestOperator(node.value);
    const hint = suggestion
      ? ` Did you mean ${suggestion}?`
      : " Use one that IAM knows, such as StringEquals.";
    const message = `${shown(node.value) || "An empty name"} is no condition operator.${hint}`;
    yield {
      rule: invalidConditionOperator,
      span,
      message,
      ...(suggestion && { data: { suggestion } }),
    };
    return;
  }
  if (operator.family !== "Null") return;
  if (parsed.ifExists) {
    const message =
      "Null asks whether the key is there, so it cannot be combined with IfExists. Write Null alone.";
    yield { rule: nullWithIfExists, span, message, data: { suggestion: "Null" } };
  }
  if (qualifier) {
    const always = qualifier === "ForAllValues" ? "true" : "false";
    const message = `${qualifier} with Null is always ${always}, whatever the request holds. Write Null alone.`;
    yield { rule: nullWithQualifier, span, message, data: { suggestion: "Null" } };
  }
}

/** The operator with its qualifier and suffix that a misspelt one was meant to be. */
function suggestOperator(text: string): string | undefined {
  const { qualifier, base, ifExists } = parseOperator(text);
  const name = findOperator({ qualifier, base, ifExists })?.name ?? nearest(base, operatorNames);
  if (!name) return undefined;
  const prefix = qualifier === undefined ? "" : nearest(qualifier, ["ForAllValues", "ForAnyValue"]);
  if (prefix === undefined) return undefined;
  return `${prefix && `${prefix}:`}${name}${ifExists ? "IfExists" : ""}`;
}

/**
 * Keys that are listed with one value, and that ForAllValues is taken for all the same: Access Analyzer reports
 * nothing on the first two, and `amr` holds a list by the standard of OpenID Connect.
 */
const takenAsList = /^(?:codestar-connections:provideraction|codeconnections:provideraction|.*:amr)$/;

function* checkQualifier(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator, key, qualifier } = facts;
  if (!key || !operator || operator.family === "Null") return;
  const name = condition.key.value;
  const at = { span: condition.key.content, related: atOperator(facts) };
  if (key.multiValued && condition.parsed.qualifier === undefined) {
    const message = `A request can hold several values of ${shown(name)}. Put ForAnyValue: (one of them matches) or ForAllValues: (each of them matches) before ${condition.operator.value}.`;
    yield { rule: missingQualifier, ...at, message };
  }
  // A claim of an identity provider that the catalogue does not list may hold a list.
  const listed = (key.scope !== "federation" || key.record.key !== name) && !takenAsList.test(facts.keyName);
  if (!key.multiValued && qualifier === "ForAllValues" && listed) {
    const message = `${shown(name)} has one value, and ForAllValues is also true when the key is missing from the request. Remove ForAllValues:.`;
    yield { rule: forAllValuesWithSingleValuedKey, ...at, message };
  }
}
