import * as vscode from "vscode";
import { isStoreError } from "../../core/fixes/storeError.ts";
import type { Policy } from "../../core/iam/model/policy.ts";
import type { PolicyValidator, RemotePolicy } from "../../core/ports.ts";
import { describeFault } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import { activePolicies, type IamLanguageDeps } from "./environment.ts";
import { choosePaidCheck, paidCheckTitle } from "./paidChecks.ts";
import { checkDiagnostics, validationDiagnostics, type SentPolicy } from "./remoteDiagnostics.ts";
import { prepareText } from "./sentText.ts";

/** A policy that the person agreed to send, and who to ask. */
interface Prepared extends SentPolicy {
  readonly version: number;
  readonly remote: RemotePolicy;
  readonly show: () => Promise<void>;
}

/**
 * The commands that ask IAM Access Analyzer about the policy at the cursor. Nothing is sent before a person runs one.
 * What AWS found stays until the text changes.
 */
export function registerVerification(deps: IamLanguageDeps): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("picket-aws");
  const runs = (flow: (prepared: Prepared) => Promise<void>) => async (): Promise<void> => {
    try {
      const prepared = await prepare(deps);
      if (prepared) await flow(prepared);
    } catch (error) {
      await report(deps, error);
    }
  };
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) collection.delete(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    vscode.commands.registerCommand(
      "picket.verifyPolicy",
      runs((prepared) => verify(deps, collection, prepared)),
    ),
    vscode.commands.registerCommand(
      "picket.checkPolicy",
      runs((prepared) => check(deps, collection, prepared)),
    ),
  );
}

async function prepare(deps: IamLanguageDeps): Promise<Prepared | undefined> {
  const active = await activePolicies(deps);
  if (!active) return undefined;
  const { editor, result, offset } = active;
  const { iam } = await deps.loadIam();
  const policy =
    iam.policyAt(result.policies, offset) ?? (await pickPolicy(editor.document, result.policies));
  if (!policy) return undefined;
  const sent = await prepareText(editor, iam.policyJson(policy));
  if (!sent) return undefined;
  const remote = { text: sent.text, ...iam.remoteTypeOf(policy) };
  return { document: editor.document, version: result.version, policy, iam, remote, show: sent.show };
}

async function pickPolicy(
  document: vscode.TextDocument,
  policies: readonly Policy[],
): Promise<Policy | undefined> {
  const items = policies.map((policy, index) => ({
    label: policy.located.place.name ?? vscode.l10n.t("Policy {0}", index + 1),
    description: vscode.l10n.t("line {0}", document.positionAt(policy.located.root.span.start).line + 1),
    policy,
  }));
  const title = vscode.l10n.t("Which policy?");
  return (await vscode.window.showQuickPick(items, { title }))?.policy;
}

async function verify(
  deps: IamLanguageDeps,
  collection: vscode.DiagnosticCollection,
  prepared: Prepared,
): Promise<void> {
  const { l10n } = vscode;
  const validator = await validatorOf(deps);
  if (!validator) return;
  const findings = await waiting(l10n.t("Asking IAM Access Analyzer"), (signal) =>
    validator.validate(prepared.remote, signal),
  );
  if (!isCurrent(prepared)) return tellChanged();
  const diagnostics = validationDiagnostics(findings, prepared);
  collection.set(prepared.document.uri, diagnostics);
  const showSent = l10n.t("Show What Was Sent");
  const buttons = diagnostics.length > 0 ? [l10n.t("Show Problems"), showSent] : [showSent];
  const message =
    diagnostics.length > 0
      ? l10n.t("AWS has {0} findings on this policy. They stay until the text changes.", diagnostics.length)
      : l10n.t("AWS has nothing to say against this policy.");
  const answer = await vscode.window.showInformationMessage(message, ...buttons);
  if (answer === showSent) await prepared.show();
  else if (answer !== undefined) await vscode.commands.executeCommand("workbench.actions.view.problems");
}

async function check(
  deps: IamLanguageDeps,
  collection: vscode.DiagnosticCollection,
  prepared: Prepared,
): Promise<void> {
  const { l10n } = vscode;
  const asked = await choosePaidCheck(prepared.policy);
  if (!asked) return;
  const validator = await validatorOf(deps);
  if (!validator) return;
  const pay = l10n.t("Run the Check and Pay");
  const title = paidCheckTitle(asked);
  const question = l10n.t("{0}: AWS charges your account for this call.", title);
  const detail = l10n.t(
    "Each call of a custom policy check costs money, whatever the result; see the page on pricing of IAM Access Analyzer. The policy is sent to {0}.",
    validatorPlace(deps),
  );
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, pay)) !== pay) return;
  const result = await waiting(title, (signal) => validator.check(prepared.remote, asked, signal));
  if (!isCurrent(prepared)) return tellChanged();
  if (result.passed) {
    collection.delete(prepared.document.uri);
    void vscode.window.showInformationMessage(l10n.t("{0}: the policy passed.", title));
    return;
  }
  collection.set(prepared.document.uri, checkDiagnostics(result, title, prepared));
  void vscode.window.showWarningMessage(
    plainMessage(l10n.t("{0}: the policy did not pass. {1}", title, result.message)),
  );
}

/** The account and Region for a sentence. */
function validatorPlace({ aws }: IamLanguageDeps): string {
  const identity = aws.current();
  return identity?.state === "signed-in"
    ? vscode.l10n.t("account {0} in {1}", identity.account, identity.region)
    : "AWS";
}

/** Access Analyzer under an identity that AWS has confirmed; the session tells the person what is missing. */
async function validatorOf({ aws }: IamLanguageDeps): Promise<PolicyValidator | undefined> {
  const ready = await aws.ready();
  return ready && (await aws.access()).policies;
}

function isCurrent({ document, version }: Prepared): boolean {
  return document.version === version && !document.isClosed;
}

function tellChanged(): void {
  const message = vscode.l10n.t("The text changed while AWS was asked. Run the command again.");
  void vscode.window.showInformationMessage(message);
}

async function waiting<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return await task(stop.signal);
  });
}

async function report({ log }: IamLanguageDeps, error: unknown): Promise<void> {
  if (isStoreError(error)) {
    if (error.code !== "aborted") void vscode.window.showErrorMessage(plainMessage(error.message));
    return;
  }
  log.error(`Asking AWS about a policy failed: ${describeFault(error)}`);
  const show = vscode.l10n.t("Show Log");
  const message = vscode.l10n.t("Asking AWS about the policy failed unexpectedly. The log has details.");
  if ((await vscode.window.showErrorMessage(message, show)) === show) log.show();
}
