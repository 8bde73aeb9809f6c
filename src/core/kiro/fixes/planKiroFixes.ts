import { applyEdits, type TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import type { Span } from "../../model/span.ts";
import { scanKiro } from "../engine.ts";
import { readKiroFile } from "../files/readKiroFile.ts";
import type { KiroFix, KiroFixId, KiroFixRequest } from "./kiroFix.ts";
import { moveTimeout, removeItem, removeMember } from "./jsonChanges.ts";
import { migrateHook } from "./migrateHook.ts";

/** A fix before the text it gives is judged. */
interface Draft {
  readonly id: KiroFixId;
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly notes?: readonly string[];
  readonly preferred?: boolean;
}

type Planner = (finding: Finding, text: string) => Draft | undefined;

const planners: Readonly<Record<string, Planner>> = {
  "kiro/unknown-trigger": useName,
  "kiro/permissions-void": useName,
  "kiro/steering-always-on": (finding, text) => useName(finding) ?? beginAtFirstLine(finding, text),
  "kiro/steering-never-on": useName,
  "kiro/no-timeout": (finding) =>
    replaced(finding, "60", { id: "set-timeout", title: "Set a timeout of 60 seconds" }),
  "kiro/unknown-field": (finding, text) =>
    draft({ id: "move-timeout", title: "Move the timeout to the hook" }, moveTimeout(text, finding.span)),
  "kiro/bad-matcher": (finding, text) =>
    ["*", ""].includes(text.slice(finding.span.start, finding.span.end).replace(/^"$/, ""))
      ? draft({ id: "remove-matcher", title: "Remove the matcher" }, removeMember(text, finding.span))
      : undefined,
  "kiro/guard-cannot-block": exitWithTwo,
  "kiro/guard-disabled": (finding) => replaced(finding, "true", { id: "enable", title: "Enable the guard" }),
  "kiro/all-tools-allowed": removeWildcard,
  "kiro/trusted-commands": removeWildcard,
  "kiro/autopilot": (finding) =>
    replaced(finding, "Supervised", { id: "supervise", title: 'Change to "Supervised"' }),
  "kiro/hidden-text": (finding) =>
    replaced(finding, "", { id: "remove-text", title: "Remove the hidden characters" }),
  "kiro/ignore-opens": (finding, text) => removeLine(finding, text),
};

/**
 * The fixes that can be offered for a text, each on its own: apply one, then scan the text again. Pure and synchronous,
 * for menus. A fix after which its finding would still stand, or a louder one, is left out.
 */
export function planKiroFixes(request: KiroFixRequest): readonly KiroFix[] {
  const { findings, text, span: wanted } = request;
  return findings.flatMap((finding) => {
    if (wanted && !(wanted.start <= finding.span.end && finding.span.start <= wanted.end)) return [];
    const migrated = migration(finding, request);
    if (migrated) return [migrated];
    const planned = Object.hasOwn(planners, finding.ruleId)
      ? planners[finding.ruleId]?.(finding, text)
      : undefined;
    if (!planned || !helps(finding, planned.edits, request)) return [];
    const { id, title, edits, notes = [], preferred = false } = planned;
    return [{ id, title, ruleId: finding.ruleId, span: finding.span, edits, notes, preferred }];
  });
}

/** Whether the finding is gone afterwards, and the file reads no worse. */
function helps(
  finding: Finding,
  edits: readonly TextEdit[],
  { text, findings, context }: KiroFixRequest,
): boolean {
  if (edits.length === 0) return false;
  const after = scanKiro(applyEdits(text, edits), context).findings;
  const count = (list: readonly Finding[], ruleId: string): number =>
    list.filter((one) => one.ruleId === ruleId).length;
  const broken = ["kiro/unreadable", "kiro/invalid-hook"];
  return (
    count(after, finding.ruleId) < count(findings, finding.ruleId) &&
    broken.every((id) => count(after, id) <= count(findings, id))
  );
}

function migration(finding: Finding, { text, context }: KiroFixRequest): KiroFix | undefined {
  const isFile = finding.ruleId === "kiro/legacy-hook";
  if (!isFile && finding.ruleId !== "kiro/foreign-hook-format") return undefined;
  const migrated = migrateHook(readKiroFile(text, "legacy-hook", context.path), text);
  if (!migrated) return undefined;
  const common = { id: "migrate-hook", ruleId: finding.ruleId, span: finding.span, preferred: true } as const;
  const name = (context.path.split(/[\\/]/).at(-1) ?? "").replace(/\.kiro\.hook$/i, ".json");
  const { notes } = migrated;
  if (!isFile) {
    const edits = [{ span: { start: 0, end: text.length }, newText: migrated.text }];
    return { ...common, title: "Migrate to the format v1", edits, notes };
  }
  const title = `Migrate to the format v1 (${name})`;
  return { ...common, title, edits: [], replacedBy: { name, text: migrated.text }, notes };
}

type Named = Pick<Draft, "id" | "title">;

function draft(named: Named, edits: readonly TextEdit[] | undefined): Draft | undefined {
  return edits && { ...named, edits, preferred: true };
}

function replaced({ span }: Finding, newText: string, named: Named): Draft {
  return { ...named, edits: [{ span, newText }], preferred: true };
}

function useName(finding: Finding): Draft | undefined {
  const { replacement } = finding.data;
  if (typeof replacement !== "string") return undefined;
  return replaced(finding, replacement, { id: "use-name", title: `Change to "${replacement}"` });
}

/** Only white space stands before the front matter: it goes. */
function beginAtFirstLine({ span }: Finding, text: string): Draft | undefined {
  const before: Span = { start: text.startsWith("\ufeff") ? 1 : 0, end: span.start };
  if (before.end === before.start || text.slice(before.start, before.end).trim() !== "") return undefined;
  const edits = [{ span: before, newText: "" }];
  return { id: "remove-text", title: "Begin in the first line", edits, preferred: true };
}

function exitWithTwo({ span }: Finding, text: string): Draft | undefined {
  const old = text.slice(span.start, span.end);
  const newText = /^\|\|\s*(?:true|:|exit\s+\d+)$/.test(old)
    ? "|| exit 2"
    : /^exit\s+-?\d+$/.test(old)
      ? "exit 2"
      : /^;\s*(?:true|exit\s+0)\s*$/.test(old)
        ? " || exit 2"
        : /^[\w&;./ -]+$/.test(old) && /^(?:&&|;)?\s*[a-z]/.test(old) && !/Tool|Prompt|Post/.test(old)
          ? `${old.trimEnd()} || exit 2`
          : undefined;
  if (newText === undefined) return undefined;
  const edits = [{ span, newText }];
  return { id: "exit-2", title: "Let it block (exit status 2)", edits, preferred: true };
}

function removeWildcard({ span }: Finding, text: string): Draft | undefined {
  const title = `Remove "${text.slice(span.start, span.end).slice(0, 40)}"`;
  return draft({ id: "remove-wildcard", title }, removeItem(text, span));
}

function removeLine({ span }: Finding, text: string): Draft {
  const rest = /^[ \t]*(?:\r\n|\r|\n)?/.exec(text.slice(span.end))?.[0].length ?? 0;
  const edits = [{ span: { start: span.start, end: span.end + rest }, newText: "" }];
  return { id: "remove-text", title: "Remove the line", edits, preferred: true };
}
