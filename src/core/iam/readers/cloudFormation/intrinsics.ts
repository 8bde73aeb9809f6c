import {
  unknownText,
  type ListNode,
  type Member,
  type ObjectNode,
  type ValueNode,
  type StringNode,
} from "../../model/valueNode.ts";
import type { Span } from "../../../model/span.ts";
import { makeString } from "../../model/makeNodes.ts";
import type { Piece } from "../code/mappedText.ts";
import { stringPieces, substitute, type TreeSource } from "../stringPieces.ts";
import { alternativesAsValue, alternativesInList } from "./alternatives.ts";

/** What a template says about the names that its functions use. */
export interface TemplateNames {
  readonly source: TreeSource;
  /** Parameters by name: whether one holds a list. */
  readonly parameters: ReadonlyMap<string, boolean>;
  /** Types of resources by logical id. */
  readonly resources: ReadonlyMap<string, string>;
  readonly mappings: ObjectNode | undefined;
  /** What a tool replaces in every string before CloudFormation sees it, such as the variables of Serverless. */
  readonly variables?: RegExp;
}

/** The function that an object calls: its only member is one, such as `Fn::Sub`. */
export function callOf(node: ValueNode): { name: string; argument: ValueNode } | undefined {
  if (node.kind !== "object" || node.members.length !== 1) return undefined;
  const { key, value } = node.members[0]!;
  if (key.value !== "Ref" && !key.value.startsWith("Fn::")) return undefined;
  return { name: key.value, argument: value };
}

/**
 * A value with its functions worked out as far as that can be done offline: what stays open is unknown text in strings
 * or an unknown value. Of `Fn::If` both branches count. Undefined for `AWS::NoValue`.
 */
export function resolve(node: ValueNode, names: TemplateNames): ValueNode | undefined {
  const call = callOf(node);
  if (call) return resolveCall(node, call.name, call.argument, names);
  if (node.kind === "object") return resolveObject(node, names);
  if (node.kind === "list") return resolveList(node, names);
  return node.kind === "string" && names.variables ? withoutVariables(node, names) : node;
}

function resolveList(node: ListNode, names: TemplateNames): ListNode {
  let { partial } = node;
  const items = node.items.flatMap((item) => {
    const branches = branchesOf(item, names);
    if (!branches) return resolve(item, names) ?? [];
    partial = true;
    return alternativesInList(branches);
  });
  return { ...node, items, partial };
}

function resolveObject(node: ObjectNode, names: TemplateNames): ObjectNode {
  let { partial } = node;
  const members = node.members.flatMap((member): Member[] => {
    // A macro or an included file adds members.
    if (member.key.value === "Fn::Transform" || member.key.value.startsWith("Fn::ForEach::")) {
      partial = true;
      return [];
    }
    const branches = branchesOf(member.value, names);
    if (branches?.some((branch) => branch === undefined)) partial = true;
    const value = branches
      ? alternativesAsValue(member.key.value, branches, member.value.span)
      : resolve(member.value, names);
    return value ? [{ ...member, value }] : [];
  });
  return { ...node, members, partial };
}

/** The branches of an `Fn::If`, those of nested ones too; undefined in the list: `AWS::NoValue`. */
function branchesOf(node: ValueNode, names: TemplateNames): (ValueNode | undefined)[] | undefined {
  const call = callOf(node);
  if (call?.name !== "Fn::If" || call.argument.kind !== "list") return undefined;
  return call.argument.items
    .slice(1, 3)
    .flatMap((branch) => branchesOf(branch, names) ?? [resolve(branch, names)]);
}

function resolveCall(
  node: ValueNode,
  name: string,
  argument: ValueNode,
  names: TemplateNames,
): ValueNode | undefined {
  const unknown: ValueNode = { kind: "unknown", span: node.span };
  const text = (): ValueNode => textOf(node, names) ?? unknown;
  switch (name) {
    case "Ref":
      return resolveRef(node, argument, names);
    case "Fn::GetAtt":
      return isCustom(attributeOwner(argument), names) ? unknown : unknownString(node, argument);
    case "Fn::ImportValue":
    case "Fn::Base64":
      return unknownString(node, argument);
    case "Fn::Sub":
    case "Fn::Join":
      return text();
    case "Fn::Select":
      return unknownString(node, argument);
    case "Fn::FindInMap":
      return holdsOnlyTexts(argument, names) ? unknownString(node, argument) : unknown;
    case "Fn::If":
      return alternativesAsValue("", branchesOf(node, names) ?? [], node.span);
    case "Fn::ToJsonString":
      return resolve(argument, names);
    default:
      return unknown;
  }
}

function resolveRef(node: ValueNode, argument: ValueNode, names: TemplateNames): ValueNode | undefined {
  const name = argument.kind === "string" ? argument.value : "";
  if (name === "AWS::NoValue") return undefined;
  if (name === "AWS::NotificationARNs" || names.parameters.get(name) === true)
    return { kind: "unknown", span: node.span };
  const known = name.startsWith("AWS::") || names.parameters.has(name) || names.resources.has(name);
  return known ? unknownString(node, argument) : { kind: "unknown", span: node.span };
}

function unknownString(node: ValueNode, argument: ValueNode): StringNode {
  const content = argument.kind === "string" ? argument.content : argument.span;
  return { kind: "string", value: unknownText, span: node.span, content, exact: false };
}

function attributeOwner(argument: ValueNode): string {
  const first = argument.kind === "list" ? argument.items[0] : argument;
  return first?.kind === "string" ? first.value.split(".", 1)[0]! : "";
}

/** Whether what a custom resource returns is asked for, which may be anything. */
function isCustom(logicalId: string, { resources }: TemplateNames): boolean {
  return /^(?:Custom::|AWS::CloudFormation::CustomResource$)/.test(resources.get(logicalId) ?? "");
}

/** Whether every value of the mapping is a text. */
function holdsOnlyTexts(argument: ValueNode, { mappings }: TemplateNames): boolean {
  const first = argument.kind === "list" ? argument.items[0] : undefined;
  const name = first?.kind === "string" ? first.value : undefined;
  const mapping = mappings?.members.find(({ key }) => key.value === name)?.value;
  if (mapping?.kind !== "object") return false;
  return mapping.members.every(
    ({ value }) => value.kind === "object" && value.members.every((one) => one.value.kind === "string"),
  );
}

/** A string that is nothing but a variable may become a list or an object too. */
function withoutVariables(node: StringNode, names: TemplateNames): ValueNode {
  if (!node.value.includes("${")) return node;
  const pieces = piecesOfText(node, names);
  if (pieces?.length === 1 && pieces[0]?.text === undefined) return { kind: "unknown", span: node.span };
  return pieces ? stringOf(node, node.content, pieces, names) : node;
}

/** The text of a string, `Fn::Sub` or `Fn::Join` in pieces; undefined for what is none. */
export function piecesOfText(node: ValueNode, names: TemplateNames): Piece[] | undefined {
  if (node.kind === "string") {
    const pieces = stringPieces(names.source, node);
    return names.variables ? substitute(names.source.text, pieces, names.variables, () => undefined) : pieces;
  }
  const call = callOf(node);
  if (call?.name === "Fn::Sub") return piecesOfSub(call.argument, names);
  if (call?.name === "Fn::Join") return piecesOfJoin(call.argument, names);
  return undefined;
}

function piecesOfSub(argument: ValueNode, names: TemplateNames): Piece[] | undefined {
  const template = argument.kind === "list" ? argument.items[0] : argument;
  if (template?.kind !== "string") return undefined;
  const given = argument.kind === "list" ? argument.items[1] : undefined;
  const constants = new Map<string, string>();
  if (given?.kind === "object") {
    for (const { key, value } of given.members)
      if (value.kind === "string" && !names.variables) constants.set(key.value, value.value);
  }
  const decode = (match: string): string | undefined =>
    match.startsWith("${!") ? `\${${match.slice(3)}` : constants.get(match.slice(2, -1).trim());
  const pieces = stringPieces(names.source, template);
  return substitute(names.source.text, pieces, /\$\{[^{}]*\}/g, decode);
}

function piecesOfJoin(argument: ValueNode, names: TemplateNames): Piece[] | undefined {
  const [delimiter, list] = argument.kind === "list" ? argument.items : [];
  if (delimiter?.kind !== "string" || !list) return undefined;
  if (list.kind !== "list") return [{ ...argument.span, text: undefined }];
  return list.items.flatMap((item, index) => {
    const between = { start: item.span.start, end: item.span.start, text: delimiter.value };
    const pieces = piecesOfText(item, names) ?? [{ ...item.span, text: undefined }];
    return index > 0 && delimiter.value !== "" ? [between, ...pieces] : pieces;
  });
}

function textOf(node: ValueNode, names: TemplateNames): StringNode | undefined {
  const pieces = piecesOfText(node, names);
  const call = callOf(node);
  if (!pieces || !call) return undefined;
  const first = call.argument.kind === "list" ? call.argument.items[0] : call.argument;
  const written = call.name === "Fn::Sub" && first?.kind === "string" ? first : undefined;
  return stringOf(node, written?.content ?? call.argument.span, pieces, names);
}

function stringOf(
  node: ValueNode,
  content: Span,
  pieces: readonly Piece[],
  { source }: TemplateNames,
): StringNode {
  const value = pieces.map(({ text }) => text ?? unknownText).join("");
  return makeString(source.text, value, node.span, content);
}
