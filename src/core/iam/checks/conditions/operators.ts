import type { ConditionOperator } from "../../model/policy.ts";

/** What an operator compares. */
export type OperatorFamily = "String" | "Numeric" | "Date" | "Bool" | "Binary" | "IpAddress" | "Arn" | "Null";

/** An operator without its qualifier and without `IfExists`. */
export interface Operator {
  /** As IAM's documentation writes it. */
  readonly name: string;
  readonly family: OperatorFamily;
  /** Whether it is true when the value does not match, and so when the key is missing. */
  readonly negated: boolean;
  /** Whether `*` and `?` of its values are wildcards. */
  readonly wildcards: boolean;
}

const families: readonly [OperatorFamily, readonly string[]][] = [
  [
    "String",
    [
      "StringEquals",
      "StringNotEquals",
      "StringEqualsIgnoreCase",
      "StringNotEqualsIgnoreCase",
      "StringLike",
      "StringNotLike",
    ],
  ],
  ["Numeric", comparisonsOf("Numeric")],
  ["Date", comparisonsOf("Date")],
  ["Bool", ["Bool"]],
  ["Binary", ["BinaryEquals"]],
  ["IpAddress", ["IpAddress", "NotIpAddress"]],
  ["Arn", ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"]],
  ["Null", ["Null"]],
];

/** Every operator, by lower-case name: IAM takes them in any case. */
const operators: ReadonlyMap<string, Operator> = new Map(
  families.flatMap(([family, names]) =>
    names.map((name): [string, Operator] => [
      name.toLowerCase(),
      {
        name,
        family,
        negated: name.includes("Not"),
        wildcards: family === "Arn" || name.endsWith("Like"),
      },
    ]),
  ),
);

/** Names of all operators, for suggestions. */
export const operatorNames: readonly string[] = [...operators.values()].map(({ name }) => name);

/** The operator that a condition names; undefined when IAM has none of that name. */
export function findOperator({ base }: ConditionOperator): Operator | undefined {
  return operators.get(base.toLowerCase());
}

export type Qualifier = "ForAllValues" | "ForAnyValue";

/** The qualifier in IAM's case; undefined when there is none or it is misspelt. */
export function findQualifier({ qualifier }: ConditionOperator): Qualifier | undefined {
  const lower = qualifier?.toLowerCase();
  if (lower === "forallvalues") return "ForAllValues";
  return lower === "foranyvalue" ? "ForAnyValue" : undefined;
}

function comparisonsOf(type: "Numeric" | "Date"): string[] {
  return ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
    (name) => type + name,
  );
}
