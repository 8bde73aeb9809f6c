import type { TextEdit } from "../model/edit.ts";
import type { Finding } from "../model/finding.ts";
import { commentSyntax, syntaxOfLanguage } from "./commentSyntax.ts";
import type { CommentSyntax } from "./commentSyntax.ts";
import type { Refusal } from "./targetForm.ts";
import { eolOf, indentAt } from "./textStyle.ts";
import { lineEnd, lineStart } from "../model/lineEdges.ts";
import { locateInYaml, parseYaml } from "./yamlText.ts";

export interface IgnoreRequest {
  readonly text: string;
  readonly path: string;
  readonly languageId?: string;
  readonly finding: Finding;
  /** `line`: this finding only. `file`: every finding of this rule in the text. */
  readonly scope: "line" | "file";
}

/**
 * The edit that adds a `picket:ignore` comment for the finding's rule: at the end of its line, on the line above where a
 * comment behind a value would become part of it, or at the top of the file. A reason instead, where no comment can stand
 * without changing what the file means.
 */
export function ignoreEdit(request: IgnoreRequest): TextEdit | Refusal {
  const { text, path, languageId, finding, scope } = request;
  const syntax = commentSyntax(path, languageId);
  if (!syntax)
    return { reason: "this kind of file has no comments: add the finding to the baseline instead" };
  if (scope === "file") return fileEdit(text, syntax, finding.ruleId);
  const local = embeddedSyntax(text, path, finding.span.start, syntax);
  if (!local)
    return { reason: "the language of this block is not known: add the finding to the baseline instead" };
  return lineEdit(request, local);
}

function comment(syntax: CommentSyntax, mark: string, ruleId: string): string {
  return `${syntax.open} ${mark} ${ruleId}${syntax.close}`;
}

function lineEdit(
  { text, path, finding, languageId }: IgnoreRequest,
  syntax: CommentSyntax,
): TextEdit | Refusal {
  const { start, end } = finding.span;
  const first = lineStart(text, start);
  const at = lineEnd(text, end);
  const inner = insideText(text, path, finding, syntax, at, languageId);
  if (inner !== undefined) return { reason: inner };
  const continued = /\\\s*$/.test(text.slice(Math.max(first, at - 200), at));
  if (!syntax.ownLine && !continued) {
    return { span: { start: at, end: at }, newText: ` ${comment(syntax, "picket:ignore", finding.ruleId)}` };
  }
  const before = text.slice(0, first).trimEnd();
  if (continued && before.endsWith("\\")) {
    return { reason: "the line is one of several joined by backslashes, between which no comment can stand" };
  }
  const line =
    indentAt(text, start) + comment(syntax, "picket:ignore-next-line", finding.ruleId) + eolOf(text);
  return { span: { start: first, end: first }, newText: line };
}

/** Why the end of the line is inside a string or a block of text, in which a comment would be text. */
function insideText(
  text: string,
  path: string,
  finding: Finding,
  syntax: CommentSyntax,
  at: number,
  languageId: string | undefined,
): string | undefined {
  const reason =
    "a comment here would become part of a text of several lines: add the finding to the baseline instead";
  if (/\.ya?ml$/i.test(path) || /yaml|compose/.test(languageId ?? "")) {
    const place = locateInYaml(parseYaml(text), finding, text);
    const inside =
      !("reason" in place) && !place.mention && (place.quoting === "block" || place.scalar.end > at);
    return inside ? reason : undefined;
  }
  if (/\.[jt]sx$/i.test(path) || languageId?.endsWith("react") === true) {
    const line = text.slice(lineStart(text, finding.span.start), at);
    if (/>\s*$|<\/?[A-Za-z]/.test(line))
      return "a comment behind markup would be shown as text: ignore it in the file instead";
  }
  if (syntax.ownLine && lineStart(text, finding.span.start) !== lineStart(text, finding.span.end))
    return undefined;
  if (syntax.heredocs && insideHeredoc(text, at)) return reason;
  return insideString(text, at, syntax) ? reason : undefined;
}

function insideHeredoc(text: string, at: number): boolean {
  for (const match of text.slice(0, at).matchAll(/<<[-~]?\s?["'\\]?([A-Za-z_]\w*)["']?/g)) {
    const body = match.index + match[0].length;
    const end = new RegExp(`^[ \\t]*${match[1]}[ \\t]*\\r?$`, "m").exec(text.slice(lineEnd(text, body)));
    const close = end ? lineEnd(text, body) + end.index : text.length;
    if (lineEnd(text, body) < at && at <= close) return true;
  }
  return false;
}

/** Reads quotes and comments from the start. Close enough for deciding whether a long string is open at `at`. */
function insideString(text: string, at: number, syntax: CommentSyntax): boolean {
  if (syntax.longQuotes.length === 0) return false;
  const quotes = [...syntax.longQuotes, ...syntax.shortQuotes];
  let open: string | undefined;
  for (let index = 0; index < at; index++) {
    const rest = (mark: string): boolean => text.startsWith(mark, index);
    if (open !== undefined) {
      if (text[index] === "\\") index++;
      else if (rest(open)) {
        index += open.length - 1;
        open = undefined;
      } else if (text[index] === "\n" && !syntax.longQuotes.includes(open)) open = undefined;
    } else if (rest(syntax.open)) {
      index = lineEnd(text, index) - 1;
    } else if (syntax.open === "//" && rest("/*")) {
      const close = text.indexOf("*/", index + 2);
      index = close < 0 ? at : close + 1;
    } else {
      open = quotes.find(rest);
      if (open !== undefined) index += open.length - 1;
    }
  }
  return open !== undefined && syntax.longQuotes.includes(open);
}

/** In Markdown's fenced blocks and in scripts of markup, the comment is one of the language inside. */
function embeddedSyntax(
  text: string,
  path: string,
  offset: number,
  syntax: CommentSyntax,
): CommentSyntax | undefined {
  if (syntax.open !== "<!--") return syntax;
  const before = text.slice(0, offset);
  if (/\.(?:md|mdx|markdown)$/i.test(path)) {
    let fence: string | undefined;
    for (const match of before.matchAll(/^[ \t]{0,3}(?:```|~~~)[`~]*[ \t]*([\w+-]*)[^\n]*$/gm)) {
      fence = fence === undefined ? (match[1] ?? "") : undefined;
    }
    return fence === undefined ? syntax : syntaxOfLanguage(fence);
  }
  const script = before.lastIndexOf("<script") > before.lastIndexOf("</script");
  const style = before.lastIndexOf("<style") > before.lastIndexOf("</style");
  return script ? syntaxOfLanguage("js") : style ? syntaxOfLanguage("css") : syntax;
}

/** Lines that must stay first: interpreter, encoding, declarations, a Dockerfile's directives, front matter. */
const firstLines =
  /^(?:#!.*\r?\n)?(?:#[^\n]*coding[:=][^\n]*\n)?(?:#\s*(?:syntax|escape)=.*\n)*(?:<\?(?:xml|php)[^\n]*\n|<!doctype[^\n]*\n)*(?:---\r?\n(?:(?!---)[^\n]*\n){0,200}---\r?\n)?/i;

function fileEdit(text: string, syntax: CommentSyntax, ruleId: string): TextEdit {
  const frontMatter = syntax.open === "<!--";
  const match = firstLines.exec(text)?.[0] ?? "";
  const at = !frontMatter && match.includes("---") ? match.indexOf("---") : match.length;
  return {
    span: { start: at, end: at },
    newText: comment(syntax, "picket:ignore-file", ruleId) + eolOf(text),
  };
}
