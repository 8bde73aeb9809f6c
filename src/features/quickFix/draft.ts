import type { FixPlan, FixTarget, SecretToStore } from "../../core/fixes/plan.ts";
import type { Finding } from "../../core/model/finding.ts";
import { overlaps } from "../../core/model/span.ts";
import type { FlowEnvironment } from "./environment.ts";
import type { Snapshot } from "./flowDocument.ts";
import { relocate, targetAt, targetKey, targetsOf, type Target } from "./relocate.ts";

/** A name that the person chose for the secret that holds a target's value. */
export interface NameChoice {
  readonly target: Target;
  readonly name: string;
}

/** A plan, the text it was made for, and the findings it answers. */
export interface Draft {
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
  readonly gone: readonly Target[];
  readonly plan: FixPlan;
}

/**
 * Plans against the text as it stands now, with the targets wherever they are now. Undefined when the document is gone;
 * a draft without findings when none of the targets is left.
 */
export async function draftPlan(
  environment: FlowEnvironment,
  targets: readonly Target[],
  to: FixTarget,
  names: readonly NameChoice[] = [],
): Promise<Draft | undefined> {
  const { document, options, project, plan } = environment;
  const snapshot = await document.current();
  if (!snapshot) return undefined;
  const { found, gone } = relocate(targets, snapshot.text, await document.findings(snapshot));
  if (found.length === 0) return { snapshot, findings: [], gone, plan: emptyPlan };
  const only = targets.length === 1 && names.length === 1 ? names[0]?.name : undefined;
  // The first choice for a target counts.
  const nameOf = new Map([...names].reverse().map((choice) => [targetKey(choice.target), choice.name]));
  const chosen = found.flatMap((finding) => {
    const name = nameOf.get(targetKey(targetAt(snapshot.text, finding)));
    return name === undefined ? [] : [{ span: finding.span, name }];
  });
  const request = {
    text: snapshot.text,
    path: document.path,
    languageId: snapshot.languageId,
    findings: found,
    target: only === undefined || to.to === "existing" ? to : { ...to, name: only },
    project,
    nameTemplate: options.nameTemplate,
    ...(chosen.length === 0 ? {} : { names: chosen }),
  };
  return { snapshot, findings: found, gone, plan: await plan(request) };
}

/** The place of a finding of an earlier text in the text as it stands now. */
export async function findAgain(
  { document }: FlowEnvironment,
  text: string,
  finding: Finding,
): Promise<{ readonly snapshot: Snapshot; readonly finding: Finding } | undefined> {
  const snapshot = await document.current();
  if (!snapshot) return undefined;
  const { found } = relocate(targetsOf(text, [finding]), snapshot.text, await document.findings(snapshot));
  return found[0] && { snapshot, finding: found[0] };
}

const emptyPlan: FixPlan = { edits: [], secrets: [], notes: [], skipped: [] };

/** The targets whose findings lie in the places of a planned secret: the whole connection string, say, of a password. */
export function targetsIn(draft: Draft, secret: SecretToStore): Target[] {
  const within = draft.findings.filter((finding) =>
    secret.spans.some((span) => overlaps(span, finding.span)),
  );
  return targetsOf(draft.snapshot.text, within);
}

/** The choices with this name for a secret's targets in place of any earlier one. */
export function rename(
  names: readonly NameChoice[],
  draft: Draft,
  secret: SecretToStore,
  name: string,
): NameChoice[] {
  const targets = targetsIn(draft, secret);
  const renamed = new Set(targets.map(targetKey));
  const others = names.filter((choice) => !renamed.has(targetKey(choice.target)));
  return [...others, ...targets.map((target) => ({ target, name }))];
}
