import type { TextEdit } from "../../model/edit.ts";
import { lineEnd } from "../../model/lineEdges.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Refusal, StoreLookup } from "../targetForm.ts";
import type { PythonFacts } from "./header.ts";

/** The AWS CDK as a file imports it: what it calls `SecretValue`, with the import where there is none yet. */
export interface PythonCdk {
  readonly secretValue: string;
  readonly edits: readonly TextEdit[];
}

/** The CDK of a file that imports it at its top; its values are read by CloudFormation when it deploys. */
export function cdkOf({ root, text, eol, taken }: PythonFacts): PythonCdk | undefined {
  let last: SyntaxNode | undefined;
  let module = "aws_cdk";
  for (const statement of root.children) {
    if (!/^import_(?:from_)?statement$/.test(statement.type)) continue;
    const code = text.slice(statement.start, statement.end);
    const plain = /(?:^import|,)\s*(aws_cdk(?:\.core)?)(?:\s+as\s+(\w+))?\s*(?=,|$)/.exec(code);
    if (plain) return { secretValue: `${plain[2] ?? plain[1]}.SecretValue`, edits: [] };
    const from = /^from\s+(aws_cdk[\w.]*)\s+import\b([^]*)$/.exec(code);
    if (!from) continue;
    last = statement;
    const names = from[2] ?? "";
    const core = from[1] === "aws_cdk" && /\bcore\b(?:\s+as\s+(\w+))?/.exec(names);
    if (core) return { secretValue: `${core[1] ?? "core"}.SecretValue`, edits: [] };
    if (from[1] === "aws_cdk.core") module = "aws_cdk.core";
    const own = /\bSecretValue\b(?:\s+as\s+(\w+))?/.exec(names);
    if (own) return { secretValue: own[1] ?? "SecretValue", edits: [] };
  }
  if (!last) return undefined;
  const name = taken.has("SecretValue") ? "CdkSecretValue" : "SecretValue";
  const as = name === "SecretValue" ? "" : ` as ${name}`;
  const at = lineEnd(text, last.end);
  const newText = `${eol}from ${module} import SecretValue${as}`;
  return { secretValue: name, edits: [{ span: { start: at, end: at }, newText }] };
}

/** `SecretValue.unsafe_plain_text(literal)` around a literal: the place takes a SecretValue. */
export function plainTextCall(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const call = node.parent?.type === "argument_list" ? node.parent.parent : undefined;
  const callee = call && childIn(call, "function");
  const name = callee ? text.slice(callee.start, callee.end) : "";
  return /\bSecretValue\.(?:unsafe_plain_text|plain_text)$/.test(name) ? call : undefined;
}

/** Why a parameter cannot be looked up at a place that takes a string, or a field of one anywhere. */
export function cdkRefusal(lookup: StoreLookup, typed: boolean): Refusal | undefined {
  if (lookup.from === "secrets-manager" || (typed && lookup.jsonKey === undefined)) return undefined;
  return { reason: "CloudFormation takes a SecureString in few places: use Secrets Manager" };
}

/** The lookup as an expression; a string gets the dynamic reference that CloudFormation resolves. Source: SecretValue. */
export function cdkExpression(
  lookup: StoreLookup,
  { secretValue }: PythonCdk,
  typed: boolean,
  quoted: (value: string) => string,
): string {
  if (lookup.from === "parameter-store") return `${secretValue}.ssm_secure(${quoted(lookup.name)})`;
  const field = lookup.jsonKey === undefined ? "" : `, json_field=${quoted(lookup.jsonKey)}`;
  const value = `${secretValue}.secrets_manager(${quoted(lookup.name)}${field})`;
  return typed ? value : `${value}.unsafe_unwrap()`;
}
