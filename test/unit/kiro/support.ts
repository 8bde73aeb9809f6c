import type { KiroContext } from "../../../src/core/kiro/checks/check.ts";
import { scanKiro } from "../../../src/core/kiro/engine.ts";
import { planKiroFixes } from "../../../src/core/kiro/fixes/planKiroFixes.ts";
import type { KiroFix } from "../../../src/core/kiro/fixes/kiroFix.ts";
import { applyEdits } from "../../../src/core/model/edit.ts";

/** Ids of the rules that a text breaks, in its order. */
export function rulesIn(path: string, text: string, context: Partial<KiroContext> = {}): readonly string[] {
  return scanKiro(text, { path, ...context }).findings.map(({ ruleId }) => ruleId);
}

/** Rule, marked text and message of each finding. */
export function marked(path: string, text: string): readonly (readonly [string, string, string])[] {
  return scanKiro(text, { path }).findings.map(
    ({ ruleId, span, message }) => [ruleId, text.slice(span.start, span.end), message] as const,
  );
}

/** A file of one hook in the format v1. */
export function v1(hook: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ version: "v1", hooks: [{ name: "Check", ...hook }] });
}

/** A hook with a command, before tools unless another event is named. */
export function commandHook(command: string, more: Readonly<Record<string, unknown>> = {}): string {
  return v1({ trigger: "PostFileSave", action: { type: "command", command }, ...more });
}

/** The fixes of a text. */
export function fixesOf(path: string, text: string): readonly KiroFix[] {
  const { findings } = scanKiro(text, { path });
  return planKiroFixes({ text, findings, context: { path } });
}

/** The text after the first fix for a rule, and what a file that replaces it is called. */
export function fixed(
  path: string,
  text: string,
  ruleId: string,
): { path: string; text: string; notes: readonly string[] } {
  const fix = fixesOf(path, text).find((one) => one.ruleId === ruleId);
  if (!fix) throw new Error(`no fix for ${ruleId}`);
  const { replacedBy, notes } = fix;
  if (replacedBy) return { path: path.replace(/[^/]+$/, replacedBy.name), text: replacedBy.text, notes };
  return { path, text: applyEdits(text, fix.edits), notes };
}
