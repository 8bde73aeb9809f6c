import type { StoreKind } from "../../core/ports.ts";
import { skippedLines, storeLabel } from "./confirm.ts";
import type { Draft } from "./draft.ts";
import type { FlowEnvironment } from "./environment.ts";
import { list, untouched } from "./failure.ts";
import type { Localizer } from "./flowUi.ts";
import type { Ledger } from "./ledger.ts";
import type { Replaced } from "./replacing.ts";

/** Says why there is nothing to do. */
export async function tellUnplannable(
  environment: FlowEnvironment,
  draft: Draft | undefined,
  ledger: Ledger | undefined,
): Promise<void> {
  const { ui, document } = environment;
  const { l10n } = ui;
  const state = untouched(document.label, ledger, l10n);
  if (!draft || draft.findings.length === 0) {
    await ui.inform("warning", l10n.t("The secret is no longer in {0}. {1}", document.label, state));
    return;
  }
  const reasons = [...new Set(draft.plan.skipped.map((skipped) => skipped.reason))];
  await ui.inform("warning", l10n.t("No fix here: {0}. {1}", list(reasons, 2), state));
}

/** Tells how a move ended. Resolves to `again` when the person wants the replacement tried once more. */
export async function tellResult(
  environment: FlowEnvironment,
  kind: StoreKind,
  replaced: Replaced,
  ledger: Ledger,
): Promise<"again" | "done"> {
  const { outcome } = replaced;
  return outcome === "applied" || outcome === "partly"
    ? tellDone(environment, kind, replaced, ledger)
    : tellUnreplaced(environment, replaced, ledger);
}

async function tellDone(
  environment: FlowEnvironment,
  kind: StoreKind,
  { outcome, draft }: Replaced,
  ledger: Ledger,
): Promise<"done"> {
  const { ui, document } = environment;
  const { l10n } = ui;
  const names = draft.plan.secrets.map((secret) => secret.name);
  const store = storeLabel(kind);
  const message = [
    ledger.kept().length > 0
      ? l10n.t("{0} now looks up {1} in {2}.", document.label, list(names), store)
      : l10n.t("Stored in {0} as {1}; {2} now looks it up.", store, list(names), document.label),
    ...(outcome === "partly" ? [l10n.t("You left some of the changes out: look at the text.")] : []),
    ...(draft.gone.length > 0 ? [l10n.t("Some values were gone before they could be replaced.")] : []),
    l10n.t("The file is not saved yet. Rotate the secret: it was in a file, and perhaps in its history."),
  ].join(" ");
  await offerName(environment, "info", message, names, notesPage(draft, store, l10n));
  return "done";
}

async function tellUnreplaced(
  environment: FlowEnvironment,
  { outcome, draft }: Replaced,
  ledger: Ledger,
): Promise<"again" | "done"> {
  const { ui, document } = environment;
  const again = ui.l10n.t("Try Again");
  const names = ledger.stored();
  const message = `${whyNot(outcome, document.label, ui.l10n)} ${untouched(document.label, ledger, ui.l10n)}`;
  const answer = await offerName(
    environment,
    "warning",
    message,
    names,
    undefined,
    outcome === "gone" ? [] : [again],
  );
  return answer === again && draft.findings.length > 0 ? "again" : "done";
}

function whyNot(outcome: Replaced["outcome"], file: string, l10n: Localizer): string {
  switch (outcome) {
    case "read-only":
      return l10n.t("{0} is read-only.", file);
    case "gone":
      return l10n.t("{0} changed meanwhile, and the secret is no longer in it.", file);
    case "unsettled":
      return l10n.t("{0} changed meanwhile, and what is stored no longer fits the text.", file);
    case "discarded":
      return l10n.t("You discarded the changes.");
    case "applied":
    case "partly":
    case "refused":
      return l10n.t("The editor did not take the change.");
  }
}

/** A message with the buttons that act on it in place: they do not end it, the person may want both. */
async function offerName(
  environment: FlowEnvironment,
  loudness: "info" | "warning",
  message: string,
  names: readonly string[],
  page: string | undefined,
  more: readonly string[] = [],
): Promise<string | undefined> {
  const { ui, document } = environment;
  const copy = names.length === 1 ? ui.l10n.t("Copy Secret Name") : ui.l10n.t("Copy Secret Names");
  const notes = ui.l10n.t("Open Notes");
  const buttons = [...more, ...(page === undefined ? [] : [notes]), ...(names.length === 0 ? [] : [copy])];
  const answer = await ui.inform(loudness, message, buttons);
  if (answer === copy) await ui.copyName(names.join("\n"));
  if (answer === notes && page !== undefined)
    await ui.showPage(ui.l10n.t("Notes on {0}", document.label), page);
  return answer;
}

/** What to do next, as Markdown. */
export function notesPage(draft: Draft, store: string, l10n: Localizer): string {
  const names = draft.plan.secrets.map((secret) => `- \`${secret.name}\``);
  const notes = draft.plan.notes.map((note) => `- ${note.message}`);
  const skipped = skippedLines(draft, l10n).map((line) => `- ${line}`);
  return [
    ...(names.length > 0 ? [`## ${l10n.t("In {0}", store)}`, names.join("\n")] : []),
    ...(notes.length > 0 ? [`## ${l10n.t("To do")}`, notes.join("\n")] : []),
    ...(skipped.length > 0 ? [`## ${l10n.t("Left as it was")}`, skipped.join("\n")] : []),
  ].join("\n\n");
}
