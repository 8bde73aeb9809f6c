import type { Span } from "../../../model/span.ts";
import type { Member, ObjectNode, StringNode, ValueNode } from "../../model/valueNode.ts";
import { toValue, type Expression } from "../code/expression.ts";
import { impliedMember, impliedObject, impliedString } from "../code/synthetic.ts";
import { attributeOfBlock, nestedBlocks, type HclBlock } from "./hclBlocks.ts";

/** What a name of the configuration stands for, when that can be told. */
export type Resolve = (name: string) => Expression | undefined;

/** Arguments of a `statement` block, the elements that they become, and the arguments that they exclude. */
const elements: readonly (readonly [argument: string, element: string, opposite: string])[] = [
  ["actions", "Action", "not_actions"],
  ["not_actions", "NotAction", "actions"],
  ["resources", "Resource", "not_resources"],
  ["not_resources", "NotResource", "resources"],
];

/** Arguments that bring statements of other documents in. */
const sources = ["source_policy_documents", "override_policy_documents", "source_json", "override_json"];

/**
 * The policy that a `data "aws_iam_policy_document"` block makes, by the AWS provider's documentation of it: the effect is
 * Allow and the version 2012-10-17 when they are not given, empty lists are left out, and `&{…}` is a policy variable.
 */
export function documentOf(block: HclBlock, resolve: Resolve): ObjectNode {
  const at = block.labelSpans[1] ?? block.typeSpan;
  const version = attributeOfBlock(block, "version");
  const id = attributeOfBlock(block, "policy_id");
  const statements = nestedBlocks(block, "statement");
  const partial =
    sources.some((name) => attributeOfBlock(block, name)) ||
    statements.some(({ dynamic }) => dynamic) ||
    block.blocks.some(({ type, labels }) => type === "dynamic" && labels[0] === "statement");
  const items = statements.map((statement) => statementOf(statement.block, resolve));
  const first = statements[0]?.block.typeSpan ?? at;
  const span = { start: first.start, end: Math.max(first.end, block.span.end) };
  const members: Member[] = [
    version
      ? impliedMember("Version", version.nameSpan, toValue(version.value, resolve))
      : impliedMember("Version", at, impliedString("2012-10-17", at)),
  ];
  if (id) members.push(impliedMember("Id", id.nameSpan, toValue(id.value, resolve)));
  if (items.length > 0 || !partial)
    members.push(impliedMember("Statement", first, { kind: "list", items, span, partial }));
  return impliedObject(members, block.span, partial);
}

function statementOf(block: HclBlock, resolve: Resolve): ValueNode {
  const members: Member[] = [];
  const sid = attributeOfBlock(block, "sid");
  if (sid && !(sid.value.kind === "text" && sid.value.node.value === ""))
    members.push(impliedMember("Sid", sid.nameSpan, toValue(sid.value, resolve)));
  const effect = attributeOfBlock(block, "effect");
  members.push(
    effect
      ? impliedMember("Effect", effect.nameSpan, toValue(effect.value, resolve))
      : impliedMember("Effect", block.typeSpan, impliedString("Allow", block.typeSpan)),
  );
  let partial = false;
  for (const [argument, element, opposite] of elements) {
    const found = attributeOfBlock(block, argument);
    if (!found || isLeftOut(found.value)) continue;
    // Modules pass both of a pair on, and one of them is null.
    const isUnknown =
      found.value.kind === "name" || found.value.kind === "call" || found.value.kind === "unknown";
    const other = attributeOfBlock(block, opposite);
    if (isUnknown && other && !isLeftOut(other.value)) {
      partial = true;
      continue;
    }
    members.push(impliedMember(element, found.nameSpan, withVariables(toValue(found.value, resolve))));
  }
  for (const [type, element, opposite] of [
    ["principals", "Principal", "not_principals"],
    ["not_principals", "NotPrincipal", "principals"],
  ] as const) {
    const blocks = nestedBlocks(block, type);
    const mayBeNone = blocks.every(({ dynamic }) => dynamic);
    const isLeft = mayBeNone && nestedBlocks(block, opposite).length > 0;
    const principals = isLeft ? undefined : principalsOf(blocks, element, resolve);
    if (principals) members.push(principals);
    partial ||= mayBeNone && blocks.length > 0;
  }
  const condition = conditionOf(nestedBlocks(block, "condition"), resolve);
  if (condition) members.push(condition);
  return impliedObject(members, block.span, partial);
}

const isLeftOut = (value: Expression): boolean =>
  value.kind === "null" || (value.kind === "list" && value.items.length === 0 && !value.partial);

interface Nested {
  readonly block: HclBlock;
  readonly dynamic: boolean;
}

/** Values under a name that several blocks may give; they are put together, as the provider does. */
interface Group {
  readonly key: StringNode;
  readonly nodes: ValueNode[];
}

function principalsOf(blocks: readonly Nested[], element: string, resolve: Resolve): Member | undefined {
  const [first] = blocks;
  if (!first) return undefined;
  const groups = new Map<string, Group>();
  let partial = blocks.some(({ dynamic }) => dynamic);
  for (const { block } of blocks) {
    const type = attributeOfBlock(block, "type");
    const identifiers = attributeOfBlock(block, "identifiers");
    const key = type && toValue(type.value, resolve);
    if (key?.kind !== "string" || !identifiers) partial = true;
    else addTo(groups, key, toValue(identifiers.value, resolve));
  }
  const span = spanOfBlocks(blocks);
  const [only] = groups.values();
  // type = "*" is everyone, written as a string.
  if (groups.size === 1 && only?.key.value === "*" && !partial)
    return impliedMember(element, first.block.typeSpan, only.key);
  return impliedMember(element, first.block.typeSpan, impliedObject(membersOf(groups), span, partial));
}

function conditionOf(blocks: readonly Nested[], resolve: Resolve): Member | undefined {
  const [first] = blocks;
  if (!first) return undefined;
  const operators = new Map<string, { key: StringNode; keys: Map<string, Group> }>();
  let partial = blocks.some(({ dynamic }) => dynamic);
  for (const { block } of blocks) {
    const [test, variable, values] = ["test", "variable", "values"].map((name) => {
      const found = attributeOfBlock(block, name);
      return found && withVariables(toValue(found.value, resolve));
    });
    if (test?.kind !== "string" || variable?.kind !== "string" || !values) {
      partial = true;
      continue;
    }
    const operator = operators.get(test.value) ?? { key: test, keys: new Map<string, Group>() };
    operators.set(test.value, operator);
    addTo(operator.keys, variable, values);
  }
  const span = spanOfBlocks(blocks);
  const members = [...operators.values()].map(({ key, keys }) =>
    memberAt(key, impliedObject(membersOf(keys), span, false)),
  );
  return impliedMember("Condition", first.block.typeSpan, impliedObject(members, span, partial));
}

function addTo(groups: Map<string, Group>, key: StringNode, value: ValueNode): void {
  const group = groups.get(key.value) ?? { key, nodes: [] };
  group.nodes.push(value);
  groups.set(key.value, group);
}

function membersOf(groups: ReadonlyMap<string, Group>): Member[] {
  return [...groups.values()].map(({ key, nodes }) => memberAt(key, joined(nodes)));
}

function memberAt(key: StringNode, value: ValueNode): Member {
  return {
    key,
    value,
    span: { start: Math.min(key.span.start, value.span.start), end: Math.max(key.span.end, value.span.end) },
  };
}

function joined(nodes: readonly ValueNode[]): ValueNode {
  const [first] = nodes;
  if (nodes.length === 1 && first) return first;
  const items = nodes.flatMap((node) => (node.kind === "list" ? node.items : [node]));
  const partial = nodes.some((node) => node.kind === "list" && node.partial);
  const span = { start: first?.span.start ?? 0, end: nodes.at(-1)?.span.end ?? 0 };
  return { kind: "list", items, span, partial };
}

function spanOfBlocks(blocks: readonly Nested[]): Span {
  return {
    start: Math.min(...blocks.map(({ block }) => block.span.start)),
    end: Math.max(...blocks.map(({ block }) => block.span.end)),
  };
}

/** In a policy document block `&{…}` is written for a policy variable, since `${…}` is an interpolation. */
function withVariables(node: ValueNode): ValueNode {
  if (node.kind === "list") return { ...node, items: node.items.map(withVariables) };
  if (node.kind !== "string" || !node.value.includes("&{")) return node;
  return { ...node, value: node.value.replaceAll("&{", "${"), exact: false };
}
