import { applyEdits } from "../model/edit.ts";
import { Sensitive } from "../model/sensitive.ts";
import type { Finding } from "../model/finding.ts";
import type { GrammarSource } from "../ports.ts";
import { lookupsFor } from "./lookups.ts";
import type { Assigned } from "./lookups.ts";
import { envNote, iamNote, rotateNote } from "./notes.ts";
import { locateAll } from "./occurrences.ts";
import type { FixNote, FixPlan, FixRequest, SecretToStore, SkippedFix } from "./plan.ts";
import { brokenNodes, parseSyntax } from "./syntaxTree.ts";
import { isRefusal } from "./targetForm.ts";
import type { OpenText, Rewrite, Source, TargetForm } from "./targetForm.ts";
import { formFor } from "./targetForms.ts";
import { unsupportedReason } from "./unsupported.ts";

/**
 * The edits that take the secrets of one text out of it, and what must be stored before they are applied. Pure: makes no
 * network call and changes nothing. Every finding is either covered by the edits or listed in `skipped` with a reason.
 * The text after the edits has no syntax error that the text before had not: what would add one is skipped.
 * @throws what `grammars.read` rejects with
 */
export async function planFixes(request: FixRequest, grammars: GrammarSource): Promise<FixPlan> {
  const form = formFor(request);
  if (!form) return nothing(request.findings, unsupportedReason(request));
  const grammar = form.grammar?.(request);
  const root = grammar === undefined ? undefined : await parseSyntax(request.text, grammar, grammars);
  if (grammar !== undefined && !root)
    return nothing(request.findings, "the text is too large to be parsed for a fix");
  const source: Source = { ...request, ...(root ? { root } : {}) };
  const open = form.open(source);
  if (isRefusal(open)) return nothing(request.findings, open.reason);

  const located = locateAll(open, request.findings, request.text);
  const assigned = lookupsFor(request, located.occurrences);
  const skipped = [...located.skipped, ...assigned.skipped];
  const judge: Judge = { open, form, grammar, grammars, source };
  const { kept, rewrite, refused } = await soundRewrite(judge, assigned.uses);
  for (const [use, reason] of refused) skipped.push(...skip(use.occurrence.findings, reason));
  return {
    edits: [...rewrite.edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    secrets: secretsOf(kept, request),
    notes: notesOf(kept, rewrite),
    skipped: skipped.sort((a, b) => a.span.start - b.span.start),
  };
}

interface Judge {
  readonly open: OpenText;
  readonly form: TargetForm;
  readonly grammar: string | undefined;
  readonly grammars: GrammarSource;
  readonly source: Source;
}

interface Sound {
  readonly kept: readonly Assigned[];
  readonly rewrite: Rewrite;
  readonly refused: ReadonlyMap<Assigned, string>;
}

/** Rewrites what the form accepts and what still parses afterwards. A bad one is found by halving. */
async function soundRewrite(judge: Judge, uses: readonly Assigned[]): Promise<Sound> {
  const refused = new Map<Assigned, string>();
  const accepted = (list: readonly Assigned[]): Assigned[] => {
    let left = [...list];
    for (;;) {
      const rewrite = judge.open.rewrite(left);
      const bad = left.filter((use) => rewrite.refused.has(use));
      if (bad.length === 0) return left;
      for (const use of bad) refused.set(use, rewrite.refused.get(use)!);
      left = left.filter((use) => !rewrite.refused.has(use));
    }
  };
  const before = await errorsIn(judge, judge.source.text);
  const sound = async (list: readonly Assigned[]): Promise<boolean> => {
    if (list.length === 0) return true;
    const rewrite = judge.open.rewrite(list);
    if (rewrite.refused.size > 0) return false;
    return (await errorsIn(judge, applyEdits(judge.source.text, rewrite.edits))) <= before;
  };
  const reduce = async (list: readonly Assigned[]): Promise<readonly Assigned[]> => {
    if (await sound(list)) return list;
    if (list.length === 1) return [];
    const middle = list.length >> 1;
    const halves = [await reduce(list.slice(0, middle)), await reduce(list.slice(middle))] as const;
    const both = [...halves[0], ...halves[1]];
    return (await sound(both)) ? both : halves[0];
  };
  const candidates = accepted(uses);
  const kept = await reduce(candidates);
  const sane = new Set(kept);
  for (const use of candidates) {
    if (!sane.has(use)) refused.set(use, "the replaced text would not parse at this place");
  }
  return { kept, rewrite: judge.open.rewrite(kept), refused };
}

async function errorsIn(judge: Judge, text: string): Promise<number> {
  if (judge.grammar === undefined) return judge.form.errors?.(text) ?? 0;
  const root = await parseSyntax(text, judge.grammar, judge.grammars);
  return root ? brokenNodes(root) : Number.MAX_SAFE_INTEGER;
}

function secretsOf(kept: readonly Assigned[], request: FixRequest): SecretToStore[] {
  const target = request.target;
  if (target.to === "env" || target.to === "existing") return [];
  const byName = new Map<string, Assigned[]>();
  for (const use of kept) {
    const uses = byName.get(use.lookup.name);
    if (uses) uses.push(use);
    else byName.set(use.lookup.name, [use]);
  }
  return [...byName].map(([name, uses]) => ({
    name,
    store: target.to,
    value: new Sensitive(uses[0]!.place.value),
    spans: uses.flatMap((use) => use.occurrence.findings.map((finding) => finding.span)),
  }));
}

function notesOf(kept: readonly Assigned[], rewrite: Rewrite): FixNote[] {
  if (kept.length === 0) return [];
  const lookups = [...new Map(kept.map((use) => [use.lookup.name, use.lookup])).values()];
  const stored = lookups.filter((lookup) => lookup.from !== "env");
  // A form that passes the value on by other means than a process's environment says so itself.
  const told = rewrite.notes.some((note) => note.code === "env");
  const variables = lookups.filter((lookup) => lookup.from === "env").map((lookup) => lookup.name);
  const env = told || variables.length === 0 ? undefined : envNote(variables);
  const all = [rotateNote(), iamNote(stored), env, ...rewrite.notes];
  const seen = new Map<string, FixNote>();
  for (const note of all) if (note) seen.set(`${note.code} ${note.message}`, note);
  return [...seen.values()];
}

function nothing(findings: readonly Finding[], reason: string): FixPlan {
  return { edits: [], secrets: [], notes: [], skipped: skip(findings, reason) };
}

function skip(findings: readonly Finding[], reason: string): SkippedFix[] {
  return findings.map((finding) => ({ ruleId: finding.ruleId, span: finding.span, reason }));
}
