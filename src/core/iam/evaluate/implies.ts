import type { Condition } from "../model/policy.ts";
import { hasUnknown } from "../model/valueNode.ts";
import { coversEntry, type SameUnknown } from "./coverText.ts";

/** What an operator compares, with `Not` taken off. */
type Comparison =
  "string" | "string-like" | "string-any-case" | "arn" | "bool" | "exact" | "null" | "unknown";

interface Operator {
  readonly comparison: Comparison;
  /** Operators of order and addresses are told apart by their name. */
  readonly name: string;
  readonly negative: boolean;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  stringequals: "string",
  stringlike: "string-like",
  stringequalsignorecase: "string-any-case",
  arnequals: "arn",
  arnlike: "arn",
  bool: "bool",
  null: "null",
  numericequals: "exact",
  numericlessthan: "exact",
  numericlessthanequals: "exact",
  numericgreaterthan: "exact",
  numericgreaterthanequals: "exact",
  dateequals: "exact",
  datelessthan: "exact",
  datelessthanequals: "exact",
  dategreaterthan: "exact",
  dategreaterthanequals: "exact",
  binaryequals: "exact",
  ipaddress: "exact",
};

/** The operator of a condition, in IAM's terms. */
function operatorOf({ parsed: { base } }: Condition): Operator {
  const lower = base.toLowerCase();
  const negative = /^(?:string|numeric|date|arn)not|^notip/.test(lower);
  const name = negative ? lower.replace(/not/, "") : lower;
  return { comparison: comparisons[name] ?? "unknown", name, negative };
}

function qualifierOf({ parsed: { qualifier } }: Condition): string {
  return (qualifier ?? "").toLowerCase();
}

/** Whether a condition holds when the request has no such key. */
function holdsWithoutKey(condition: Condition, { negative }: Operator): boolean {
  const qualifier = qualifierOf(condition);
  return condition.parsed.ifExists || qualifier === "forallvalues" || (negative && qualifier === "");
}

/** `true`: the key must be there; `false`: it must not; undefined: the condition says more than that. */
function presenceOf(condition: Condition): boolean | undefined {
  const operator = operatorOf(condition);
  const [only] = condition.values;
  if (!only || !condition.complete) return undefined;
  if (operator.comparison === "null") {
    if (condition.values.length > 1 || condition.parsed.qualifier || condition.parsed.ifExists)
      return undefined;
    return /^false$/i.test(only.text) ? true : /^true$/i.test(only.text) ? false : undefined;
  }
  const anyText = condition.values.some(({ text }) => text === "*");
  if (operator.comparison !== "string-like" || !anyText) return undefined;
  if (operator.negative) {
    return qualifierOf(condition) === "" && !condition.parsed.ifExists ? false : undefined;
  }
  return holdsWithoutKey(condition, operator) ? undefined : true;
}

/** Whether a condition holds for every request. */
export function isTautology(condition: Condition): boolean {
  const operator = operatorOf(condition);
  return (
    operator.comparison === "string-like" &&
    !operator.negative &&
    holdsWithoutKey(condition, operator) &&
    condition.values.some(({ text }) => text === "*")
  );
}

/**
 * Whether one condition implies another: whatever satisfies `narrow` satisfies `wide`. True only when it is certain.
 * Semantics after the IAM user guide's pages on condition operators and on keys with several values.
 */
export function implies(narrow: Condition, wide: Condition, sameUnknown: SameUnknown): boolean {
  if (narrow.key.value.toLowerCase() !== wide.key.value.toLowerCase()) return false;
  if (hasUnknown(wide.key.value) && !sameUnknown(wide.key.value)) return false;
  const widePresence = presenceOf(wide);
  if (widePresence !== undefined) return ensuresPresence(narrow, widePresence);
  if (qualifierOf(narrow) !== qualifierOf(wide)) return false;
  const from = operatorOf(narrow);
  const to = operatorOf(wide);
  if (from.comparison === "unknown" || from.negative !== to.negative) return false;
  if (holdsWithoutKey(narrow, from) && !holdsWithoutKey(wide, to)) return false;
  // What a negative operator lists is what it takes away: its sides change places.
  const [inner, outer] = from.negative ? [wide, narrow] : [narrow, wide];
  const [innerOperator, outerOperator] = from.negative ? [to, from] : [from, to];
  if (inner.valueNode === outer.valueNode && innerOperator.name === outerOperator.name) return true;
  const covered = comparer(innerOperator, outerOperator, sameUnknown);
  // What an empty list means is not documented.
  if (!covered || !inner.complete || inner.values.length === 0 || outer.values.length === 0) return false;
  // The same node means the same to the same operator only.
  const alike = innerOperator.name === outerOperator.name;
  return inner.values.every((value) =>
    outer.values.some(
      (one) => (alike && one.node === value.node && one.text === value.text) || covered(one.text, value.text),
    ),
  );
}

function ensuresPresence(narrow: Condition, present: boolean): boolean {
  const known = presenceOf(narrow);
  if (known !== undefined) return known === present;
  const operator = operatorOf(narrow);
  const isComparison = operator.comparison !== "unknown" && operator.comparison !== "null";
  return present && isComparison && !holdsWithoutKey(narrow, operator);
}

/** How a value of one operator covers a value of another; undefined: the two cannot be compared. */
function comparer(
  inner: Operator,
  outer: Operator,
  sameUnknown: SameUnknown,
): ((outer: string, inner: string) => boolean) | undefined {
  const pattern = (a: string, b: string): boolean => coversEntry(a, b, sameUnknown);
  const equal = (a: string, b: string): boolean => a === b && (!hasUnknown(a) || sameUnknown(a));
  const isPlain = (text: string): boolean => !/[*?]/.test(text) && !hasUnknown(text);
  const from = inner.comparison;
  const to = outer.comparison;
  if (to === "unknown") return undefined;
  // A literal `*` of StringEquals is matched by a pattern's `*` alone; ArnLike, part by part, is narrower than StringLike.
  if (to === "string-like") return isText(from) || from === "arn" ? pattern : undefined;
  if (to === "arn") {
    if (from === "arn") return (a, b) => coversArn(a, b, sameUnknown);
    return isText(from) ? (a, b) => a === b && isPlain(b) && b.split(":").length >= 6 : undefined;
  }
  if (to === "string") {
    if (from === "string") return equal;
    return from === "string-like" || from === "arn" ? (a, b) => a === b && isPlain(b) : undefined;
  }
  const anyCase = (a: string, b: string): boolean => equal(a.toLowerCase(), b.toLowerCase());
  if (to === "string-any-case") return from === to || from === "string" ? anyCase : undefined;
  if (to === "bool") return from === to ? anyCase : undefined;
  return inner.name === outer.name ? equal : undefined;
}

function isText(comparison: Comparison): boolean {
  return comparison === "string" || comparison === "string-like";
}

/** ARNs are compared part by part; the last part may hold colons. */
function coversArn(outer: string, inner: string, sameUnknown: SameUnknown): boolean {
  if (outer === inner) return coversEntry(outer, inner, sameUnknown);
  const a = partsOf(outer);
  const b = partsOf(inner);
  if (a.length !== 6 || b.length !== 6) return false;
  return a.every((part, index) => coversEntry(part, b[index] ?? "", sameUnknown));
}

function partsOf(arn: string): string[] {
  // Variables hold colons; an unknown part may.
  if (arn.includes("${") || hasUnknown(arn)) return [];
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")].filter((_, index) => index < parts.length);
}
