import { draftPlan } from "./draft.ts";
import type { FlowEnvironment } from "./environment.ts";
import { tellReadOnly, tellResult, tellUnplannable } from "./outcome.ts";
import type { Target } from "./relocate.ts";
import { replace } from "./replacing.ts";

/** Replaces values by environment variables. No network; the values are then in nothing but the editor's undo history. */
export async function replaceWithVariables(
  environment: FlowEnvironment,
  targets: readonly Target[],
  preview: boolean,
): Promise<void> {
  const { l10n } = environment.ui;
  if (await tellReadOnly(environment)) return;
  const to = { to: "env" } as const;
  const label = preview ? l10n.t("Picket: read from the environment") : undefined;
  for (;;) {
    const draft = await draftPlan(environment, targets, to);
    if (!draft || draft.plan.edits.length === 0) return tellUnplannable(environment, draft, undefined);
    const replaced = await replace(environment, draft, targets, to, undefined, label);
    const set = replaced.draft.plan.notes.find((note) => note.code === "env")?.message;
    const done = [
      l10n.t("{0} now reads the environment.", environment.document.label),
      ...(set === undefined ? [] : [set]),
      l10n.t("Undo brings the value back."),
    ].join(" ");
    const telling = { done, names: [], where: "" };
    if ((await tellResult(environment, replaced, telling)) !== "again") return;
  }
}
