import type { Span } from "../../../model/span.ts";
import type { Expression, ListExpression } from "./expression.ts";

/** Lists one behind the other; what is no list, and no single text, may be more items. */
export function joinLists(parts: readonly Expression[], span: Span): ListExpression {
  return {
    kind: "list",
    span,
    items: parts.flatMap((part) => (part.kind === "list" ? part.items : part.kind === "text" ? [part] : [])),
    partial: parts.some((part) => (part.kind === "list" ? part.partial : part.kind !== "text")),
  };
}

/**
 * What a condition chooses: the items of a list, when the other choice is none. Two lists are not put together, since
 * what stands in one would be judged beside the other.
 */
export function eitherOf(one: Expression, other: Expression, span: Span): Expression {
  const isEmpty = (list: Expression): boolean => list.kind === "list" && list.items.length === 0;
  if (one.kind === "list" && isEmpty(other)) return { ...one, partial: true };
  if (other.kind === "list" && isEmpty(one)) return { ...other, partial: true };
  return { kind: "unknown", span };
}

/** The list that a comprehension makes: what it makes each time, any number of times. */
export function anyNumberOf(item: Expression, span: Span): ListExpression {
  return { kind: "list", span, items: [item], partial: true };
}
