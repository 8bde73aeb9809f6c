import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { lineStart } from "../../model/lineEdges.ts";
import { extentOf } from "../literal.ts";
import { typeOf } from "../naming.ts";
import { dependencyNote, partNote, placeholderOf } from "../notes.ts";
import { partialExtent } from "../partialExtent.ts";
import type { FixNote } from "../plan.ts";
import { constantOf, constantRefusal } from "../rust/constants.ts";
import { readLiteral, withoutHoles } from "../rust/literals.ts";
import { rustFunctions } from "../rust/lookupFunctions.ts";
import { macroAround } from "../rust/macros.ts";
import { keyOf, literalRefusal, mayAwait, moduleDepth, placeOf } from "../rust/places.ts";
import { environmentCall, replaceLiteral } from "../rust/replacement.ts";
import type { RustForm } from "../rust/replacement.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { isRefusal } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { eolOf, snakeCase } from "../textStyle.ts";
import { usesByNode } from "../usesByNode.ts";

interface RustPlace extends Place {
  readonly node: SyntaxNode;
  /** How the place takes an owned text. Undefined in a comment. */
  readonly form?: RustForm;
  /** A name for an argument that would hold the value. */
  readonly name: string;
}

/** Rust, with the AWS SDK for Rust. */
export const rustForm = treeForm<RustPlace>({
  id: "rust",
  files: /\.rs$/i,
  languageId: "rust",
  grammar: "tree-sitter-rust.wasm",
  open: (root, source) => ({
    locate: (finding) => locate(finding, root, source.text),
    rewrite: (uses) => rewrite(uses, source, root),
  }),
});

function locate(finding: Finding, root: SyntaxNode, text: string): RustPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (/^(?:line|block)_comment$/.test(node.type)) {
      return { ...mentionIn(node, finding, text), name: "" };
    }
    if (/^(?:raw_)?string_literal$/.test(node.type)) return inLiteral(node, finding, root, text);
  }
  return { reason: "it is not inside one string literal" };
}

function inLiteral(node: SyntaxNode, finding: Finding, root: SyntaxNode, text: string): RustPlace | Refusal {
  const literal = readLiteral(node, text);
  const constant = constantOf(node);
  const reason =
    literalRefusal(node, literal.open) ?? (constant && constantRefusal(constant, node, root, text));
  if (reason !== undefined) return { reason };
  const form = formOf(node, constant, text);
  if (isRefusal(form)) return form;
  const format = form.kind === "macro" && form.place.format;
  const extent = format
    ? partialExtent(literal, finding.span, text, withoutHoles)
    : extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time" };
  const key = keyOf(node, text);
  const container = { start: node.start, end: node.end };
  const span = extent.whole ? container : extent.span;
  const name = snakeCase(key ?? typeOf(finding.ruleId));
  return { container, ...extent, span, node, form, name, ...(key === undefined ? {} : { key }) };
}

function formOf(node: SyntaxNode, constant: SyntaxNode | undefined, text: string): RustForm | Refusal {
  if (constant) return { kind: "constant", item: constant };
  const macro = macroAround(node, text);
  const place = macro ?? placeOf(node, text);
  if (isRefusal(place)) return place;
  return "tokens" in place ? { kind: "macro", place } : { kind: "expression", place };
}

const sync =
  "this function is not async, and the SDK for Rust is: make it async, or take the value from the environment";
const constantStore =
  "a constant cannot wait for AWS: take the value from the environment, or move it into an async function";
const noJson =
  "a field of a JSON secret needs serde_json, which is not among the dependencies: add it, or store the field as a secret of its own";

function refusalOf(use: Use<RustPlace>, { text, project }: Source): string | undefined {
  const { place, lookup } = use;
  if (lookup.from === "env") return undefined;
  if (constantOf(place.node)) return constantStore;
  if (!mayAwait(place.node, text)) return sync;
  const json = project.dependencies?.includes("serde_json") || /\bserde_json\b/.test(text);
  return lookup.jsonKey !== undefined && !json ? noJson : undefined;
}

function rewrite(uses: readonly Use<RustPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const { text, project } = source;
  const edits: TextEdit[] = [];
  const notes: FixNote[] = [];
  const refused = new Map<Use, string>();
  for (const use of uses) {
    if (use.place.mention) edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
    else {
      const reason = refusalOf(use, source);
      if (reason !== undefined) refused.set(use, reason);
    }
  }
  const lookups = uses.filter((use) => !use.place.mention && !refused.has(use));
  const stored = lookups.flatMap(({ lookup }) => (lookup.from === "env" ? [] : [lookup]));
  const functions = rustFunctions(stored, root, text);
  for (const [node, group] of usesByNode(lookups)) {
    const code = (lookup: Lookup): string =>
      lookup.from === "env"
        ? environmentCall(lookup.name, node, root, text)
        : functions.call(lookup, moduleDepth(node));
    const parts = group.map(({ place, lookup }) => ({
      span: place.span,
      name: place.name,
      expression: code(lookup),
    }));
    const { form, whole } = group[0]!.place;
    if (form) edits.push(...replaceLiteral(node, form, whole, parts, root, text));
    if (form?.kind === "constant") notes.push(lazyNote());
    if (!whole) notes.push(partNote());
  }
  if (functions.code.length > 0) edits.push(addFunctions(functions.code, root, text));
  for (const crate of functions.crates) {
    if (project.dependencies?.includes(crate) === false)
      notes.push(dependencyNote(crate, `cargo add ${crate}`));
  }
  return { edits, notes, refused };
}

function lazyNote(): FixNote {
  return {
    code: "version",
    message: "A value that is read when it is first needed (LazyLock) takes Rust 1.80 or later.",
  };
}

/** At the end of the file, but ahead of the tests that many files end with. */
function addFunctions(lines: readonly string[], root: SyntaxNode, text: string): TextEdit {
  const eol = eolOf(text);
  const last = root.children.at(-1);
  const attribute = last && root.children.at(-2);
  if (last?.type === "mod_item" && attribute?.type === "attribute_item") {
    const start = lineStart(text, attribute.start);
    return { span: { start, end: start }, newText: lines.slice(1).join(eol) + eol + eol };
  }
  const at = text.length;
  return { span: { start: at, end: at }, newText: (text.endsWith("\n") ? "" : eol) + lines.join(eol) + eol };
}
