import { every, type FilterExpression, type Operand, type SelectorStep } from "./expression.ts";

/**
 * Whether a JSON log event matches a pattern. A comparison with a value that is missing, an object or a list does not
 * hold, `!=` neither: the service documents no other meaning, and an alarm must not rest on one. Of `[*]` one item is
 * enough.
 * @param event parsed JSON of any shape
 */
export function matchesFilter(expression: FilterExpression, event: unknown): boolean {
  if ("parts" in expression) {
    const holds = (part: FilterExpression): boolean => matchesFilter(part, event);
    return expression.kind === "and" ? expression.parts.every(holds) : expression.parts.some(holds);
  }
  const values = valuesAt(event, expression.selector);
  if (expression.kind === "exists") return values.length > 0 === expression.exists;
  if (expression.kind === "is") return values.some((value) => value === expression.value);
  return values.some((value) => compares(value, expression.operator, expression.operand));
}

function valuesAt(event: unknown, selector: readonly SelectorStep[]): readonly unknown[] {
  let values: readonly unknown[] = [event];
  for (const step of selector) values = values.flatMap((value) => below(value, step));
  return values;
}

function below(value: unknown, step: SelectorStep): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    if (step === every) return value;
    return typeof step === "number" && step < value.length ? [value[step]] : [];
  }
  if (typeof step !== "string" || !Object.hasOwn(value, step)) return [];
  return [Reflect.get(value, step)];
}

/** Each part is looked for once, from the left: no pattern takes long. */
function isLikeParts(text: string, parts: readonly string[]): boolean {
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

type Operator = Extract<FilterExpression, { kind: "compare" }>["operator"];

function compares(value: unknown, operator: Operator, operand: Operand): boolean {
  if (operand.kind === "number")
    return typeof value === "number" && comparisons[operator](value, operand.value);
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return false;
  const text = String(value);
  const isLike = operand.kind === "regex" ? operand.pattern.test(text) : isLikeParts(text, operand.parts);
  return operator === "=" ? isLike : !isLike;
}

const comparisons: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};
