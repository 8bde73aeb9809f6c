import type { KeyType } from "../catalogue/catalogue.ts";

/** A condition operator, without qualifier and `IfExists`. */
export interface OperatorText {
  readonly name: string;
  /** Types of keys that it fits. */
  readonly types: readonly KeyType[];
  readonly about: string;
}

const text: readonly KeyType[] = ["String", "ArrayOfString"];
const arn: readonly KeyType[] = ["ARN", "ArrayOfARN"];
const number: readonly KeyType[] = ["Numeric"];
const date: readonly KeyType[] = ["Date"];

/** The condition operators of IAM, the frequent ones first. */
export const operators: readonly OperatorText[] = [
  { name: "StringEquals", types: text, about: "The text is one of the values. Case counts; no wildcards." },
  {
    name: "StringLike",
    types: text,
    about: "The text matches one of the values, in which `*` and `?` are wildcards. Case counts.",
  },
  {
    name: "ArnLike",
    types: arn,
    about: "The ARN matches one of the values, field by field; `*` and `?` are wildcards.",
  },
  { name: "ArnEquals", types: arn, about: "Same as ArnLike: wildcards count here too." },
  { name: "Bool", types: ["Bool", "ArrayOfBool"], about: "The key is true or false, as the value says." },
  {
    name: "Null",
    types: [],
    about:
      "`true`: the key must be absent. `false`: the key must be there, with any value. It takes every key.",
  },
  {
    name: "IpAddress",
    types: ["IPAddress"],
    about: "The address lies in one of the ranges, such as 203.0.113.0/24.",
  },
  {
    name: "StringNotEquals",
    types: text,
    about: "The text is none of the values. True when the key is absent.",
  },
  {
    name: "StringNotLike",
    types: text,
    about: "The text matches none of the values. True when the key is absent.",
  },
  {
    name: "StringEqualsIgnoreCase",
    types: text,
    about: "The text is one of the values, in any case; no wildcards.",
  },
  {
    name: "StringNotEqualsIgnoreCase",
    types: text,
    about: "The text is none of the values, in any case. True when the key is absent.",
  },
  {
    name: "ArnNotLike",
    types: arn,
    about: "The ARN matches none of the values. True when the key is absent.",
  },
  { name: "ArnNotEquals", types: arn, about: "Same as ArnNotLike. True when the key is absent." },
  {
    name: "NotIpAddress",
    types: ["IPAddress"],
    about: "The address lies in none of the ranges. True when the key is absent.",
  },
  { name: "NumericEquals", types: number, about: "The number is one of the values." },
  {
    name: "NumericNotEquals",
    types: number,
    about: "The number is none of the values. True when the key is absent.",
  },
  { name: "NumericLessThan", types: number, about: "The number is less than the value." },
  { name: "NumericLessThanEquals", types: number, about: "The number is at most the value." },
  { name: "NumericGreaterThan", types: number, about: "The number is greater than the value." },
  { name: "NumericGreaterThanEquals", types: number, about: "The number is at least the value." },
  { name: "DateGreaterThan", types: date, about: "The time is after the value." },
  { name: "DateGreaterThanEquals", types: date, about: "The time is not before the value." },
  { name: "DateLessThan", types: date, about: "The time is before the value." },
  { name: "DateLessThanEquals", types: date, about: "The time is not after the value." },
  { name: "DateEquals", types: date, about: "The time is the value." },
  { name: "DateNotEquals", types: date, about: "The time is not the value. True when the key is absent." },
  { name: "BinaryEquals", types: ["Binary"], about: "The bytes are those of the value, which is base64." },
];

const byName = new Map(operators.map((one) => [one.name.toLowerCase(), one]));

/** The operator of that base name, in any case. */
export function findOperator(base: string): OperatorText | undefined {
  return byName.get(base.toLowerCase());
}

/** What `ForAnyValue` and `ForAllValues` mean, by lower-case name. */
export const qualifiers: Readonly<Record<string, string>> = {
  foranyvalue: "At least one of the request's values must match. False when the key is absent.",
  forallvalues:
    "Every value of the request must match. True when the key is absent, so an Allow needs a Null check beside it.",
};

/** Names of the operators that fit a type, the frequent ones first. */
export function operatorsFor(type: KeyType): string[] {
  return operators.filter(({ types }) => types.includes(type)).map(({ name }) => name);
}
