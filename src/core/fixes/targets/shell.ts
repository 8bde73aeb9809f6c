import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { extentOf } from "../literal.ts";
import { placeholderOf } from "../notes.ts";
import { keyOf, literalRefusal, quotingOf, readLiteral } from "../shell/literals.ts";
import type { Quoting } from "../shell/literals.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { FileFacts, Lookup, Place, Refusal, Rewrite, TargetForm, Use } from "../targetForm.ts";

interface ShellPlace extends Place {
  readonly node: SyntaxNode;
  readonly quoting: Quoting;
}

const names =
  /(?:\.(?:sh|bash|zsh|ksh|bats|command)|(?:^|\/)\.(?:bashrc|bash_profile|bash_aliases|zshrc|zprofile|zshenv|profile|envrc))$/i;
const shebang = /^#!.{0,80}\b(?:ba|z|k|da)?sh\b/;

/** Shell scripts, with the AWS command line. */
export const shellForm: TargetForm<ShellPlace> = {
  id: "shell",
  accepts: isShell,
  grammar: () => "tree-sitter-bash.wasm",
  open: ({ root, text }) => {
    if (!root) return { reason: "the text was not parsed" };
    return {
      locate: (finding) => locate(finding, root, text),
      rewrite: (uses) => rewrite(uses, text),
    };
  },
};

function isShell({ path, languageId, text }: FileFacts): boolean {
  if (languageId !== undefined && languageId !== "plaintext") return languageId === "shellscript";
  if (names.test(path)) return true;
  return !/\.[A-Za-z]\w*$/.test(path) && shebang.test(text);
}

function locate(finding: Finding, root: SyntaxNode, text: string): ShellPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment") {
      const value = text.slice(finding.span.start, finding.span.end);
      return {
        container: node,
        span: finding.span,
        whole: false,
        value,
        mention: true,
        node,
        quoting: "word",
      };
    }
    const quoting = quotingOf(node);
    if (quoting) return inLiteral(node, quoting, finding, text);
  }
  return { reason: "it is not inside one word or string" };
}

function inLiteral(node: SyntaxNode, quoting: Quoting, finding: Finding, text: string): ShellPlace | Refusal {
  const reason = literalRefusal(node, text);
  if (reason !== undefined) return { reason };
  const literal = readLiteral(node, quoting, text);
  const extent = extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time" };
  const whole = extent.whole && quoting !== "heredoc";
  const span = extent.whole ? literal.content : extent.span;
  const value = quoting === "heredoc" && extent.whole ? extent.value.replace(/\n\t*$/, "") : extent.value;
  if (value.endsWith("\n"))
    return { reason: "it ends with a line break, which the shell removes from what a command prints" };
  const key = keyOf(node, span.start, text);
  const container = whole ? { start: node.start, end: node.end } : span;
  const named = key === undefined ? {} : { key };
  const place = quoting === "heredoc" && extent.whole ? trimmed(span, text) : span;
  return { container, span: whole ? container : place, whole, value, node, quoting, ...named };
}

/** A here-document's last line break belongs to the document, not to the value, and so do the tabs before its end. */
function trimmed(span: { start: number; end: number }, text: string): { start: number; end: number } {
  const end = text.slice(span.start, span.end).replace(/\r?\n\t*$/, "").length;
  return { start: span.start, end: span.start + end };
}

function rewrite(uses: readonly Use<ShellPlace>[], text: string): Rewrite {
  const edits: TextEdit[] = [];
  for (const { place, lookup } of uses) {
    if (place.mention) edits.push({ span: place.span, newText: placeholderOf(lookup) });
    else edits.push(replacement(place, expansionOf(lookup), text));
  }
  const stored = uses.some((use) => !use.place.mention && use.lookup.from !== "env");
  const note = {
    code: "dependency",
    message: "The script now needs the AWS command line (aws) where it runs.",
  };
  return { edits, notes: stored ? [note] : [], refused: new Map() };
}

/** The expansion in the quoting of its place: it is always inside double quotes, so that it is never split. */
function replacement(place: ShellPlace, expansion: string, text: string): TextEdit {
  const { span, quoting, node } = place;
  const quoted = `"${expansion}"`;
  if (quoting === "heredoc" || (quoting === "double" && !place.whole)) return { span, newText: expansion };
  if (quoting === "word" || place.whole) return { span, newText: quoted };
  // In single quotes nothing expands: they are closed before it and opened again after it, unless nothing is left there.
  const opening = quoting === "ansi" ? "$'" : "'";
  const first = span.start === node.start + opening.length;
  const last = span.end === node.end - 1 && text.charAt(span.end) === "'";
  return {
    span: { start: first ? node.start : span.start, end: last ? node.end : span.end },
    newText: (first ? "" : "'") + quoted + (last ? "" : opening),
  };
}

/** What a double-quoted string holds to expand to the value. */
function expansionOf(lookup: Lookup): string {
  if (lookup.from === "env") return `\${${lookup.name}:?set ${lookup.name}}`;
  const name = /^[\w/+=.@:-]+$/.test(lookup.name) ? lookup.name : `'${lookup.name.replaceAll("'", `'\\''`)}'`;
  const command =
    lookup.from === "secrets-manager"
      ? `aws secretsmanager get-secret-value --secret-id ${name} --query SecretString --output text`
      : `aws ssm get-parameter --name ${name} --with-decryption --query Parameter.Value --output text`;
  if (lookup.jsonKey === undefined) return `$(${command})`;
  const field = /^[A-Za-z_]\w*$/.test(lookup.jsonKey)
    ? `.${lookup.jsonKey}`
    : `.[${JSON.stringify(lookup.jsonKey)}]`;
  return `$(${command} | jq -r '${field.replaceAll("'", `'\\''`)}')`;
}
