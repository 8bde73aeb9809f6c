import { childIn, everyNode, parseSyntax, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { GrammarSource } from "../../../ports.ts";
import { nothingRead, tooLongToRead, type PolicyText, type TemplateResource } from "../../model/located.ts";
import type { Expression } from "../code/expression.ts";
import { looseName } from "../code/names.ts";
import { readOperation } from "../code/operations.ts";
import { PolicySources } from "../code/policySources.ts";
import { Principals } from "../code/principals.ts";
import { awsCommand, optionValue, type AwsCommand } from "./awsCommand.ts";
import { commandResource } from "./commandResources.ts";
import { argumentsOf, commandName, shellExpression, wordOf } from "./shellExpressions.ts";

/** What a script must hold to be worth parsing. */
const worthParsing =
  /"Statement|-policy\b|permissions-boundary|authorize-security-group|network-acl-entry|create-workspaces|add-permission/;

/** Reads the policies of a shell script: here-documents, JSON in quotes, and what calls of the AWS CLI do with them. */
export async function readShell(text: string, grammars: GrammarSource): Promise<PolicyText> {
  if (!worthParsing.test(text)) return nothingRead;
  const root = await parseSyntax(text, "tree-sitter-bash.wasm", grammars);
  if (!root) return tooLongToRead;
  const script = scriptOf(root, text);
  const follow = (name: string): Expression | undefined => {
    const node = script.values.get(name);
    return node && shellExpression(node, text);
  };
  const sources = new PolicySources({
    syntax: "json",
    encoders: new Set(),
    resolve: () => undefined,
    follow,
  });
  const principals = new Principals();
  const meant = (expression: Expression | undefined): Expression | undefined =>
    expression && withFiles(expression, script, text);
  const resources: TemplateResource[] = [];
  for (const command of script.commands) {
    const argument = (name: string): Expression | undefined => meant(optionValue(command, name));
    readOperation({ name: looseName(command.operation), argument }, { sources, principals, text });
    const resource = commandResource(command, (value) => meant(value) ?? value);
    if (resource) resources.push(resource);
  }
  sources.addRest(
    root,
    (node) => isCandidate(node, text),
    (node) => shellExpression(node, text),
  );
  return { policies: sources.all(), principals: principals.all(), resources };
}

interface Script {
  readonly commands: readonly AwsCommand[];
  /** Values of variables that are set once. */
  readonly values: ReadonlyMap<string, SyntaxNode | undefined>;
  /** Here-documents that are written to a file, by its name without folders. */
  readonly files: ReadonlyMap<string, SyntaxNode>;
}

function scriptOf(root: SyntaxNode, text: string): Script {
  const commands: AwsCommand[] = [];
  const values = new Map<string, SyntaxNode | undefined>();
  const files = new Map<string, SyntaxNode>();
  const set = (name: string, value: SyntaxNode): void => {
    values.set(name, values.has(name) ? undefined : value);
  };
  for (const node of everyNode(root)) {
    if (node.type === "variable_assignment") {
      const [name, value] = [childIn(node, "name"), childIn(node, "value")];
      if (name && value) set(text.slice(name.start, name.end), value);
    } else if (node.type === "command") {
      const command = awsCommand(node, text);
      if (command) commands.push(command);
    } else if (node.type === "heredoc_body") {
      const use = useOfHeredoc(node, text);
      if (use?.file !== undefined) files.set(baseName(use.file), node);
      if (use?.variable !== undefined) set(use.variable, node);
    }
  }
  return { commands, values, files };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The file that a here-document is written to by `cat` or `tee`, or the variable that `read` gives it to. */
function useOfHeredoc(body: SyntaxNode, text: string): { file?: string; variable?: string } | undefined {
  const redirect = body.parent;
  const statement = redirect?.parent;
  if (!redirect || statement?.type !== "redirected_statement") return undefined;
  const command = childIn(statement, "body");
  if (command?.type !== "command") return undefined;
  const name = commandName(command, text);
  const words = argumentsOf(command).map((arg) => wordOf(arg, text) ?? "");
  if (name === "read") {
    const variable = words.at(-1);
    return variable === undefined ? undefined : { variable };
  }
  if (name === "tee" || name.endsWith("/tee") || name === "sudo") {
    const file = words.findLast((word) => !word.startsWith("-"));
    return file === undefined ? undefined : { file };
  }
  const files = [...statement.children, ...redirect.children].filter(({ type }) => type === "file_redirect");
  const destination = files[0] && childIn(files[0], "destination");
  const file = destination && wordOf(destination, text);
  return file === undefined ? undefined : { file };
}

/** `file://policy.json` is the here-document that the script wrote to that file. */
function withFiles(expression: Expression, script: Script, text: string, depth = 0): Expression {
  if (expression.kind === "name" && depth < 5) {
    const node = script.values.get(expression.path);
    const value = node && shellExpression(node, text);
    return value?.kind === "text" && value.mapped.text.startsWith("file://")
      ? withFiles(value, script, text, depth + 1)
      : expression;
  }
  if (expression.kind !== "text" || !expression.mapped.text.startsWith("file://")) return expression;
  const node = script.files.get(baseName(expression.mapped.text));
  return node ? shellExpression(node, text) : expression;
}

function isCandidate(node: SyntaxNode, text: string): boolean {
  if (!["heredoc_body", "string", "raw_string", "ansi_c_string", "concatenation"].includes(node.type))
    return false;
  return node.end - node.start > 20 && text.slice(node.start, node.end).includes("Statement");
}
