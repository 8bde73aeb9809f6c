import type { Span } from "../../../model/span.ts";
import { makeString } from "../../model/makeNodes.ts";
import type { ScalarNode, StringNode, UnknownNode, ValueNode } from "../../model/valueNode.ts";
import { mapPieces, type MappedText, type Piece } from "./mappedText.ts";

/**
 * A value as a program or a configuration writes it, the same for every language: what `ValueNode` is for policies, with
 * the names and calls that lead to a policy or take one.
 */
export type Expression =
  | ObjectExpression
  | ListExpression
  | TextExpression
  | NameExpression
  | CallExpression
  | ScalarNode
  | UnknownNode;

export interface ObjectExpression {
  readonly kind: "object";
  readonly span: Span;
  readonly members: readonly MemberExpression[];
  readonly partial: boolean;
}

export interface MemberExpression {
  readonly key: StringNode;
  readonly value: Expression;
  readonly span: Span;
}

export interface ListExpression {
  readonly kind: "list";
  readonly span: Span;
  readonly items: readonly Expression[];
  readonly partial: boolean;
}

/** A string, in one literal or in several that are joined. */
export interface TextExpression {
  readonly kind: "text";
  readonly span: Span;
  readonly node: StringNode;
  readonly mapped: MappedText;
}

/** A name or a chain of names: `iam.Effect.ALLOW`, `data.aws_iam_policy_document.one.json`. */
export interface NameExpression {
  readonly kind: "name";
  readonly span: Span;
  readonly path: string;
}

export interface CallExpression {
  readonly kind: "call";
  readonly span: Span;
  /** The callee as a chain of names; empty parts where it is something else, such as another call. */
  readonly callee: string;
  /** The last name of the callee. */
  readonly nameSpan: Span;
  /** Keyword arguments are the members of one last object. */
  readonly args: readonly Expression[];
}

/** Makes a string of its pieces. `content` is what stands between the outermost quotes. */
export function makeText(
  source: string,
  span: Span,
  content: Span,
  pieces: readonly Piece[],
): TextExpression {
  const mapped = mapPieces(source, pieces);
  return { kind: "text", span, node: makeString(source, mapped.text, span, content), mapped };
}

/** The expression as a value; `resolve` gives what a name stands for. */
export function toValue(
  expression: Expression,
  resolve: (name: string) => Expression | undefined = () => undefined,
  depth = 0,
): ValueNode {
  const { span } = expression;
  if (depth > 200) return { kind: "unknown", span };
  const valueOf = (one: Expression): ValueNode => toValue(one, resolve, depth + 1);
  if (expression.kind === "object") {
    // `Ref` and `Fn::…` of CloudFormation; tests of templates write {} for what they do not look at.
    if (depth > 0 && isIntrinsic(expression)) return { kind: "unknown", span };
    const members = expression.members.map((member) => ({ ...member, value: valueOf(member.value) }));
    return { kind: "object", span, members, partial: expression.partial };
  }
  if (expression.kind === "list")
    return { kind: "list", span, items: expression.items.map(valueOf), partial: expression.partial };
  if (expression.kind === "text") return expression.node;
  if (expression.kind === "name") {
    const meant = resolve(expression.path);
    if (meant && meant.kind !== "name") return toValue(meant, resolve, depth + 20);
  }
  return expression.kind === "name" || expression.kind === "call" ? { kind: "unknown", span } : expression;
}

function isIntrinsic({ members, partial }: ObjectExpression): boolean {
  const [only] = members;
  if (members.length > 1 || partial) return false;
  return only === undefined || only.key.value === "Ref" || only.key.value.startsWith("Fn::");
}

/** The last member of that name of an object. */
export function propertyOf(expression: Expression | undefined, name: string): MemberExpression | undefined {
  return expression?.kind === "object"
    ? expression.members.findLast(({ key }) => key.value === name)
    : undefined;
}

/** The text of a string without unknown parts. */
export function plainText(expression: Expression | undefined): string | undefined {
  return expression?.kind === "text" && !expression.mapped.text.includes("\uFFFC")
    ? expression.mapped.text
    : undefined;
}
