import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { blockingNote } from "../blockingNote.ts";
import { constantNote } from "../constantNote.ts";
import { joinedLiterals } from "../joinedLiterals.ts";
import { hasKotlinArtifact } from "../kotlin/awsKotlin.ts";
import { codesFor } from "../kotlin/codes.ts";
import type { KotlinCodes } from "../kotlin/codes.ts";
import { literalTypes, readLiteral, trimIndent, trimmedBy, withinQuotes } from "../kotlin/literals.ts";
import { kotlinNamesOf } from "../kotlin/names.ts";
import { constantNames, constantOf, keyOf, literalRefusal } from "../kotlin/places.ts";
import { isFormat, replacePart, replaceWhole } from "../kotlin/replacement.ts";
import { extentOf } from "../literal.ts";
import { mentionEdit } from "../mentionEdit.ts";
import { dependencyNote, partNote } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";

interface KotlinPlace extends Place {
  readonly node: SyntaxNode;
}

/** Kotlin, with the AWS SDK for Kotlin, or the one for Java where the project uses that. */
export const kotlinForm = treeForm<KotlinPlace>({
  id: "kotlin",
  files: /\.kts?$/i,
  languageId: "kotlin",
  grammar: "tree-sitter-kotlin.wasm",
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
): KotlinPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "line_comment" || node.type === "block_comment") {
      return mentionIn(node, finding, text);
    }
    const literal = literalTypes.has(node.type);
    if (!literal && node.type !== "binary_expression") continue;
    const constant = constantOf(node, text);
    const needed = constant !== undefined && constants.has(constant.name);
    const reason = literalRefusal(node, text) ?? (needed ? constantNeeded : undefined);
    if (reason !== undefined) return { reason };
    return literal ? inLiteral(node, finding, text) : inSum(node, finding, text);
  }
  const broken = [...upwards(smallestNode(root, finding.span))].some((node) => node.broken);
  return { reason: broken ? unreadable : "it is not inside one string literal" };
}

const unreadable = "the code around it could not be read";
const constantNeeded =
  "an annotation or another constant reads this constant, and they take constants only: take it out of there first";

function inLiteral(node: SyntaxNode, finding: Finding, text: string): KotlinPlace | Refusal {
  const literal = readLiteral(node, text);
  if (!literal) return { reason: unreadable };
  const extent = extentOf(literal, withinQuotes(finding.span, literal), text);
  if (!extent) return { reason: "part of it is only known at run time" };
  const key = keyOf(node, text);
  const named = key === undefined ? {} : { key };
  const container = { start: node.start, end: node.end };
  if (!extent.whole) {
    const part = isFormat(node, text) ? extent.value.replaceAll("%%", "%") : extent.value;
    return { container, ...extent, value: part, node, ...named };
  }
  const call = trimmedBy(node, text);
  const span = call ? { start: call.start, end: call.end } : container;
  const value = call ? trimIndent(extent.value) : extent.value;
  return { container: span, span, whole: true, value, node, ...named };
}

/** A secret written as several literals with plus signs between them, such as the lines of a private key. */
function inSum(node: SyntaxNode, finding: Finding, text: string): KotlinPlace | Refusal {
  const value = joinedLiterals(node, finding.span, (child) =>
    literalTypes.has(child.type) ? readLiteral(child, text) : undefined,
  );
  if (value === undefined) return { reason: "it is spread over several string literals" };
  const container = { start: node.start, end: node.end };
  const key = keyOf(node, text);
  return { container, span: container, whole: true, value, node, ...(key === undefined ? {} : { key }) };
}

function rewrite(uses: readonly Use<KotlinPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const { text } = source;
  const notes: FixNote[] = [];
  const codes = codesFor(uses, source, root, kotlinNamesOf(root, text));
  // The header comes first: an edit behind an import and one behind the last stand at one offset.
  const edits: TextEdit[] = [...codes.edits];
  const open: string[] = [];
  const constants = new Map<number, TextEdit>();
  for (const use of uses) {
    const { place } = use;
    if (place.mention) edits.push(mentionEdit(use, text));
    const expression = codes.of.get(use);
    if (expression === undefined) continue;
    if (place.whole) edits.push(replaceWhole(place.container, expression, text));
    else edits.push(replacePart(place.node, place.span, expression, text));
    if (!place.whole) notes.push(partNote());
    const constant = constantOf(place.node, text);
    if (constant) constants.set(constant.edit.span.start, constant.edit);
    if (constant?.open) open.push(constant.name);
  }
  edits.push(...constants.values());
  const told = constantNote(open, "annotations and other constants");
  if (told) notes.push(told);
  if (codes.blocks) notes.push(blockingNote("runBlocking"));
  notes.push(...dependencyNotes(codes, source));
  return { edits, notes, refused: codes.refused };
}

function dependencyNotes({ store }: KotlinCodes, source: Source): FixNote[] {
  const known = source.project.dependencies;
  if (!known || !store || hasKotlinArtifact(known, store)) return [];
  return [dependencyNote(store.artifact, "add it to build.gradle.kts or pom.xml")];
}
