import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { extentOf } from "../literal.ts";
import { typeOf } from "../naming.ts";
import { dependencyNote, partNote, placeholderOf } from "../notes.ts";
import { partialExtent, withoutVerbs } from "../partialExtent.ts";
import { classNamesOf } from "../php/classNames.ts";
import { constantEdits } from "../php/constants.ts";
import { keyOf } from "../php/keys.ts";
import { readLiteral } from "../php/literals.ts";
import { fieldOf, quoted } from "../php/lookupCode.ts";
import { phpFileOf } from "../php/phpFile.ts";
import type { PhpFile } from "../php/phpFile.ts";
import { constantAround, scopeOf } from "../php/places.ts";
import type { PhpConstant, PhpScope } from "../php/places.ts";
import { readersOf } from "../php/readers.ts";
import type { Readers } from "../php/readers.ts";
import { formatArguments, replaceParts } from "../php/replacement.ts";
import type { FixNote } from "../plan.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { isRefusal } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { camelCase, snakeCase } from "../textStyle.ts";
import { usesByNode } from "../usesByNode.ts";

interface PhpPlace extends Place {
  readonly node: SyntaxNode;
  readonly scope: PhpScope;
  readonly constant?: PhpConstant;
  /** A name for a variable that would hold the value. */
  readonly name: string;
}

/** PHP, with the AWS SDK for PHP. */
export const phpForm = treeForm<PhpPlace>({
  id: "php",
  files: /\.(?:php[3-8]?|phtml)$/i,
  languageId: "php",
  grammar: "tree-sitter-php.wasm",
  open: (root, source) => ({
    locate: (finding) => locate(finding, root, source.text),
    rewrite: (uses) => rewrite(uses, source, root),
  }),
});

function locate(finding: Finding, root: SyntaxNode, text: string): PhpPlace | Refusal {
  const file = { kind: "file" as const, statement: root, closures: [] };
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment") {
      return {
        ...mentionIn(node, finding, text),
        scope: file,
        name: "",
      };
    }
    if (/^(?:string|encapsed_string|heredoc|nowdoc)$/.test(node.type)) return inLiteral(node, finding, text);
    if (node.type === "shell_command_expression")
      return { reason: "it is part of a shell command: pass it to the command in its environment" };
    if (node.type === "text") return { reason: "it is text of the page, not a value" };
  }
  return { reason: "it is not inside one string literal" };
}

function inLiteral(node: SyntaxNode, finding: Finding, text: string): PhpPlace | Refusal {
  const constant = constantAround(node, text);
  if (constant && isRefusal(constant)) return constant;
  const scope = scopeOf(node);
  if (!scope) return { reason: "the code around it was not parsed" };
  if (scope.kind === "file" && /<\?=\s*$/.test(text.slice(0, scope.statement.start)))
    return { reason: "it is in a tag that prints: set a variable in the code above, and print that" };
  const literal = readLiteral(node, text);
  const extent = formatArguments(node, text)
    ? partialExtent(literal, finding.span, text, withoutVerbs)
    : extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time" };
  const key = keyOf(node, text);
  const container = { start: node.start, end: node.end };
  const span = extent.whole ? container : extent.span;
  const name = key ?? typeOf(finding.ruleId);
  const named = key === undefined ? {} : { key };
  return { container, ...extent, span, node, scope, name, ...named, ...(constant ? { constant } : {}) };
}

function rewrite(uses: readonly Use<PhpPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const file = phpFileOf(source, root);
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  const lookups = uses.filter((use) => !use.place.mention);
  for (const use of uses) {
    if (use.place.mention) edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
  }
  const names = classNamesOf(root, source.text);
  const from = lookups.flatMap(({ lookup }) => (lookup.from === "env" ? [] : [lookup.from]))[0];
  const readers =
    from && readersOf(file, from, names, Math.min(...lookups.map(({ place }) => place.container.start)));
  const literals: TextEdit[] = [];
  for (const [node, group] of usesByNode(lookups)) {
    const replaced = replaceLiteral(node, group, file, readers);
    if (typeof replaced === "string") for (const use of group) refused.set(use, replaced);
    else literals.push(...replaced);
    if (!group[0]!.place.whole) notes.push(partNote());
  }
  const constants = lookups.flatMap(({ place }) => place.constant ?? []);
  edits.push(...constantEdits(constants, literals, file), ...(readers?.edits() ?? []), ...names.edits());
  notes.push(...constantNotes(constants));
  if (from && source.project.dependencies?.includes("aws/aws-sdk-php") === false)
    notes.push(dependencyNote("aws/aws-sdk-php", "composer require aws/aws-sdk-php"));
  return { edits, notes, refused };
}

function replaceLiteral(
  node: SyntaxNode,
  group: readonly Use<PhpPlace>[],
  file: PhpFile,
  readers: Readers | undefined,
): TextEdit[] | string {
  const { place, lookup } = group[0]!;
  const code = (scope: PhpScope, one: Lookup): string => {
    if (one.from === "env" || !readers) return `getenv(${quoted(one.name, file.quote)})`;
    return fieldOf(one, readers.read(scope, one), file.quote);
  };
  if (place.whole) return [{ span: place.container, newText: code(place.scope, lookup) }];
  const snake = [...file.variables].some((name) => name.includes("_"));
  const parts = group.map((use) => ({
    span: use.place.span,
    expression: code(use.place.scope, use.lookup),
    name: (snake ? snakeCase : camelCase)(use.place.key ?? use.place.name),
  }));
  return replaceParts(node, parts, file);
}

/** What changes for classes that extend this one. */
function constantNotes(constants: readonly PhpConstant[]): FixNote[] {
  const open = constants.some(({ kind, declaration }) => {
    const owner = declaration.parent?.parent;
    return kind === "property" && owner?.children.every((child) => child.type !== "final_modifier");
  });
  if (!open) return [];
  return [
    {
      code: "constructor",
      message:
        "A property gets its value in the constructor now: classes that extend this one must call parent::__construct().",
    },
  ];
}
