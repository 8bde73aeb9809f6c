import type { PolicySyntax } from "../../model/located.ts";
import { itemsOf, memberOf, unknownText, type ObjectNode, type ValueNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";

const dataTypeMismatch = analyzerRule("DATA_TYPE_MISMATCH", "error", "Value of the wrong JSON type");

/** In these a number is written where the policy gets a string: their tools convert it. */
const converting: ReadonlySet<PolicySyntax> = new Set(["yaml", "hcl", "terraform-document"]);

/** Elements with one string, and elements with one string or several. */
const texts = ["Sid", "Effect"];
const textLists = ["Action", "NotAction", "Resource", "NotResource"];

/** Values of another JSON type than their element takes. Values that are not known are left alone. */
export const dataTypeCheck: PolicyCheck = {
  rules: [dataTypeMismatch],
  *check({ located, root, statements }) {
    if (!root) {
      if (located.root.kind !== "unknown") yield mismatch(located.root, "A policy", "an object");
      return;
    }
    const isConverting = converting.has(located.syntax);
    const isText = (node: ValueNode): boolean =>
      node.kind === "string" ||
      node.kind === "unknown" ||
      (isConverting && (node.kind === "number" || node.kind === "boolean"));
    for (const name of ["Version", "Id"]) yield* textOf(root, name, isText);
    for (const node of itemsOf(memberOf(root, "Statement")?.value)) {
      // A tool may put a statement in the place of a variable.
      const isKnown = node.kind !== "unknown" && !(node.kind === "string" && node.value === unknownText);
      if (node.kind !== "object" && isKnown) yield mismatch(node, "A statement", "an object");
    }
    for (const { node } of statements) {
      for (const name of texts) yield* textOf(node, name, isText);
      for (const name of textLists) yield* textsOf(memberOf(node, name)?.value, `"${name}"`, isText);
      for (const name of ["Principal", "NotPrincipal"]) yield* principalOf(node, name, isText);
      yield* conditionOf(memberOf(node, "Condition")?.value);
    }
  },
};

function* textOf(node: ObjectNode, name: string, isText: (node: ValueNode) => boolean): Generator<Issue> {
  const value = memberOf(node, name)?.value;
  if (value && !isText(value)) yield mismatch(value, `"${name}"`, "a string");
}

function* textsOf(
  value: ValueNode | undefined,
  what: string,
  isText: (node: ValueNode) => boolean,
): Generator<Issue> {
  for (const item of itemsOf(value)) {
    if (!isText(item)) yield mismatch(item, what, "a string or a list of strings");
  }
}

function* principalOf(
  node: ObjectNode,
  name: string,
  isText: (node: ValueNode) => boolean,
): Generator<Issue> {
  const value = memberOf(node, name)?.value;
  if (!value) return;
  if (value.kind === "object") {
    for (const { key, value: of } of value.members) yield* textsOf(of, `"${key.value}" of "${name}"`, isText);
  } else if (value.kind === "number" || value.kind === "boolean" || value.kind === "null") {
    yield mismatch(value, `"${name}"`, 'an object such as { "AWS": … }, or "*"');
  }
}

/** Down to the values; what types they have among each other is a matter of conditions. */
function* conditionOf(value: ValueNode | undefined): Generator<Issue> {
  if (!value || value.kind === "unknown") return;
  if (value.kind !== "object") {
    yield mismatch(value, '"Condition"', "an object of operators");
    return;
  }
  for (const { key: operator, value: block } of value.members) {
    if (block.kind === "object") {
      for (const { key, value: of } of block.members) yield* conditionValues(of, key.value);
    } else if (block.kind !== "unknown") {
      yield mismatch(block, `The operator "${operator.value}"`, "an object of condition keys");
    }
  }
}

function* conditionValues(value: ValueNode, key: string): Generator<Issue> {
  for (const item of itemsOf(value)) {
    if (item.kind === "object" || item.kind === "list" || item.kind === "null")
      yield mismatch(item, `"${key.slice(0, 60)}"`, "a string or a list of strings");
  }
}

const names: Record<ValueNode["kind"], string> = {
  object: "an object",
  list: "a list",
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  null: "null",
  unknown: "unknown",
};

function mismatch(node: ValueNode, what: string, wanted: string): Issue {
  return {
    rule: dataTypeMismatch,
    span: node.kind === "string" ? node.content : node.span,
    message: `${what} takes ${wanted}, not ${names[node.kind]}.`,
  };
}
