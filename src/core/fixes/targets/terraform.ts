import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { namedBy } from "../jsonText.ts";
import { extentOf } from "../literal.ts";
import { nameBefore } from "../naming.ts";
import { partNote, placeholderOf } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Place, Refusal, Rewrite, Source, StoreLookup, TargetForm, Use } from "../targetForm.ts";
import { alignWithout, renameAttributes } from "../terraform/attributes.ts";
import type { Renaming } from "../terraform/attributes.ts";
import {
  atLeastVersion,
  attributeCode,
  contextOf,
  contextRefusal,
  hasWriteOnly,
} from "../terraform/context.ts";
import type { HclContext } from "../terraform/context.ts";
import { readLiteral } from "../terraform/literals.ts";
import { SourceBlocks, stateNote } from "../terraform/sources.ts";
import { eolOf } from "../textStyle.ts";

interface HclPlace extends Place {
  readonly node: SyntaxNode;
  readonly context: HclContext;
}

/** Terraform, with data sources, ephemeral resources and write-only arguments. */
export const terraformForm: TargetForm<HclPlace> = {
  id: "terraform",
  accepts: ({ path, languageId }) =>
    languageId === undefined
      ? /\.(?:tf|tfvars|tofu)$/i.test(path)
      : /^(?:terraform(?:-vars|-stack)?|opentofu)$/.test(languageId),
  grammar: () => "tree-sitter-hcl.wasm",
  open: (source) => {
    const root = source.root;
    if (!root) return { reason: "the text was not parsed" };
    const values = /\.tfvars$/i.test(source.path) || source.languageId === "terraform-vars";
    return {
      locate: (finding) => locate(finding, root, source.text),
      rewrite: (uses) => (values ? rewriteValues(uses, source.text) : rewrite(uses, source, root)),
    };
  },
};

function locate(finding: Finding, root: SyntaxNode, text: string): HclPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment") {
      const value = text.slice(finding.span.start, finding.span.end);
      const context = contextOf(node, text);
      return { container: node, span: finding.span, whole: false, value, mention: true, node, context };
    }
    if (/^(?:string_lit|quoted_template|heredoc_template)$/.test(node.type))
      return inLiteral(node, finding, text);
  }
  return { reason: "it is not inside one string" };
}

function inLiteral(node: SyntaxNode, finding: Finding, text: string): HclPlace | Refusal {
  if (node.parent?.type === "block") return { reason: "it is the label of a block, not a value" };
  for (const at of upwards(node)) {
    if (at.field === "key") return { reason: "it is the name of a property, not a value" };
    if (/expr_term|^attribute$|^object_elem$/.test(at.type)) break;
  }
  const literal = readLiteral(node, text);
  const extent = extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known when Terraform runs" };
  const context = contextOf(node, text);
  const span = { start: node.start, end: node.end };
  const base = { node, context, container: span };
  if (extent.whole) return { ...base, ...namedBy(context.path), span, whole: true, value: extent.value };
  const inside = nameBefore(text, extent.span.start, literal.content.start);
  const key = inside === undefined ? namedBy(context.path) : { key: inside };
  return { ...base, ...key, ...extent };
}

const partOfDefault =
  "it is only part of the variable's default, and the rest would go with it: give the value a variable of its own";

interface Work {
  readonly text: string;
  readonly blocks: SourceBlocks;
  readonly version: string | undefined;
  readonly notes: FixNote[];
  readonly renamings: Renaming[];
  /** Variables of the file that lost their default. */
  readonly given: string[];
  readonly edits: TextEdit[];
}

function rewrite(uses: readonly Use<HclPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const { text } = source;
  const eol = eolOf(text);
  const refused = new Map<Use, string>();
  const declared = /\brequired_version\s*=\s*"([^"\n]{1,80})"/.exec(text)?.[1];
  const version = source.project.terraformVersion ?? declared;
  const blocks = new SourceBlocks(root, text, source.project.name);
  const work: Work = { text, blocks, version, notes: [], renamings: [], given: [], edits: [] };
  for (const use of uses) {
    const { place, lookup } = use;
    if (place.mention) {
      work.edits.push({ span: place.span, newText: placeholderOf(lookup) });
      continue;
    }
    const reason = contextRefusal(place.context, lookup.from !== "env", text);
    if (reason !== undefined) refused.set(use, reason);
    else if (lookup.from !== "env") replace(place, storeReference(place, lookup, work), work);
    else if (place.context.block === "variable") {
      if (place.whole && place.context.attribute?.children.at(-1)?.start === place.span.start)
        removeDefault(place, work);
      else refused.set(use, partOfDefault);
    } else replace(place, blocks.variable(lookup.name), work);
  }
  work.edits.push(...renameAttributes(work.renamings, text, eol));
  const added = blocks.code(eol);
  if (added.length > 0) {
    const gap = text === "" || /\n\r?\n$/.test(text) ? "" : text.endsWith("\n") ? eol : eol + eol;
    work.edits.push({
      span: { start: text.length, end: text.length },
      newText: gap + added.join(eol + eol) + eol,
    });
  }
  const variables = [...work.given, ...blocks.variables()];
  if (variables.length > 0) work.notes.push(variableNote(variables));
  return { edits: work.edits, notes: work.notes, refused };
}

/** An ephemeral value where the place takes one: a write-only argument, or a provider's configuration. */
function storeReference({ context, whole }: HclPlace, lookup: StoreLookup, work: Work): string {
  const secret = lookup.from === "secrets-manager";
  if (secret && whole && hasWriteOnly(context) && atLeastVersion(work.version, 1, 11) && context.attribute) {
    const name = `${context.attributeName}_wo`;
    const versioned = attributeCode(context.blockNode, `${name}_version`, work.text) !== undefined;
    const added = versioned ? {} : { added: { name: `${name}_version`, value: "1" } };
    work.renamings.push({ attribute: context.attribute, name, ...added });
    work.notes.push({
      code: "state",
      message: `${name} keeps the value out of the state; raise ${name}_version whenever the secret changes.`,
    });
    return work.blocks.reference(lookup, "ephemeral");
  }
  if (secret && context.block === "provider" && atLeastVersion(work.version, 1, 10)) {
    return work.blocks.reference(lookup, "ephemeral");
  }
  work.notes.push(stateNote());
  return work.blocks.reference(lookup, "data");
}

function replace(place: HclPlace, reference: string, work: Work): void {
  if (place.whole) {
    work.edits.push({ span: place.span, newText: reference });
    return;
  }
  work.edits.push({ span: place.span, newText: `\${${reference}}` });
  work.notes.push(partNote());
}

/** A variable without a default must be given from outside, which is what the environment does. */
function removeDefault({ context }: HclPlace, work: Work): void {
  const { attribute, blockNode, labels } = context;
  if (!attribute) return;
  work.given.push(labels[0] ?? "");
  if (attributeCode(blockNode, "sensitive", work.text) === undefined) {
    work.renamings.push({ attribute, name: "sensitive" });
    const value = attribute.children.at(-1)!;
    work.edits.push({ span: { start: value.start, end: value.end }, newText: "true" });
    return;
  }
  const start = work.text.lastIndexOf("\n", attribute.start - 1) + 1;
  const feed = work.text.indexOf("\n", attribute.end);
  const ownLine = work.text.slice(start, attribute.start).trim() === "" && feed >= 0;
  work.edits.push({ span: ownLine ? { start, end: feed + 1 } : attribute, newText: "" });
}

function variableNote(names: readonly string[]): FixNote {
  const list = names.map((name) => `TF_VAR_${name}`).join(", ");
  return {
    code: "env",
    message: `Set ${list} in the environment before running Terraform; variables reach the state.`,
  };
}

/** A file of values has no lookups: the value is left out, and the variable is given by the environment. */
function rewriteValues(uses: readonly Use<HclPlace>[], text: string): Rewrite {
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const names: string[] = [];
  const removed: SyntaxNode[] = [];
  for (const use of uses) {
    const { place, lookup } = use;
    const { attribute, attributeName } = place.context;
    if (place.mention) edits.push({ span: place.span, newText: placeholderOf(lookup) });
    else if (lookup.from !== "env") {
      refused.set(
        use,
        "a file of values holds no lookups: set TF_VAR_… in the environment, or read the secret in the configuration",
      );
    } else if (!place.whole || attribute?.children.at(-1)?.start !== place.span.start) {
      refused.set(use, "it is only part of a variable's value");
    } else {
      edits.push({
        span: { start: attribute.start, end: attribute.end },
        newText: `# ${attributeName}: set TF_VAR_${attributeName}`,
      });
      names.push(attributeName);
      removed.push(attribute);
    }
  }
  edits.push(...alignWithout(removed, text, eolOf(text)));
  return { edits, notes: names.length > 0 ? [variableNote(names)] : [], refused };
}
