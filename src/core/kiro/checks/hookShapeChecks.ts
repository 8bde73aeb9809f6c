import { nearest } from "../../iam/catalogue/nearest.ts";
import { shown } from "../../mcp/identity/shown.ts";
import type { FileMember, FileObject } from "../../mcp/files/fileValue.ts";
import { objectOf, unknownAgentEvents, type KiroHook } from "../files/kiroHook.ts";
import { nearestTrigger, triggers } from "../files/triggers.ts";
import type { KiroCheck, KiroIssue, KiroRule, ReadText } from "./check.ts";
import { headOf } from "./placeChecks.ts";

const invalidHook: KiroRule = {
  id: "kiro/invalid-hook",
  title: "Hook that Kiro does not take",
  severity: "error",
};
const unknownTrigger: KiroRule = {
  id: "kiro/unknown-trigger",
  title: "Hook on an event that Kiro does not know",
  severity: "error",
};
const unknownField: KiroRule = {
  id: "kiro/unknown-field",
  title: "Field of a hook without effect",
  severity: "info",
};
const foreignFormat: KiroRule = {
  id: "kiro/foreign-hook-format",
  title: "File of hooks in a format that Kiro does not load there",
  severity: "warning",
};
const legacyHook: KiroRule = { id: "kiro/legacy-hook", title: "Hook in the older format", severity: "hint" };

function* judgeFormat({ text, file, ignored }: ReadText): Generator<KiroIssue> {
  if (ignored !== undefined || file.error) return;
  const span = headOf(text, file.root?.members[0]?.keySpan);
  if (file.kind === "legacy-hook") {
    const message =
      "This is a hook of the older format. Later versions of Kiro and its command line read .kiro/hooks/*.json only.";
    yield { rule: legacyHook, span, message };
  } else if (file.kind === "hooks" && file.shape === "legacy") {
    const message =
      'Kiro does not load this hook: the older format ("when" and "then") belongs in a file that ends in .kiro.hook. Change it to the format "v1".';
    yield { rule: foreignFormat, span, message };
  } else if (file.kind === "hooks" && file.shape === "other" && file.root) {
    const message =
      'Kiro does not load this file: it needs "version": "v1" and a list "hooks". What stands here never runs.';
    yield { rule: foreignFormat, span, message };
  }
}

/** Not loaded at all: what else is wrong in it does not matter before it is. */
function isLegacyInJson({ kind, shape }: ReadText["file"]): boolean {
  return kind === "hooks" && shape === "legacy";
}

function* judgeShape({ file }: ReadText): Generator<KiroIssue> {
  if (isLegacyInJson(file)) return;
  for (const { span, message } of file.problems)
    yield { rule: invalidHook, span, message: `Kiro does not take this hook: ${message}.` };
}

function* judgeTriggers({ file }: ReadText): Generator<KiroIssue> {
  if (isLegacyInJson(file)) return;
  for (const hook of file.hooks) {
    const { triggerName, triggerSpan, format } = hook;
    if (hook.trigger || triggerName === undefined || !triggerSpan || format === "agent") continue;
    yield unknown(triggerName, triggerSpan, format);
  }
  if (file.kind !== "agent" || !file.root) return;
  for (const { key, keySpan } of unknownAgentEvents(file.root)) yield unknown(key, keySpan, "agent");
}

function unknown(name: string, span: KiroIssue["span"], format: KiroHook["format"]): KiroIssue {
  const meant = nearestTrigger(name, format);
  const hint = meant === undefined ? ` Known are ${triggers.join(", ")}.` : ` Did you mean "${meant}"?`;
  return {
    rule: unknownTrigger,
    span,
    message: `This hook never runs: Kiro knows no event "${shown(name, 60)}".${format === "v1" || meant ? hint : ""}`,
    ...(meant !== undefined && { data: { replacement: meant } }),
  };
}

const hookFields = ["name", "description", "trigger", "matcher", "action", "timeout", "enabled"];
const actionFields = ["type", "command", "prompt"];
const fileFields = ["version", "hooks", "$schema"];

function* judgeFields({ file }: ReadText): Generator<KiroIssue> {
  if (file.shape !== "v1" || !file.root) return;
  yield* foreign(file.root, fileFields, "a file of hooks");
  for (const { object } of file.hooks) {
    yield* foreign(object, hookFields, "a hook");
    const action = objectOf(object, "action");
    if (action) yield* foreign(action, actionFields, "an action");
  }
}

function* foreign(object: FileObject, known: readonly string[], what: string): Generator<KiroIssue> {
  for (const member of object.members) {
    if (known.includes(member.key)) continue;
    yield { rule: unknownField, span: member.keySpan, message: fieldMessage(member, known, what) };
  }
}

function fieldMessage({ key, value }: FileMember, known: readonly string[], what: string): string {
  const name = shown(key, 60);
  if (key === "timeout" && value.kind === "number")
    return '"timeout" has no effect in an action: Kiro reads it from the hook, beside "action".';
  const meant = nearest(key, known);
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return `Kiro knows no field "${name}" of ${what}; it has no effect.${hint}`;
}

/** Formats and shapes of hooks. */
export const hookShapeChecks: readonly KiroCheck[] = [
  { rules: [foreignFormat, legacyHook], check: judgeFormat },
  { rules: [invalidHook], check: judgeShape },
  { rules: [unknownTrigger], check: judgeTriggers },
  { rules: [unknownField], check: judgeFields },
];
