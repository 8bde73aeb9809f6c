import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Refusal, StoreLookup } from "../targetForm.ts";
import type { Library } from "./lookupCode.ts";
import type { ModuleFacts } from "./moduleFacts.ts";

/** The AWS CDK as a file loads it. CloudFormation reads the value when it deploys, so nothing is awaited. */
export interface Cdk {
  readonly library: Library;
  /** How the file calls `SecretValue` already, such as `cdk.SecretValue`. */
  readonly known: string | undefined;
}

/** The CDK of a file that imports it, or undefined: then its code runs, and reads values itself. */
export function cdkOf({ root, text }: ModuleFacts): Cdk | undefined {
  let module: string | undefined;
  let namespace: string | undefined;
  for (const statement of root.children) {
    const code = text.slice(statement.start, Math.min(statement.end, statement.start + 4000));
    const from = /(?:\bfrom\s*|\brequire\(\s*)["']((?:aws-cdk-lib|@aws-cdk\/core)(?:\/[\w-]+)?)["']/.exec(
      code,
    )?.[1];
    if (from === undefined) continue;
    const main = from.startsWith("@") ? "@aws-cdk/core" : "aws-cdk-lib";
    module ??= main;
    if (from === main)
      namespace ??= /^(?:import\s+\*\s+as|const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?:=|from)/.exec(code)?.[1];
  }
  if (module === undefined) return undefined;
  const library = { module, dependency: module, names: ["SecretValue"], clientNames: ["client"] as const };
  return { library, known: namespace === undefined ? undefined : `${namespace}.SecretValue` };
}

/** `SecretValue.unsafePlainText(literal)` around a literal: the place takes a SecretValue. */
export function plainTextCall(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const call = node.parent?.type === "arguments" ? node.parent.parent : undefined;
  const callee = call && childIn(call, "function");
  const name = callee ? text.slice(callee.start, callee.end) : "";
  return /\bSecretValue\.(?:unsafePlainText|plainText)$/.test(name) ? call : undefined;
}

/**
 * The lookup as an expression. A construct that takes only a string gets the dynamic reference that CloudFormation
 * resolves, which is what `unsafeUnwrap` gives for a secret; a SecureString has none that all properties take.
 * Source: the CDK's SecretValue.
 */
export function cdkExpression(
  lookup: StoreLookup,
  secretValue: string,
  typed: boolean,
  quoted: (value: string) => string,
): string | Refusal {
  const name = quoted(lookup.name);
  if (lookup.from === "parameter-store") {
    if (!typed || lookup.jsonKey !== undefined)
      return { reason: "CloudFormation takes a SecureString in few places: use Secrets Manager" };
    return `${secretValue}.ssmSecure(${name})`;
  }
  const field = lookup.jsonKey === undefined ? "" : `, { jsonField: ${quoted(lookup.jsonKey)} }`;
  const value = `${secretValue}.secretsManager(${name}${field})`;
  return typed ? value : `${value}.unsafeUnwrap()`;
}
