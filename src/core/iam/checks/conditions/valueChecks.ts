import type { ConditionValue } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, isKnown, shown, spanOf, type ConditionFacts } from "./facts.ts";
import type { OperatorFamily } from "./operators.ts";
import { analyzerRule } from "../analyzerRule.ts";

const invalidConditionDataType = analyzerRule(
  "INVALID_CONDITION_DATA_TYPE",
  "error",
  "Condition values of different JSON types",
);
const invalidConditionMultipleBoolean = analyzerRule(
  "INVALID_CONDITION_MULTIPLE_BOOLEAN",
  "error",
  "Several values where one true or false belongs",
);
const typeMismatchBoolean = analyzerRule(
  "TYPE_MISMATCH_BOOLEAN",
  "warning",
  "Value that is neither true nor false",
);
const typeMismatchNumber = analyzerRule("TYPE_MISMATCH_NUMBER", "warning", "Value that is no number");
const typeMismatchDate = analyzerRule("TYPE_MISMATCH_DATE", "warning", "Value that is no date");
const typeMismatchString = analyzerRule("TYPE_MISMATCH_STRING", "warning", "Value that is not Base64");
const invalidDateValue = analyzerRule("INVALID_DATE_VALUE", "warning", "Date written as epoch seconds");
const redundantConditionValueNum = analyzerRule(
  "REDUNDANT_CONDITION_VALUE_NUM",
  "info",
  "Several limits where one counts",
);

/** Values against the type that the operator compares. */
export const valueChecks: readonly PolicyCheck[] = [
  conditionCheck([invalidConditionDataType], checkJsonTypes),
  conditionCheck([invalidConditionMultipleBoolean], checkSingleBoolean),
  conditionCheck(
    [typeMismatchBoolean, typeMismatchNumber, typeMismatchDate, typeMismatchString, invalidDateValue],
    checkValues,
  ),
  conditionCheck([redundantConditionValueNum], checkLimits),
];

function* checkJsonTypes({ condition }: ConditionFacts): Iterable<Issue> {
  if (condition.valueNode.kind !== "list") return;
  const [first] = condition.values;
  const other = condition.values.find(({ node }) => node.kind !== first?.node.kind);
  if (!first || !other) return;
  const message = `This value is a ${other.node.kind}, the first one of ${shown(condition.key.value)} a ${first.node.kind}. Write all values of a condition as the same JSON type.`;
  const related = [{ span: spanOf(first.node), message: `A ${first.node.kind}` }];
  yield { rule: invalidConditionDataType, span: spanOf(other.node), message, related };
}

function* checkSingleBoolean({ condition, operator, key, qualifier }: ConditionFacts): Iterable<Issue> {
  if (operator?.family !== "Bool" && operator?.family !== "Null") return;
  if (condition.valueNode.kind !== "list" || condition.valueNode.items.length < 2 || !condition.complete)
    return;
  if (operator.family === "Bool" && (qualifier !== undefined || key?.multiValued)) return;
  const message = `${operator.name} compares ${shown(condition.key.value)} with one value, and here stand ${condition.valueNode.items.length}. Keep true or false.`;
  const related = condition.values.map(({ node, text }) => ({ span: spanOf(node), message: shown(text) }));
  yield { rule: invalidConditionMultipleBoolean, span: condition.key.content, message, related };
}

interface ValueForm {
  readonly rule: IamRule;
  readonly isRight: (text: string) => boolean;
  readonly wants: string;
}

const forms: Partial<Record<OperatorFamily, ValueForm>> = {
  Bool: {
    rule: typeMismatchBoolean,
    isRight: (text) => /^(?:true|false)$/i.test(text),
    wants: "true or false",
  },
  Null: {
    rule: typeMismatchBoolean,
    isRight: (text) => /^(?:true|false)$/i.test(text),
    wants: "true (the key is missing) or false (it is there)",
  },
  Numeric: { rule: typeMismatchNumber, isRight: isNumber, wants: "a number, such as 3600" },
  Date: {
    rule: typeMismatchDate,
    isRight: (text) => isEpoch(text) || isDate(text),
    wants: "a date as in ISO 8601, such as 2026-12-31 or 2026-12-31T23:59:59Z",
  },
  Binary: {
    rule: typeMismatchString,
    isRight: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
    wants: "Base64",
  },
};

function* checkValues({ condition, operator, keyName }: ConditionFacts): Iterable<Issue> {
  const form = operator && forms[operator.family];
  if (!form) return;
  for (const { text, node } of condition.values) {
    // A variable in such a place is another check's.
    if (hasUnknown(text) || text.includes("${")) continue;
    const span = spanOf(node);
    if (!form.isRight(text)) {
      const message = `${operator.name} cannot compare ${JSON.stringify(shown(text))}. Write ${form.wants}.`;
      yield { rule: form.rule, span, message };
    } else if (operator.family === "Date" && isEpoch(text) && keyName !== "aws:epochtime") {
      const message = `${shown(text)} is read as seconds since 1970, which may not be the day you mean. Write the date as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.`;
      yield { rule: invalidDateValue, span, message };
    }
  }
}

/** One limit decides: the greatest of "less than", the least of "greater than". */
function* checkLimits(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator } = facts;
  const side = /^Numeric(Less|Greater)/.exec(operator?.name ?? "")?.[1];
  if (!side || condition.values.length < 2 || !isKnown(facts)) return;
  if (!condition.values.every(({ text }) => isNumber(text))) return;
  const wider = (a: ConditionValue, b: ConditionValue): ConditionValue =>
    (side === "Less" ? Number(b.text) > Number(a.text) : Number(b.text) < Number(a.text)) ? b : a;
  const kept = condition.values.reduce(wider);
  const related = condition.values
    .filter((one) => one !== kept)
    .map(({ node, text }) => ({ span: spanOf(node), message: `${text} changes nothing` }));
  const message = `Of the values of ${shown(condition.key.value)} only ${kept.text} counts with ${operator?.name}: whatever meets another one meets it too. Keep ${kept.text}.`;
  const data = { keep: kept.text };
  yield { rule: redundantConditionValueNum, span: condition.key.content, message, related, data };
}

function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim());
}

/** Seconds since 1970; four digits alone are a year. */
function isEpoch(text: string): boolean {
  return /^\d{5,13}(?:\.\d+)?$/.test(text);
}

const dateForm =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})?)?)?)?$/;

function isDate(text: string): boolean {
  const match = dateForm.exec(text.trim());
  if (!match) return false;
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(2)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 24 && minute <= 59 && second <= 60;
}
