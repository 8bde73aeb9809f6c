import type { Span } from "../../../model/span.ts";
import type { Member, ObjectNode, StringNode, ValueNode } from "../../model/valueNode.ts";

/** A string that the source does not write, at the place that it comes from. */
export function impliedString(value: string, span: Span): StringNode {
  return { kind: "string", value, span, content: span, exact: false };
}

/** A member under a name of the policy language, at the place of the source's own name for it. */
export function impliedMember(name: string, at: Span, value: ValueNode): Member {
  const span = at.start <= value.span.start ? { start: at.start, end: value.span.end } : at;
  return { key: impliedString(name, at), value, span };
}

/** An object that the source does not write as one. */
export function impliedObject(members: readonly Member[], span: Span, partial: boolean): ObjectNode {
  return { kind: "object", members, span, partial };
}

/** A document that holds statements which stand alone in the source. What else it has is not seen. */
export function impliedDocument(statements: readonly ValueNode[], span: Span, partial = true): ObjectNode {
  const list: ValueNode = { kind: "list", items: statements, span, partial };
  return impliedObject([impliedMember("Statement", span, list)], span, partial);
}
