import { findGlobalKey, templatePrefix } from "../../catalogue/conditionKeys.ts";
import type { KeyType } from "../../catalogue/catalogue.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { atOperator, conditionCheck, isKnown, shown, type ConditionFacts } from "./facts.ts";
import type { OperatorFamily } from "./operators.ts";
import { analyzerRule } from "../analyzerRule.ts";

const typeMismatch = analyzerRule("TYPE_MISMATCH", "warning", "Operator that does not fit the key's type");
const stringLikeOperatorWithArnConditionKeys = analyzerRule(
  "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
  "warning",
  "StringLike on a key that holds an ARN",
);

/** Operators against the types of keys. */
export const typeChecks: readonly PolicyCheck[] = [
  conditionCheck([typeMismatch, stringLikeOperatorWithArnConditionKeys], checkType),
];

/** Operators that fit a type, the one to write first. */
const fitting: Readonly<Record<string, readonly OperatorFamily[]>> = {
  String: ["String"],
  ARN: ["Arn", "String"],
  Bool: ["Bool"],
  Numeric: ["Numeric"],
  Date: ["Date"],
  IPAddress: ["IpAddress"],
  Binary: ["Binary", "String"],
};

function* checkType(facts: ConditionFacts): Iterable<Issue> {
  const { condition, operator, key } = facts;
  // A claim of an identity provider has the type that the provider gives it.
  if (!operator || operator.family === "Null" || !key || key.scope === "federation") return;
  const name = condition.key.value;
  const at = { span: condition.key.content, related: atOperator(facts) };
  const type = elementType(key.record.type);
  if (type === "ARN" && operator.family === "String" && operator.wildcards) {
    const better = operator.negated ? "ArnNotLike" : "ArnLike";
    const message = `${shown(name)} holds an ARN. With ${operator.name} a * also matches across the colons between its parts; use ${better}, which compares part by part.`;
    yield { rule: stringLikeOperatorWithArnConditionKeys, ...at, message, data: { operator: better } };
    return;
  }
  if (fits(facts, type, operator.family)) return;
  const families = fitting[type] ?? [];
  const message = `${shown(name)} is of type ${type}, which ${operator.name} does not compare. Use ${families.map((one) => examples[one]).join(" or ")}.`;
  yield { rule: typeMismatch, ...at, message };
}

function fits(facts: ConditionFacts, type: KeyType, family: OperatorFamily): boolean {
  const { key, condition } = facts;
  if (!key || fitting[type]?.includes(family) !== false) return true;
  const also = key.scope === "global" ? findGlobalKey(condition.key.value)?.alsoType : undefined;
  if (also && fitting[also]?.includes(family)) return true;
  if (type !== "String") return false;
  // The text of a tag or of an encryption context is whatever its owner makes of it.
  if (templatePrefix(key.record.key) !== undefined || family === "Binary") return true;
  // Some keys that hold ARNs are listed as strings.
  return (
    family === "Arn" &&
    (!isKnown(facts) || condition.values.some(({ text }) => /^(?:arn:|\*|\$\{)/.test(text)))
  );
}

function elementType(type: KeyType): KeyType {
  if (type === "ArrayOfARN") return "ARN";
  if (type === "ArrayOfBool") return "Bool";
  return type === "ArrayOfString" ? "String" : type;
}

const examples: Readonly<Record<OperatorFamily, string>> = {
  String: "StringEquals or StringLike",
  Arn: "ArnLike",
  Numeric: "NumericEquals or another Numeric operator",
  Date: "DateLessThan or another Date operator",
  Binary: "BinaryEquals",
  Bool: "Bool",
  IpAddress: "IpAddress",
  Null: "Null",
};
