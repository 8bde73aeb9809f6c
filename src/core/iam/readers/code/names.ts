import type { Span } from "../../../model/span.ts";
import type { CallExpression, Expression, MemberExpression } from "./expression.ts";

/**
 * A name without what languages write differently: `notActions`, `not_actions`, `NotActions` and `--not-actions` are all
 * `notactions`.
 */
export function looseName(name: string): string {
  return name.replace(/[-_]/g, "").toLowerCase();
}

/** The last name of a chain, loosely. */
export function lastName(path: string): string {
  return looseName(path.slice(path.lastIndexOf(".") + 1));
}

/** The last member of an object under that loose name. */
export function looseProperty(
  expression: Expression | undefined,
  name: string,
): MemberExpression | undefined {
  return expression?.kind === "object"
    ? expression.members.findLast(({ key }) => looseName(key.value) === name)
    : undefined;
}

/** The object among the arguments of a call that holds its properties: the last one. */
export function propertiesOf(call: CallExpression): (Expression & { kind: "object" }) | undefined {
  const last = call.args.at(-1);
  return last?.kind === "object" ? last : undefined;
}

/** The items of a list, or the one value. */
export function itemsOfExpression(expression: Expression | undefined): readonly Expression[] {
  if (!expression) return [];
  return expression.kind === "list" ? expression.items : [expression];
}

/** Whether a list may have more items than are seen. */
export function isPartialList(expression: Expression): boolean {
  return expression.kind === "list"
    ? expression.partial
    : !["text", "object", "call"].includes(expression.kind);
}

/** A span that holds both. */
export function hull(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}
