import type { Finding } from "../../model/finding.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";
import type { Span } from "../../model/span.ts";
import { namedBy } from "../jsonText.ts";
import { extentOf, segmentsOf } from "../literal.ts";
import type { Literal } from "../literal.ts";
import { nameBefore } from "../naming.ts";
import type { Place, Refusal } from "../targetForm.ts";

/** A place in a file of settings, one to a line. */
export interface SettingPlace extends Place {
  /** Name of the setting as it is written; absent in comments and where lines have none. */
  readonly name?: string;
  /** The whole setting from its name to the end of its value. */
  readonly setting: Span;
}

/** How lines of settings are written. `properties` is Java's format, with escapes and lines that go on after `\`. */
export type LineSyntax = "properties" | "ini" | "plain";

interface Setting {
  readonly name?: string;
  readonly span: Span;
  readonly value: Span;
}

/** The setting that holds the finding. A value in a comment is a mention. */
export function locateInLines(finding: Finding, text: string, syntax: LineSyntax): SettingPlace | Refusal {
  const { span } = finding;
  const start = settingStart(text, span.start, syntax);
  const line = text.slice(start, span.start);
  if (syntax === "plain" ? /(?:^|\s)#/.test(line) : /^[ \t]*[#;!]/.test(line)) return mention(finding, text);
  if (syntax === "plain") return inPlainLine(finding, start, text);
  const setting = readSetting(text, start, syntax);
  if (!setting || span.start < setting.value.start)
    return { reason: "it is the name of a setting, not a value" };
  const extent =
    span.end > setting.value.end ? undefined : extentOf(literalOf(setting, text, syntax), span, text);
  if (!extent) return { reason: "it is not inside one value" };
  const inside = extent.whole ? undefined : nameBefore(text, extent.span.start, setting.value.start);
  const own = setting.name === undefined ? {} : namedBy(setting.name.split(/[.:/]+/));
  const named = inside === undefined ? own : { key: inside };
  return {
    container: setting.value,
    span: extent.whole ? setting.value : extent.span,
    whole: extent.whole,
    value: extent.value,
    setting: setting.span,
    ...(setting.name === undefined ? {} : { name: setting.name }),
    ...named,
  };
}

/** A line that is no setting, such as a URL: only the secret in it is replaced. */
function inPlainLine({ span }: Finding, start: number, text: string): SettingPlace | Refusal {
  const setting = { start, end: lineEnd(text, start) };
  if (span.end > setting.end) return { reason: "it is not inside one line" };
  const key = nameBefore(text, span.start, start);
  const value = text.slice(span.start, span.end);
  return { container: span, span, whole: false, value, setting, ...(key === undefined ? {} : { key }) };
}

function mention({ span }: Finding, text: string): SettingPlace {
  const value = text.slice(span.start, span.end);
  return { container: span, span, whole: true, value, mention: true, setting: span };
}

/** The start of the line, or of the first of the lines that a backslash joins to it. */
function settingStart(text: string, offset: number, syntax: LineSyntax): number {
  let start = lineStart(text, offset);
  if (syntax !== "properties") return start;
  for (let tries = 0; start > 0 && tries < 1000; tries++) {
    const before = text.slice(0, start).replace(/\r?\n$/, "");
    if (!endsInBackslash(before)) break;
    start = lineStart(text, before.length);
  }
  return start;
}

function endsInBackslash(text: string): boolean {
  let count = 0;
  while (text[text.length - 1 - count] === "\\") count++;
  return count % 2 === 1;
}

function readSetting(text: string, start: number, syntax: LineSyntax): Setting | undefined {
  const end = settingEnd(text, start, syntax);
  const line = text.slice(start, end);
  const pattern =
    syntax === "properties"
      ? /^[ \t]*((?:\\[^]|[^\\\s:=])+)(?:[ \t]*[:=][ \t]*|[ \t]+)/
      : /^[ \t]*([^=\s[#;](?:[^=\n]*[^=\s])?)[ \t]*=[ \t]*/;
  const match = pattern.exec(line);
  if (!match) return undefined;
  const at = start + match[0].length;
  const value = syntax === "properties" ? { start: at, end } : unquoted(text, trimmed(text, at, end));
  return {
    name: match[1]!.replace(/\\([^])/g, "$1"),
    span: { start: start + line.search(/\S/), end },
    value,
  };
}

function settingEnd(text: string, start: number, syntax: LineSyntax): number {
  let end = lineEnd(text, start);
  if (syntax !== "properties") return end;
  while (end < text.length && endsInBackslash(text.slice(start, end)))
    end = lineEnd(text, text.indexOf("\n", end) + 1);
  return end;
}

function trimmed(text: string, start: number, end: number): Span {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, raw.trimEnd().length) };
}

function unquoted(text: string, span: Span): Span {
  const raw = text.slice(span.start, span.end);
  return /^"[^"]*"$|^'[^']*'$/.test(raw) ? { start: span.start + 1, end: span.end - 1 } : span;
}

const escape = /\\(?:u[0-9a-fA-F]{4}|\r?\n[ \t]*|[^])/g;

function literalOf({ value }: Setting, text: string, syntax: LineSyntax): Literal {
  const pattern = syntax === "properties" ? escape : /(?!)/g;
  return { span: value, content: value, segments: segmentsOf(text, value, pattern, decoded) };
}

/** Source of the escapes: `java.util.Properties.load`. */
function decoded(match: string): string {
  if (/^\\u[0-9a-fA-F]{4}$/.test(match)) return String.fromCharCode(Number.parseInt(match.slice(2), 16));
  if (/^\\\r?\n/.test(match)) return "";
  const mark = match.charAt(1);
  return { t: "\t", n: "\n", r: "\r", f: "\f" }[mark] ?? mark;
}
