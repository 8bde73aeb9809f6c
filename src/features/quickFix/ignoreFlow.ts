import type { TextEdit } from "../../core/model/edit.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { IgnoreScope } from "./actions.ts";
import { findAgain } from "./draft.ts";
import type { FlowEnvironment } from "./environment.ts";
import { untouched } from "./failure.ts";
import type { Snapshot } from "./flowDocument.ts";

/** Makes the edit that adds an ignore comment, or says why none can stand there. */
export type IgnoreEdit = (request: {
  readonly text: string;
  readonly path: string;
  readonly languageId?: string;
  readonly finding: Finding;
  readonly scope: IgnoreScope;
}) => TextEdit | { readonly reason: string };

const attempts = 3;

/** Writes an ignore comment as one undoable edit. When the text changed meanwhile, the finding is looked for again. */
export async function ignoreWithComment(
  environment: FlowEnvironment,
  snapshot: Snapshot,
  finding: Finding,
  scope: IgnoreScope,
  ignoreEdit: IgnoreEdit,
): Promise<void> {
  const { ui, document } = environment;
  const { l10n } = ui;
  const state = untouched(document.label, undefined, l10n);
  let at = { snapshot, finding };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { text, languageId } = at.snapshot;
    const edit = ignoreEdit({ text, path: document.path, languageId, finding: at.finding, scope });
    if ("reason" in edit) {
      await ui.inform("warning", l10n.t("No ignore comment can stand here: {0}. {1}", edit.reason, state));
      return;
    }
    const outcome = await document.apply(at.snapshot, [edit]);
    if (outcome === "applied") return;
    const again =
      outcome === "stale" ? await findAgain(environment, at.snapshot.text, at.finding) : undefined;
    if (!again) break;
    at = again;
  }
  await ui.inform("warning", l10n.t("The comment could not be added. {0}", state));
}
