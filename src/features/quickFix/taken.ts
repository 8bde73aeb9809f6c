import type { TakenChoice, TakenName } from "../../core/fixes/storeSecrets.ts";
import { storeLabel } from "./confirm.ts";
import { askName } from "./details.ts";
import type { Draft } from "./draft.ts";
import type { FlowUi, Localizer } from "./flowUi.ts";

/** Asks what to do about a name that the store has already. Nothing has been stored when this is asked. */
export async function askTaken(
  ui: FlowUi,
  file: string,
  draft: Draft,
  taken: TakenName,
): Promise<TakenChoice> {
  const { l10n } = ui;
  const { secret, holds } = taken;
  // Among many secrets a question that has one sensible answer is noise: the value is stored already.
  if (holds === "same" && draft.plan.secrets.length > 1) return "use";
  const use = holds === "same" ? l10n.t("Use It") : l10n.t("Use the Stored Value");
  const add = l10n.t("Add a Version");
  const other = l10n.t("Another Name…");
  const answer = await ui.confirm({
    message: messageFor(taken, l10n),
    detail:
      holds === "same"
        ? l10n.t("{0}: nothing is stored, the text looks up what is there.", use)
        : [
            l10n.t("{0}: nothing that exists is touched.", other),
            l10n.t(
              "{0}: the value of {1} becomes the current one for everybody who reads this name.",
              add,
              file,
            ),
            l10n.t("{0}: the text reads what is stored now; the value of {1} is stored nowhere.", use, file),
          ].join("\n"),
    buttons: holds === "same" ? [use, other] : [other, add, use],
    loudness: "warning",
  });
  if (answer === use) return "use";
  if (answer === add) return "add-version";
  if (answer !== other) return "cancel";
  const name = await askName(ui, secret.store, secret, draft);
  return name === undefined ? "cancel" : { rename: name };
}

function messageFor({ secret, holds }: TakenName, l10n: Localizer): string {
  const store = storeLabel(secret.store);
  if (holds === "same") return l10n.t("{0} exists in {1} and holds exactly this value.", secret.name, store);
  if (holds === "different") return l10n.t("{0} exists in {1} and holds another value.", secret.name, store);
  return l10n.t("{0} exists in {1}, and what it holds could not be read.", secret.name, store);
}
