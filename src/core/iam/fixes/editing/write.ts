import type { Member } from "../../model/valueNode.ts";
import type { NewMember, NewObject, NewValue } from "../change.ts";
import { keyText, literal, type Dialect } from "./dialect.ts";

/** Where new text goes. */
export interface Writing {
  readonly text: string;
  readonly dialect: Dialect;
  readonly eol: string;
  /** What a key is called in the source, such as `conditions` for `Condition`. */
  readonly nameOf: (key: string) => string;
}

/** A value in brackets, its closing bracket at `indent`; undefined when a part of it cannot be written. */
export function writeValue(value: NewValue, indent: string, to: Writing): string | undefined {
  if (typeof value === "string") return literal(value, to.dialect);
  if ("kind" in value) return to.text.slice(value.span.start, value.span.end);
  if ("newMembers" in value) return writeObject(value, indent, to);
  const inner = indent + to.dialect.unit;
  const items = value.map((item) => writeValue(item, inner, to));
  if (!areAll(items)) return undefined;
  const line = `[${items.join(", ")}]`;
  if (inOneLine(to.dialect) || indent.length + line.length <= 100) return line;
  return `[${to.eol}${items.map((item) => inner + item).join(`,${to.eol}`)}${to.eol}${indent}]`;
}

/** Between YAML's brackets a new line would have to be indented more than the block around them. */
function inOneLine({ oneLine, syntax }: Dialect): boolean {
  return oneLine || syntax === "yaml";
}

/** An object in brackets, one member per line. */
export function writeObject({ newMembers }: NewObject, indent: string, to: Writing): string | undefined {
  const { dialect, eol } = to;
  const inner = inOneLine(dialect) ? indent : indent + dialect.unit;
  const members = newMembers.map((entry) => writeMember(entry, inner, to));
  if (!areAll(members)) return undefined;
  if (inOneLine(dialect)) return `{${members.join(", ")}}`;
  const isHcl = dialect.syntax === "hcl";
  const glue = isHcl ? eol : `,${eol}`;
  const lines = isHcl ? alignAssignments(members) : members;
  return `{${eol}${lines.map((member) => inner + member).join(glue)}${eol}${indent}}`;
}

/** Terraform's own format puts the equals signs of neighbouring lines below each other. */
export function alignAssignments(lines: readonly string[]): readonly string[] {
  const parts = lines.map((line) => /^([\w"-]+)\s*=\s*([^\n]*)$/.exec(line));
  return lines.map((line, index) => {
    const own = parts[index];
    if (!own) return line;
    let from = index;
    let to = index;
    while (parts[from - 1]) from--;
    while (parts[to + 1]) to++;
    const widest = Math.max(...parts.slice(from, to + 1).map((part) => part?.[1]?.length ?? 0));
    return `${own[1]?.padEnd(widest)} = ${own[2]}`;
  });
}

/** A member at `indent`. */
export function writeMember(entry: NewMember, indent: string, to: Writing): string | undefined {
  if ("copyOf" in entry) return sourceOf(entry.copyOf, to.text);
  const key = keyText(to.nameOf(entry.key), to.dialect);
  const value = writeValue(entry.value, indent, to);
  return key === undefined || value === undefined ? undefined : `${key}${to.dialect.assign}${value}`;
}

/** A member as the source writes it. */
export function sourceOf({ span }: Member, text: string): string {
  return text.slice(span.start, span.end).trimEnd();
}

/** Whether nothing is missing. */
export function areAll<T>(items: readonly (T | undefined)[]): items is readonly T[] {
  return items.every((item) => item !== undefined);
}
