import { applyEdits, type TextEdit } from "../../model/edit.ts";
import { contains, type Span } from "../../model/span.ts";
import { compareGrants } from "../evaluate/compare.ts";
import { buildPolicy } from "../model/buildPolicy.ts";
import type { Policy } from "../model/policy.ts";
import { readJsonTree } from "../readers/jsonTree.ts";
import type { Change } from "./change.ts";
import { changeTree } from "./changeTree.ts";
import type { Draft, FixContext, FixPlanner } from "./draft.ts";
import { editText } from "./editing/editText.ts";
import type { FixEffect, IamFix, IamFixRequest } from "./iamFix.ts";
import { pinUnknown } from "./pinUnknown.ts";
import { planners } from "./planners.ts";
import { isSameTree } from "./sameTree.ts";
import { lowerCondition } from "./lowerChange.ts";

/**
 * The fixes that can be offered for the policies of a text, ordered by span, each on its own: apply one, then read the
 * text again. Synchronous, for menus. Only what is proved to allow the same or less is given, or what corrects something
 * that could not work; a fix that cannot be written safely in the text's syntax is left out.
 */
export function planIamFixes(request: IamFixRequest): readonly IamFix[] {
  const isJson = once(
    () => /^\s*[[{/]/.test(request.text) && readJsonTree(request.text).problems.length === 0,
  );
  const fixes: IamFix[] = [];
  for (const policy of request.policies) {
    const place = policy.located.root.span;
    if (request.span && !touches(request.span, place)) continue;
    const embedded = policy.located.syntax === "json" && !isJson();
    const context = contextOf(request, policy);
    for (const planner of planners) fixes.push(...proved(planner, context, embedded));
  }
  return fixes.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function contextOf(
  { text, findings, catalogue, facts, span, only }: IamFixRequest,
  policy: Policy,
): FixContext {
  const { root } = policy.located;
  return {
    text,
    policy,
    findings: findings.filter((finding) => contains(root.span, finding.span)),
    catalogue,
    facts,
    interactive: span !== undefined,
    wants: (id, at) => (!only || only.has(id)) && (!span || touches(span, at)),
  };
}

function* proved(planner: FixPlanner, context: FixContext, embedded: boolean): Generator<IamFix> {
  for (const draft of planner(context)) {
    const fix = prove(draft, context, embedded);
    if (fix) yield fix;
  }
}

function prove(draft: Draft, { text, policy, catalogue }: FixContext, embedded: boolean): IamFix | undefined {
  const edits = editText(text, policy, draft.changes, embedded);
  if (!edits || edits.length === 0 || !staysInside(text, edits, policy)) return undefined;
  const steps = draft.changes.map((change) =>
    change.kind === "condition" ? lowerCondition(change) : [change],
  );
  if (steps.includes(undefined)) return undefined;
  const changes = steps.flatMap((step) => step ?? []);
  const planned = changed(policy, changes);
  const effect = effectOf(draft, policy, changes, catalogue);
  if (!effect) return undefined;
  // What JSON says can be read again at once; the other languages' edits are tested to give the planned tree.
  if (policy.located.syntax === "json" && !readsAs(text, edits, policy, planned)) return undefined;
  const { id, title, ruleIds, span, preferred, notes = [] } = draft;
  return { id, title, ruleIds, span, edits, effect, preferred: preferred === true, notes, policy, planned };
}

/**
 * Whether only this policy changes: values that a name, an alias or an anchor shares stand elsewhere, or are read elsewhere.
 */
function staysInside(text: string, edits: readonly TextEdit[], { located }: Policy): boolean {
  const { root, syntax } = located;
  if (!edits.every(({ span }) => contains(root.span, span))) return false;
  if (syntax !== "yaml") return true;
  const anchors = text.slice(root.span.start, root.span.end).matchAll(/(?<=^|[\s[{,])&([\w.-]+)/gm);
  return [...anchors].every(([, name = ""]) => !text.includes(`*${name}`));
}

function changed(policy: Policy, changes: readonly Change[]): Policy {
  const root = changeTree(policy.located.root, changes);
  return buildPolicy({ ...policy.located, root }, policy.type);
}

function effectOf(
  { corrects }: Draft,
  policy: Policy,
  changes: readonly Change[],
  catalogue: FixContext["catalogue"],
): FixEffect | undefined {
  if (corrects) return "corrects";
  const { before, after } = pinUnknown(changes);
  const old = before.length === 0 ? policy : changed(policy, before);
  const { relation } = compareGrants(old, changed(policy, after), catalogue);
  return relation === "same" || relation === "less" ? relation : undefined;
}

function readsAs(text: string, edits: readonly TextEdit[], { located }: Policy, planned: Policy): boolean {
  const { start, end } = located.root.span;
  const grown = edits.reduce((sum, edit) => sum + edit.newText.length - (edit.span.end - edit.span.start), 0);
  const { root, problems } = readJsonTree(applyEdits(text, edits).slice(start, end + grown));
  return root !== undefined && problems.length === 0 && isSameTree(root, planned.located.root);
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
