import { skippedLines } from "./confirm.ts";
import type { Draft } from "./draft.ts";
import type { FlowEnvironment } from "./environment.ts";
import { list, untouched } from "./failure.ts";
import type { Localizer } from "./flowUi.ts";
import { plainMarkdown } from "./markdownText.ts";
import type { Ledger } from "./ledger.ts";
import type { Replaced } from "./replacing.ts";

/** Says that the document cannot be changed, when it cannot: before anything is stored. */
export async function tellReadOnly(environment: FlowEnvironment, ledger?: Ledger): Promise<boolean> {
  const { ui, document } = environment;
  const reason = await document.readOnlyReason();
  if (reason === undefined) return false;
  await ui.inform("warning", `${reason} ${untouched(document.label, ledger, ui.l10n)}`);
  return true;
}

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

/** What to tell about a replacement. */
export interface Telling {
  /** The sentence for success, said only then. */
  readonly done: string;
  /** Names that the text now looks up; may be copied. */
  readonly names: readonly string[];
  /** Where they are looked up, for the page of notes. */
  readonly where: string;
  /** Present when values were stored before. */
  readonly ledger?: Ledger;
}

/** Tells how a replacement ended. Resolves to `again` when the person wants it tried once more. */
export async function tellResult(
  environment: FlowEnvironment,
  replaced: Replaced,
  telling: Telling,
): Promise<"again" | "done"> {
  const { outcome } = replaced;
  if (outcome !== "applied" && outcome !== "partly") return tellUnreplaced(environment, replaced, telling);
  await tellDone(environment, replaced, telling);
  return "done";
}

async function tellDone(
  environment: FlowEnvironment,
  { outcome, draft }: Replaced,
  telling: Telling,
): Promise<void> {
  const { l10n } = environment.ui;
  const { plan, gone } = draft;
  const message = [
    telling.done,
    ...(outcome === "partly" ? [l10n.t("You left some of the changes out: look at the text.")] : []),
    ...(gone.length > 0 ? [l10n.t("Some values were gone before they could be replaced.")] : []),
    ...(plan.skipped.length > 0
      ? [l10n.t("Left as they were: {0}; see the notes.", plan.skipped.length)]
      : []),
    l10n.t("Rotate what was replaced: it was in a file, and perhaps in its history."),
  ].join(" ");
  await offer(environment, "info", message, telling.names, notesPage(draft, telling, l10n), []);
}

async function tellUnreplaced(
  environment: FlowEnvironment,
  { outcome, draft }: Replaced,
  telling: Telling,
): Promise<"again" | "done"> {
  const { ui, document } = environment;
  const again = ui.l10n.t("Try Again");
  const names = telling.ledger?.stored() ?? [];
  const state = untouched(document.label, telling.ledger, ui.l10n);
  const message = `${whyNot(outcome, document.label, ui.l10n)} ${state}`;
  const retry = draft.findings.length > 0 && outcome !== "gone" ? [again] : [];
  return (await offer(environment, "warning", message, names, undefined, retry)) === again ? "again" : "done";
}

function whyNot(outcome: Replaced["outcome"], file: string, l10n: Localizer): string {
  if (outcome === "read-only") return l10n.t("{0} is read-only.", file);
  if (outcome === "gone") return l10n.t("{0} changed meanwhile, and the secret is no longer in it.", file);
  if (outcome === "unsettled") {
    return l10n.t("{0} changed meanwhile, and what is stored no longer fits the text.", file);
  }
  if (outcome === "discarded") return l10n.t("You discarded the changes.");
  return l10n.t("The editor did not take the change.");
}

/** A message with what can be done about it: copy the names, read the notes. */
async function offer(
  environment: FlowEnvironment,
  loudness: "info" | "warning",
  message: string,
  names: readonly string[],
  page: string | undefined,
  more: readonly string[],
): Promise<string | undefined> {
  const { ui, document } = environment;
  const copy = names.length === 1 ? ui.l10n.t("Copy Name") : ui.l10n.t("Copy Names");
  const notes = ui.l10n.t("Open Notes");
  const buttons = [...more, ...(page === undefined ? [] : [notes]), ...(names.length === 0 ? [] : [copy])];
  const answer = await ui.inform(loudness, message, buttons);
  if (answer === copy) await ui.copyName(names.join("\n"));
  if (answer === notes && page !== undefined)
    await ui.showPage(ui.l10n.t("Notes on {0}", document.label), page);
  return answer;
}

/** What to do next, as Markdown. */
function notesPage(draft: Draft, telling: Telling, l10n: Localizer): string {
  const names = telling.names.map((name) => `- \`${name}\``);
  const notes = draft.plan.notes.map((note) => `- ${plainMarkdown(note.message)}`);
  const skipped = skippedLines(draft, l10n, 1_000).map((line) => `- ${plainMarkdown(line)}`);
  return [
    ...(names.length > 0 ? [`## ${telling.where}`, names.join("\n")] : []),
    ...(notes.length > 0 ? [`## ${l10n.t("To do")}`, notes.join("\n")] : []),
    ...(skipped.length > 0 ? [`## ${l10n.t("Left as it was")}`, skipped.join("\n")] : []),
  ].join("\n\n");
}
