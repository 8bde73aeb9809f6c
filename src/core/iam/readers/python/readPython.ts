import { childIn, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { GrammarSource } from "../../../ports.ts";
import type { PolicyText } from "../../model/located.ts";
import { calleePath } from "../code/callee.ts";
import { readCode, type CodeLanguage } from "../code/readCode.ts";
import { pyExpression } from "./pyExpressions.ts";

const language: CodeLanguage = {
  syntax: "python",
  grammar: "tree-sitter-python.wasm",
  encoders: new Set(["json.dumps", "dumps", "pulumi.Output.json_dumps", "Output.json_dumps"]),
  calls: new Set(["call"]),
  calleeOf: (call) => childIn(call, "function"),
  expression: pyExpression,
  hasKey: (node, keys, text) =>
    node.type === "dictionary" &&
    node.children.some((child) => {
      const key = child.type === "pair" ? childIn(child, "key") : undefined;
      if (key?.type !== "string" || key.end - key.start > 40) return false;
      return keys.test(text.slice(key.start, key.end).replace(/^["']|["']$/g, ""));
    }),
  isString: ({ type, children: [callee] }, text) =>
    ["string", "concatenated_string", "binary_operator"].includes(type) ||
    (type === "call" && callee !== undefined && text.slice(callee.end - 7, callee.end) === ".format"),
  assignment,
};

function assignment(node: SyntaxNode, text: string): readonly [string, SyntaxNode] | undefined {
  if (node.type !== "assignment") return undefined;
  const name = childIn(node, "left");
  const value = childIn(node, "right");
  return name && value && [calleePath(name, text), value];
}

/** Reads the policies of a Python program: dictionaries, JSON in strings, the CDK, Pulumi, boto3's calls. */
export function readPython(text: string, grammars: GrammarSource): Promise<PolicyText> {
  return readCode(text, language, grammars);
}
