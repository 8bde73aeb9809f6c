import type { TextEdit } from "../../../model/edit.ts";
import type { Policy } from "../../model/policy.ts";
import { hasUnknown, stringsOf, type Member, type StringNode } from "../../model/valueNode.ts";
import type { Change } from "../change.ts";
import { lowerCondition } from "../lowerChange.ts";
import { dialectOf, inQuotes, isPlain, isPlainYaml, likeQuotesOf, literal } from "./dialect.ts";
import { breakAt, indentAt } from "./indentation.ts";
import { addMembers, removeMembers } from "./members.ts";
import { replaceElements, readBracketed } from "./separated.ts";
import { insertStatement, removeStatement } from "./statements.ts";
import { editConditionBlock, insertStatementBlock, removeStatementBlock } from "./terraformDocument.ts";
import { areAll, writeValue, type Writing } from "./write.ts";
import { isBlock, replaceBlockItems, setBlockValue } from "./yamlBlock.ts";

/**
 * The changes as edits of the source; undefined when one of them cannot be made safely in the way that this text is
 * written.
 * @param embedded whether a policy in JSON stands inside another language
 */
export function editText(
  text: string,
  policy: Policy,
  changes: readonly Change[],
  embedded: boolean,
): readonly TextEdit[] | undefined {
  const dialect = dialectOf(text, policy, embedded);
  const to: Writing = {
    text,
    dialect,
    eol: breakAt(text, policy.located.root.span.start),
    nameOf: (key) => key,
  };
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const made = editFor(change, policy, to);
    if (!made) return undefined;
    edits.push(...made);
  }
  return areApart(edits) ? edits : undefined;
}

function editFor(change: Change, policy: Policy, to: Writing): readonly TextEdit[] | undefined {
  const isDocument = to.dialect.syntax === "terraform-document";
  switch (change.kind) {
    case "rename":
      return rename(change.node, change.text, to);
    case "items":
      return replaceItems(change, to);
    case "set":
      return set(change.member, change, to);
    case "remove-members":
      return isDocument ? undefined : removeMembers(change.object, change.members, to);
    case "add-member":
      return isDocument ? undefined : addMembers(change, to);
    case "condition": {
      if (isDocument) return editConditionBlock(change, to);
      const parts = lowerCondition(change)?.map((part) => editFor(part, policy, to));
      return parts && areAll(parts) ? parts.flat() : undefined;
    }
    case "insert-statement":
      return isDocument
        ? insertStatementBlock(change.after, change.value, to)
        : insertStatement(policy, change.after, change.value, to);
    case "remove-statement":
      break;
  }
  const { statement } = change;
  return isDocument ? removeStatementBlock(statement, to) : removeStatement(policy, statement, to);
}

/** Edits in the source's order that do not overlap; insertions may touch. */
function areApart(edits: readonly TextEdit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return ordered.every(({ span }, index) => index === 0 || (ordered[index - 1]?.span.end ?? 0) <= span.start);
}

/** Writes another text into a string that stands as it is, or another end of one with unknown parts. */
function rename(node: StringNode, value: string, to: Writing): TextEdit[] | undefined {
  const { text, dialect } = to;
  const { content, span } = node;
  const source = text.slice(content.start, content.end);
  const quote = text[content.start - 1] ?? "";
  const quoted = /["'`]/.test(quote) && text[content.end] === quote && content.start > span.start;
  if (hasUnknown(node.value)) {
    const kept = node.value.lastIndexOf("\uFFFC") + 1;
    const tail = node.value.slice(kept);
    const plain = quoted || (dialect.syntax === "yaml" && /^[\w{}$:.*?/-]+$/.test(source));
    if (!plain || !value.startsWith(node.value.slice(0, kept)) || !source.endsWith(tail)) return undefined;
    const end = value.slice(kept);
    if (!isPlain(end, quote, dialect)) return undefined;
    return [
      { span: { start: content.end - tail.length, end: content.end }, newText: inQuotes(end, dialect) },
    ];
  }
  if (source !== node.value) return undefined;
  if (quoted) {
    const isFormat = /[fF]/.test(text.slice(span.start, content.start)) || quote === "`";
    if (!isPlain(value, quote, dialect) || (isFormat && /[{}]/.test(value))) return undefined;
    return [{ span: content, newText: inQuotes(value, dialect) }];
  }
  if (dialect.syntax === "yaml") {
    const written = isPlainYaml(value) ? value : literal(value, dialect);
    return written === undefined ? undefined : [{ span, newText: written }];
  }
  // A key without quotes, in Terraform or JavaScript.
  if (dialect.syntax !== "javascript" && dialect.syntax !== "hcl") return undefined;
  const written = /^[A-Za-z_]\w*$/.test(value) ? value : literal(value, dialect);
  return written === undefined ? undefined : [{ span, newText: written }];
}

function replaceItems(
  { member, replaced }: Extract<Change, { kind: "items" }>,
  to: Writing,
): readonly TextEdit[] | undefined {
  const { text } = to;
  const { value } = member;
  const [sample] = stringsOf(value);
  const dialect = sample ? likeQuotesOf(sample, text, to.dialect) : to.dialect;
  // One text for another is possible wherever the text stands, also inside an intrinsic.
  const pairs = [...replaced];
  if (pairs.every(([node, texts]) => node.kind === "string" && texts.length === 1)) {
    const edits = pairs.map(([node, [value]]) =>
      node.kind === "string" && value !== undefined ? rename(node, value, to) : undefined,
    );
    return areAll(edits) ? edits.flat() : undefined;
  }
  if (value.kind !== "list") {
    const texts = replaced.get(value) ?? [];
    return texts.length === 0 ? undefined : set(member, { value: texts }, { ...to, dialect });
  }
  if (dialect.syntax === "yaml" && isBlock(text, value))
    return replaceBlockItems(value, replaced, { ...to, dialect });
  const list = readBracketed(
    text,
    value.span,
    value.items.map(({ span }) => span),
    dialect,
  );
  const byIndex = new Map<number, readonly string[]>();
  for (const [node, texts] of replaced) {
    const index = value.items.indexOf(node);
    const written = texts.map((one) => literal(one, dialect));
    if (index < 0 || !areAll(written)) return undefined;
    byIndex.set(index, written);
  }
  return list && replaceElements(list, byIndex);
}

function set(
  member: Member,
  { value }: Pick<Extract<Change, { kind: "set" }>, "value">,
  to: Writing,
): TextEdit[] | undefined {
  const { text, dialect } = to;
  const old = member.value;
  const isText = old.kind === "string" && text.slice(old.content.start, old.content.end) === old.value;
  // Only what stands here as it is may be written over.
  if (!isText && old.kind !== "list" && old.kind !== "boolean" && old.kind !== "number") return undefined;
  if (dialect.syntax === "yaml" && !isFlow(member, text)) return setBlockValue(member, value, to);
  if (
    old.kind === "list" &&
    !readBracketed(
      text,
      old.span,
      old.items.map(({ span }) => span),
      dialect,
    )
  )
    return undefined;
  const sample = old.kind === "list" ? stringsOf(old)[0] : old.kind === "string" ? old : undefined;
  const near = sample ? likeQuotesOf(sample, text, dialect) : dialect;
  const written = writeValue(value, indentAt(text, member.span.start), { ...to, dialect: near });
  return written === undefined ? undefined : [{ span: old.span, newText: written }];
}

/** Whether a member of YAML stands between brackets: what is before it tells. */
function isFlow({ span }: Member, text: string): boolean {
  return /[[{,]\s*$/.test(text.slice(Math.max(0, span.start - 200), span.start));
}
