import type { StoreKind } from "../../core/ports.ts";
import { confirmMove, storeLabel } from "./confirm.ts";
import { editDetails, type Details } from "./details.ts";
import { draftPlan, rename, type Draft } from "./draft.ts";
import type { ReadyAws } from "../../editor/awsSession.ts";
import type { FlowEnvironment } from "./environment.ts";
import { list, storedSoFar, untouched } from "./failure.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { tellReadOnly, tellResult, tellUnplannable, type Telling } from "./outcome.ts";
import type { Target } from "./relocate.ts";
import { replace } from "./replacing.ts";
import { storeAll } from "./storing.ts";

/** What to move and where to. `preview`: the edits go through the refactor preview once the values are stored. */
export interface MoveRequest {
  readonly targets: readonly Target[];
  readonly kind: StoreKind;
  readonly preview: boolean;
}

/**
 * Moves values out of a document: confirm, store, read back, and only then one undoable edit. Whatever fails or is
 * cancelled before the edit leaves the text as it was, and the person is told what stands where.
 */
export async function moveToStore(environment: FlowEnvironment, request: MoveRequest): Promise<void> {
  const ledger = createLedger(environment.newToken);
  try {
    await move(environment, request, ledger);
  } catch (error) {
    // Whatever broke, what stands in the store by now must not be forgotten: who reports the error does not know it.
    const stored = storedSoFar(ledger, environment.ui.l10n);
    if (stored.length > 0) void environment.ui.inform("warning", stored.join(" "));
    throw error;
  }
}

async function move(environment: FlowEnvironment, request: MoveRequest, ledger: Ledger): Promise<void> {
  const { ui, gate } = environment;
  if (await tellReadOnly(environment, ledger)) return;
  const aws = await gate.ready();
  if (!aws) return;
  const draft = await prepareAndStore(environment, request, ledger, aws);
  if (!draft) return;
  const label = request.preview ? ui.l10n.t("Picket: look up in {0}", storeLabel(request.kind)) : undefined;
  for (;;) {
    const replaced = await replace(environment, draft, request.targets, { to: request.kind }, ledger, label);
    const telling = doneTelling(environment, request.kind, replaced.draft, ledger);
    if ((await tellResult(environment, replaced, telling)) !== "again") return;
  }
}

function doneTelling(environment: FlowEnvironment, kind: StoreKind, draft: Draft, ledger: Ledger): Telling {
  const { l10n } = environment.ui;
  const names = draft.plan.secrets.map((secret) => secret.name);
  const file = environment.document.label;
  const done =
    ledger.kept().length > 0
      ? l10n.t("{0} now looks up {1} in {2}.", file, list(names), storeLabel(kind))
      : names.length === 1
        ? l10n.t("Stored in {0} as {1}; {2} now looks it up.", storeLabel(kind), list(names), file)
        : l10n.t("Stored in {0} as {1}; {2} now looks them up.", storeLabel(kind), list(names), file);
  return { done, names, where: l10n.t("In {0}", storeLabel(kind)), ledger };
}

/** Confirms and stores until every value of one draft is settled. Undefined: stopped, and the person knows. */
async function prepareAndStore(
  environment: FlowEnvironment,
  request: MoveRequest,
  ledger: Ledger,
  signedIn: ReadyAws,
): Promise<Draft | undefined> {
  let aws: ReadyAws = signedIn;
  let details: Details = { names: [], options: environment.options };
  for (;;) {
    const draft = await draftPlan(environment, request.targets, { to: request.kind }, details.names);
    if (!draft || draft.plan.secrets.length === 0) {
      await tellUnplannable(environment, draft, ledger);
      return undefined;
    }
    const chosen = await decide(environment, request, draft, aws, details);
    if (!chosen) return stopped(environment, ledger);
    details = chosen.details;
    if (chosen.go) {
      const task = { environment, aws, kind: request.kind, options: details.options, ledger };
      const result = await storeAll(task, draft);
      if (result.outcome === "stored") return draft;
      if (result.outcome === "stopped") return undefined;
      if (result.outcome === "renamed") {
        const names = result.renamings.reduce(
          (all, { secret, name }) => rename(all, draft, secret, name),
          details.names,
        );
        details = { ...details, names };
        continue;
      }
    }
    const again = await environment.gate.ready();
    if (!again) return stopped(environment, ledger);
    if (!sameAccount(again, aws)) leaveAccount(environment, aws, ledger);
    aws = again;
  }
}

/** The dialog, and the list of details behind it. `go` is false after a change: the dialog then comes again. */
async function decide(
  environment: FlowEnvironment,
  request: MoveRequest,
  draft: Draft,
  aws: ReadyAws,
  details: Details,
): Promise<{ readonly go: boolean; readonly details: Details } | undefined> {
  const { ui, document, gate } = environment;
  const { kind, preview } = request;
  const answer = await confirmMove(ui, {
    kind,
    preview,
    draft,
    identity: aws.identity,
    options: details.options,
    file: document.label,
  });
  if (answer === undefined) return undefined;
  if (answer === "go") return { go: true, details };
  if (answer === "compare") await document.compare(draft.snapshot, draft.plan.edits);
  const changed = await editDetails(ui, gate, kind, draft, aws.identity, details);
  return changed && { go: false, details: changed };
}

/** What is stored so far stays in the account that the person turns away from: said, and not waited for. */
function leaveAccount({ ui }: FlowEnvironment, { identity }: ReadyAws, ledger: Ledger): void {
  const stored = ledger.stored();
  ledger.restart();
  if (stored.length === 0) return;
  const where = `${identity.account} · ${identity.region}`;
  void ui.inform("warning", ui.l10n.t("Stored in {0}, where it stays: {1}.", where, list(stored)));
}

async function stopped(environment: FlowEnvironment, ledger: Ledger): Promise<undefined> {
  const { ui, document } = environment;
  if (ledger.stored().length + ledger.doubtful().length === 0) return;
  await ui.inform("info", untouched(document.label, ledger, ui.l10n));
}

function sameAccount(a: ReadyAws, b: ReadyAws): boolean {
  return a.identity.account === b.identity.account && a.identity.region === b.identity.region;
}
