import type { Span } from "../../model/span.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";

const unreadable: KiroRule = { id: "kiro/unreadable", title: "Kiro cannot read the file", severity: "error" };
const ignoredFile: KiroRule = {
  id: "kiro/ignored-file",
  title: "Kiro passes over the file without a word",
  severity: "warning",
};

function* judgePlace({ text, ignored, context, file }: ReadText): Generator<KiroIssue> {
  const span = headOf(text, file.root?.members[0]?.keySpan);
  if (ignored !== undefined) {
    yield { rule: ignoredFile, span, message: `Kiro does not load this file: ${ignored}.` };
  } else if (context.isLink === true && (file.kind === "hooks" || file.kind === "legacy-hook")) {
    const message =
      "Kiro does not load this file: it passes over symbolic links among hooks. Put the file itself here.";
    yield { rule: ignoredFile, span, message };
  }
}

const nothing: Readonly<Record<string, string>> = {
  hooks: "Kiro loads none of its hooks",
  "legacy-hook": "Kiro loads no hook from it",
  agent: "Kiro does not offer this agent",
  permissions: "Kiro takes none of its rules, those that deny included",
  settings: "the editor takes only a part of it",
};

/** Steering and managed settings have rules of their own for what cannot be read. */
function* judgeSyntax({ text, file }: ReadText): Generator<KiroIssue> {
  const what = nothing[file.kind];
  if (!file.error || what === undefined) return;
  // What an empty settings file, or one that is not Kiro's alone, lacks is no concern of this engine.
  if (file.kind === "settings" && !/kiroAgent\./.test(text)) return;
  const message = `The file cannot be read: ${file.error.message}. So ${what}.`;
  yield { rule: unreadable, span: file.error.span, message };
}

/** Where a finding about a whole file is shown: a span, or the first line. */
export function headOf(text: string, span?: Span): Span {
  if (span) return span;
  const start = /^\ufeff?\s*/.exec(text)?.[0].length ?? 0;
  const line = text.slice(start).search(/[\r\n]/);
  return { start: Math.min(start, text.length), end: line < 0 ? text.length : start + line };
}

/** Files that Kiro does not read, or cannot. */
export const placeChecks: readonly KiroCheck[] = [
  { rules: [ignoredFile], check: judgePlace },
  { rules: [unreadable], check: judgeSyntax },
];
