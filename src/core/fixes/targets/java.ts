import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { constantNote } from "../constantNote.ts";
import { hasArtifact, javaStores } from "../java/awsJava.ts";
import { codesFor } from "../java/codes.ts";
import { constantNames, constantOf } from "../java/constants.ts";
import { keyOf, literalRefusal, readLiteral } from "../java/literals.ts";
import type { JavaLiteral } from "../java/literals.ts";
import { isFormat, replaceParts, replaceWhole } from "../java/replacement.ts";
import { typeNamesOf } from "../java/typeNames.ts";
import { groupBy } from "../groupBy.ts";
import { joinedLiterals } from "../joinedLiterals.ts";
import { extentOf } from "../literal.ts";
import { mentionEdit } from "../mentionEdit.ts";
import { dependencyNote, partNote } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";

interface JavaPlace extends Place {
  readonly node: SyntaxNode;
  readonly literal?: JavaLiteral;
}

/** Java, with the AWS SDK for Java 2.x. */
export const javaForm = treeForm<JavaPlace>({
  id: "java",
  files: /\.java$/i,
  languageId: "java",
  grammar: "tree-sitter-java.wasm",
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
): JavaPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type.endsWith("comment")) {
      return mentionIn(node, finding, text);
    }
    if (node.type !== "string_literal" && node.type !== "binary_expression") continue;
    const reason = literalRefusal(node) ?? constantRefusal(node, text, constants);
    if (reason !== undefined) return { reason };
    return node.type === "string_literal" ? inLiteral(node, finding, text) : inSum(node, finding, text);
  }
  return { reason: "it is not inside one string literal" };
}

function constantRefusal(node: SyntaxNode, text: string, constants: ReadonlySet<string>): string | undefined {
  const constant = constantOf(node, text);
  if (!constant || !constants.has(constant.name)) return undefined;
  return "an annotation or a case label reads this constant, and they take constants only: take it out of there first";
}

function inLiteral(node: SyntaxNode, finding: Finding, text: string): JavaPlace | Refusal {
  const literal = readLiteral(node, text);
  // The line of a text block's opening quotes is no part of the block.
  const start = Math.max(finding.span.start, literal.content.start);
  const extent = extentOf(literal, { start, end: finding.span.end }, text);
  if (!extent)
    return { reason: "part of it is only known at run time, or is white space that is not in the value" };
  const container = { start: node.start, end: node.end };
  const key = keyOf(node, text);
  const named = key === undefined ? {} : { key };
  if (extent.whole)
    return { container, span: container, whole: true, value: extent.value, node, literal, ...named };
  const value = isFormat(node, text) ? extent.value.replaceAll("%%", "%") : extent.value;
  return { container, ...extent, value, node, literal, ...named };
}

/** A secret written as several literals with plus signs between them, such as the lines of a private key. */
function inSum(node: SyntaxNode, finding: Finding, text: string): JavaPlace | Refusal {
  const value = joinedLiterals(node, finding.span, (child) =>
    child.type === "string_literal" ? readLiteral(child, text) : undefined,
  );
  if (value === undefined) return { reason: "it is spread over several string literals" };
  const container = { start: node.start, end: node.end };
  const key = keyOf(node, text);
  return { container, span: container, whole: true, value, node, ...(key === undefined ? {} : { key }) };
}

function rewrite(uses: readonly Use<JavaPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const edits: TextEdit[] = [];
  const notes: FixNote[] = [];
  const types = typeNamesOf(root, source.text);
  const codes = codesFor(uses, source, root, types);
  const refused = new Map<Use, string>(codes.refused);
  for (const use of uses) {
    if (use.place.mention) edits.push(mentionEdit(use, source.text));
  }
  const open: string[] = [];
  for (const group of groupBy(
    uses.filter((use) => codes.of.has(use)),
    (use) => use.place.node,
  ).values()) {
    const { node, literal, whole } = group[0]!.place;
    const parts = group.map((use) => ({ span: use.place.span, expression: codes.of.get(use)! }));
    const constant = constantOf(node, source.text);
    if (constant?.open) open.push(constant.name);
    if (whole || !literal) {
      edits.push(replaceWhole(node, parts[0]!.expression, source.text));
      continue;
    }
    const replaced = replaceParts(node, literal, parts, source.text);
    if (typeof replaced === "string") for (const use of group) refused.set(use, replaced);
    else edits.push(...replaced);
    notes.push(partNote());
  }
  edits.push(...codes.edits, ...types.edits());
  const constants = constantNote(open, "annotations and case labels");
  if (constants) notes.push(constants);
  notes.push(...dependencyNotes(uses, source));
  return { edits, notes, refused };
}

function dependencyNotes(uses: readonly Use<JavaPlace>[], source: Source): FixNote[] {
  const known = source.project.dependencies;
  const from = uses.find((use) => !use.place.mention && use.lookup.from !== "env")?.lookup.from;
  if (!known || from === undefined || from === "env") return [];
  const { artifact } = javaStores[from];
  if (hasArtifact(known, artifact)) return [];
  return [dependencyNote(artifact, "add it to pom.xml or build.gradle, version 2")];
}
