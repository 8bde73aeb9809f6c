import { childIn, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { GrammarSource } from "../../../ports.ts";
import type { PolicyText } from "../../model/located.ts";
import { calleePath } from "../code/callee.ts";
import { readCode, type CodeLanguage } from "../code/readCode.ts";
import { jsCallee, jsExpression, jsKey } from "./jsExpressions.ts";

/** The grammars of JavaScript, TypeScript and TypeScript with JSX. */
export type JavaScriptDialect = "javascript" | "typescript" | "tsx";

const common: Omit<CodeLanguage, "grammar"> = {
  syntax: "javascript",
  encoders: new Set(["JSON.stringify", "pulumi.jsonStringify", "this.toJsonString"]),
  calls: new Set(["call_expression", "new_expression"]),
  calleeOf: jsCallee,
  expression: jsExpression,
  hasKey: (node, keys, text) =>
    node.type === "object" &&
    node.children.some((child) => {
      const key = child.type === "pair" ? childIn(child, "key") : undefined;
      if (key) return keys.test(jsKey(key, text)?.value ?? "");
      return child.type === "shorthand_property_identifier" && keys.test(text.slice(child.start, child.end));
    }),
  isString: ({ type }) => ["string", "template_string", "binary_expression"].includes(type),
  assignment,
};

/** The fields of nodes that give a name its value. */
const assignments: Readonly<Record<string, readonly [name: string, value: string]>> = {
  variable_declarator: ["name", "value"],
  assignment_expression: ["left", "right"],
  public_field_definition: ["name", "value"],
  field_definition: ["property", "value"],
};

function assignment(node: SyntaxNode, text: string): readonly [string, SyntaxNode] | undefined {
  const fields = assignments[node.type];
  const name = fields && childIn(node, fields[0]);
  const value = fields && childIn(node, fields[1]);
  if (!name || !value) return undefined;
  const path = calleePath(name, text);
  return [node.type.endsWith("field_definition") ? `this.${path}` : path, value];
}

/** Reads the policies of a JavaScript or TypeScript program: object literals, JSON in strings, the CDK, Pulumi, SDK calls. */
export function readJavaScript(
  text: string,
  grammars: GrammarSource,
  dialect: JavaScriptDialect,
): Promise<PolicyText> {
  return readCode(text, { ...common, grammar: `tree-sitter-${dialect}.wasm` }, grammars);
}
