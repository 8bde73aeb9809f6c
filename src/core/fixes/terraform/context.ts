import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Where in a Terraform configuration an expression stands. */
export interface HclContext {
  /** Type of the outermost block, such as `resource`; empty at the top of the file. */
  readonly block: string;
  readonly blockNode: SyntaxNode | undefined;
  /** Labels of the outermost block. */
  readonly labels: readonly string[];
  /** The attribute around the expression, and whether it is directly in the outermost block. */
  readonly attribute: SyntaxNode | undefined;
  readonly attributeName: string;
  readonly direct: boolean;
  /** Names from the block's last label to the value, for the secret's name. */
  readonly path: readonly string[];
  /** Types of the nested blocks, outermost first. */
  readonly nested: readonly string[];
}

const bare = (code: string): string => code.replace(/^"|"$/g, "");

/** Reads the context of a node from its ancestors. */
export function contextOf(node: SyntaxNode, text: string): HclContext {
  const code = (at: SyntaxNode | undefined): string => (at ? text.slice(at.start, at.end) : "");
  const blocks: SyntaxNode[] = [];
  const keys: string[] = [];
  let attribute: SyntaxNode | undefined;
  for (const at of upwards(node)) {
    if (at.type === "object_elem" && childIn(at, "key") !== node)
      keys.unshift(bare(code(childIn(at, "key"))));
    if (at.type === "attribute") attribute ??= at;
    if (at.type === "block") blocks.unshift(at);
  }
  const outer = blocks[0];
  const labels = (outer?.children ?? [])
    .filter((child) => child.type === "string_lit")
    .map((child) => bare(code(child)));
  const attributeName = code(attribute?.children[0]);
  const nested = blocks.slice(1).map((block) => code(block.children[0]));
  return {
    block: code(outer?.children[0]),
    blockNode: outer,
    labels,
    attribute,
    attributeName,
    direct: blocks.length === 1 && attribute?.parent?.parent === outer,
    path: [...labels.slice(-1), attributeName, ...keys],
    nested,
  };
}

/** The value of an attribute that stands directly in the block, as code. */
export function attributeCode(block: SyntaxNode | undefined, name: string, text: string): string | undefined {
  const body = block?.children.find((child) => child.type === "body");
  const found = body?.children.find(
    (child) =>
      child.type === "attribute" &&
      child.children[0] &&
      text.slice(child.children[0].start, child.children[0].end) === name,
  );
  const value = found?.children.find((child) => child.type === "expression");
  return value && text.slice(value.start, value.end);
}

const metaArguments = new Set([
  "count",
  "for_each",
  "depends_on",
  "provider",
  "providers",
  "source",
  "version",
]);

/** Why nothing can be looked up at this place, for a lookup in a store or for a variable. */
export function contextRefusal(context: HclContext, store: boolean, text: string): string | undefined {
  const { block, attributeName } = context;
  if (block === "") return undefined;
  if (block === "terraform") {
    return "a backend and the terraform block take constants only: give the value with -backend-config or the environment";
  }
  if (/^(?:import|moved|removed)$/.test(block)) return `a ${block} block takes constants only`;
  if (context.nested.includes("lifecycle")) return "lifecycle takes constants only";
  if (metaArguments.has(attributeName) && context.direct)
    return `${attributeName} takes no secret: its value is shown in plans`;
  if (block === "variable" && (store || attributeName !== "default" || !context.direct)) {
    return "a variable takes constants only: remove the default and set TF_VAR_… in the environment";
  }
  if (block === "output" && attributeCode(context.blockNode, "sensitive", text) !== "true") {
    return "the output would show the secret: set sensitive = true in it first";
  }
  if (store && block === "provider" && context.labels[0] === "aws") {
    return "the AWS provider cannot look up its own credentials: remove them and use a profile or the environment";
  }
  return undefined;
}

/**
 * Write-only twins of arguments: `X` has `X_wo` and `X_wo_version`, and neither reaches the state. Source: the resources'
 * pages in the AWS provider's documentation.
 */
const writeOnly: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ["password"],
  aws_rds_cluster: ["master_password"],
  aws_redshift_cluster: ["master_password"],
  aws_redshiftserverless_namespace: ["admin_user_password"],
  aws_secretsmanager_secret_version: ["secret_string"],
  aws_ssm_parameter: ["value"],
};

/** Whether the attribute has a write-only twin. */
export function hasWriteOnly(context: HclContext): boolean {
  const known = writeOnly[context.labels[0] ?? ""] ?? [];
  return context.block === "resource" && context.direct && known.includes(context.attributeName);
}

/** Whether every version that the constraint allows is at least `major.minor`. Unknown constraints are not. */
export function atLeastVersion(constraint: string | undefined, major: number, minor: number): boolean {
  for (const part of (constraint ?? "").split(",")) {
    const match = /^\s*(>=|~>|=|>)?\s*v?(\d+)(?:\.(\d+))?/.exec(part);
    if (!match) continue;
    const found = [Number(match[2]), Number(match[3] ?? 0)] as const;
    if (found[0] > major || (found[0] === major && found[1] >= minor)) return true;
  }
  return false;
}
