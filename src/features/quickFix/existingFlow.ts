import { overlaps } from "../../core/model/span.ts";
import type { Sensitive } from "../../core/model/sensitive.ts";
import { mostSkipped, skippedLines, storeLabel } from "./confirm.ts";
import { draftPlan, type Draft } from "./draft.ts";
import type { SignedIn } from "../../editor/awsSession.ts";
import type { FlowEnvironment } from "./environment.ts";
import { chooseExisting, type ChosenSecret } from "./existingChoice.ts";
import { tellReadOnly, tellResult, tellUnplannable } from "./outcome.ts";
import type { Target } from "./relocate.ts";
import { replace } from "./replacing.ts";

/** Replaces a value by a lookup of a secret that is stored already. Stores nothing; says when the two differ. */
export async function useExisting(environment: FlowEnvironment, targets: readonly Target[]): Promise<void> {
  if (await tellReadOnly(environment)) return;
  const aws = await environment.gate.ready();
  const chosen = aws && (await chooseExisting(environment, aws));
  if (!aws || !chosen) return;
  const draft = await draftPlan(environment, targets, chosen.to);
  if (!draft || draft.plan.edits.length === 0) return tellUnplannable(environment, draft, undefined);
  if (!(await confirmUse(environment, draft, chosen, targets, aws.identity))) return;
  const { l10n } = environment.ui;
  const { name, kind } = chosen.to;
  const telling = {
    done: l10n.t("{0} now looks up {1} in {2}.", environment.document.label, name, storeLabel(kind)),
    names: [name],
    where: l10n.t("In {0}", storeLabel(kind)),
  };
  for (;;) {
    const replaced = await replace(environment, draft, targets, chosen.to, undefined, undefined);
    if ((await tellResult(environment, replaced, telling)) !== "again") return;
  }
}

async function confirmUse(
  { ui, document }: FlowEnvironment,
  draft: Draft,
  { to, held, unreadable }: ChosenSecret,
  targets: readonly Target[],
  identity: SignedIn,
): Promise<boolean> {
  const { l10n } = ui;
  const matches = held !== undefined && isHeld(draft, targets, held);
  const comparison =
    unreadable !== undefined
      ? l10n.t("Not compared: {0}", unreadable)
      : matches
        ? l10n.t("It holds the same value.")
        : l10n.t(
            "It holds another value. The one in {0} is stored nowhere: replacing it gives it up.",
            document.label,
          );
  const notes = draft.plan.notes.filter((note) => note.code !== "rotate");
  const replaceIt = l10n.t("Replace");
  const answer = await ui.confirm({
    message: l10n.t("Replace this secret in {0} by a lookup of {1}?", document.label, to.name),
    detail: [
      l10n.t("Account: {0}{1}", identity.account, identity.profile ? ` (${identity.profile})` : ""),
      l10n.t("Region: {0}", identity.region),
      ...(to.jsonKey === undefined ? [] : [l10n.t("Field: {0}", to.jsonKey)]),
      "",
      comparison,
      ...skippedLines(draft, l10n, mostSkipped),
      ...notes.slice(0, 4).map((note) => `• ${note.message}`),
    ].join("\n"),
    buttons: [replaceIt],
    loudness: matches ? "info" : "warning",
  });
  return answer === replaceIt;
}

/** Whether what is held is the value in the text, or the whole literal that the edits replace. */
function isHeld(draft: Draft, targets: readonly Target[], held: Sensitive): boolean {
  const { text } = draft.snapshot;
  const replaced = draft.plan.edits
    .filter((edit) => draft.findings.some((finding) => overlaps(edit.span, finding.span)))
    .map((edit) => text.slice(edit.span.start, edit.span.end).replace(/^(["'`])([^]*)\1$/, "$2"));
  return targets.some((target) => target.value.equals(held)) || replaced.includes(held.reveal());
}
