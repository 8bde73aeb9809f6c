import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { blockingNote } from "../blockingNote.ts";
import { constantNote } from "../constantNote.ts";
import { dotnetStores } from "../csharp/awsDotnet.ts";
import { codesFor } from "../csharp/codes.ts";
import { constantNames, constantOf } from "../csharp/constants.ts";
import { literalTypes, readLiteral } from "../csharp/literals.ts";
import type { CsharpLiteral } from "../csharp/literals.ts";
import { keyOf, literalRefusal } from "../csharp/places.ts";
import { replaceParts, replaceWhole } from "../csharp/replacement.ts";
import { usingsOf } from "../csharp/usings.ts";
import { joinedLiterals } from "../joinedLiterals.ts";
import { extentOf } from "../literal.ts";
import { mentionEdit } from "../mentionEdit.ts";
import { dependencyNote, partNote } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";
import { usesByNode } from "../usesByNode.ts";

interface CsharpPlace extends Place {
  readonly node: SyntaxNode;
  readonly literal?: CsharpLiteral;
}

/** C#, with the AWS SDK for .NET. */
export const csharpForm = treeForm<CsharpPlace>({
  id: "csharp",
  files: /\.cs$/i,
  languageId: "csharp",
  grammar: "tree-sitter-c-sharp.wasm",
  open: (root, source) => {
    const constants = constantNames(root, source.text);
    return {
      locate: (finding) => locate(finding, root, source.text, constants),
      rewrite: (uses) => rewrite(uses, source, root),
    };
  },
});

function locate(
  finding: Finding,
  root: SyntaxNode,
  text: string,
  constants: ReadonlySet<string>,
): CsharpPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment") {
      return mentionIn(node, finding, text);
    }
    const literal = literalTypes.has(node.type);
    if (!literal && node.type !== "binary_expression") continue;
    const constant = constantOf(node, text);
    const needed = constant?.names.some((name) => constants.has(name)) ?? false;
    const reason = literalRefusal(node) ?? (needed ? constantNeeded : undefined);
    if (reason !== undefined) return { reason };
    return literal ? inLiteral(node, finding, text) : inSum(node, finding, text);
  }
  return { reason: "it is not inside one string literal" };
}

const constantNeeded =
  "an attribute, a pattern, a default or another constant reads this constant, and they take constants only: take it out of there first";

function inLiteral(node: SyntaxNode, finding: Finding, text: string): CsharpPlace | Refusal {
  const literal = readLiteral(node, text);
  // The lines of a raw string's quotes are no part of it.
  const start = Math.max(finding.span.start, literal.content.start);
  const end = Math.max(start, Math.min(finding.span.end, literal.content.end));
  const extent = extentOf(literal, { start, end }, text);
  if (!extent)
    return { reason: "part of it is only known at run time, or is white space that is not in the value" };
  const container = { start: node.start, end: node.end };
  const key = keyOf(node, text);
  const named = key === undefined ? {} : { key };
  if (extent.whole)
    return { container, span: container, whole: true, value: extent.value, node, literal, ...named };
  return { container, ...extent, node, literal, ...named };
}

/** A secret written as several literals with plus signs between them, such as the lines of a private key. */
function inSum(node: SyntaxNode, finding: Finding, text: string): CsharpPlace | Refusal {
  const value = joinedLiterals(node, finding.span, (child) =>
    literalTypes.has(child.type) ? readLiteral(child, text) : undefined,
  );
  if (value === undefined) return { reason: "it is spread over several string literals" };
  const container = { start: node.start, end: node.end };
  const key = keyOf(node, text);
  return { container, span: container, whole: true, value, node, ...(key === undefined ? {} : { key }) };
}

function rewrite(uses: readonly Use<CsharpPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const { text } = source;
  const edits: TextEdit[] = [];
  const notes: FixNote[] = [];
  const usings = usingsOf(root, text);
  const codes = codesFor(uses, source, root, usings);
  const refused = new Map<Use, string>(codes.refused);
  for (const use of uses) {
    if (use.place.mention) edits.push(mentionEdit(use, source.text));
  }
  const open: string[] = [];
  const constants = new Map<number, TextEdit>();
  for (const [node, group] of usesByNode(uses.filter((use) => codes.of.has(use)))) {
    const { literal, whole } = group[0]!.place;
    const parts = group.map((use) => ({ span: use.place.span, expression: codes.of.get(use)! }));
    const replaced =
      whole || !literal
        ? [replaceWhole(node, parts[0]!.expression, text)]
        : replaceParts(node, literal, parts, text);
    if (typeof replaced === "string") {
      for (const use of group) refused.set(use, replaced);
      continue;
    }
    edits.push(...replaced);
    if (!whole) notes.push(partNote());
    const constant = constantOf(node, text);
    if (constant) constants.set(constant.edit.span.start, constant.edit);
    open.push(...(constant?.open ?? []));
  }
  // Directives come first: in a program without a type, the client is put at the same offset.
  edits.push(...constants.values(), ...usings.edits(), ...codes.edits);
  const told = constantNote(open, "attributes, case labels and other constants");
  if (told) notes.push(told);
  if (codes.blocks) notes.push(blockingNote("GetAwaiter().GetResult()"));
  notes.push(...dependencyNotes(uses, source));
  return { edits, notes, refused };
}

function dependencyNotes(uses: readonly Use<CsharpPlace>[], source: Source): FixNote[] {
  const known = source.project.dependencies;
  const from = uses.find((use) => !use.place.mention && use.lookup.from !== "env")?.lookup.from;
  if (!known || from === undefined || from === "env") return [];
  const { dependency } = dotnetStores[from];
  if (known.some((name) => name.toLowerCase() === dependency.toLowerCase())) return [];
  return [dependencyNote(dependency, `dotnet add package ${dependency}`)];
}
