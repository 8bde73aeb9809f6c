import * as vscode from "vscode";
import type { DeclaredPolicy, NoPolicy } from "../../core/activity/policy/declaredPolicy.ts";
import type { LeastPrivilegeReport } from "../../core/activity/leastPrivilege/report.ts";
import { isScannable } from "../../editor/documents.ts";
import { describeError } from "../../editor/log.ts";
import { showPolicy, useOf, type BasketDeps } from "./basket.ts";

interface PolicyItem extends vscode.QuickPickItem {
  /** Undefined: none; a policy is made of what was used. */
  readonly read: (() => Promise<readonly DeclaredPolicy[] | NoPolicy>) | undefined;
}

/** Proposes a smaller policy: of the role's policies what the events used, or, without any, what was used. */
export async function proposeLeastPrivilege(deps: BasketDeps): Promise<void> {
  const { l10n } = vscode;
  const { session } = deps;
  const rows = [...(session.feed?.rows ?? [])];
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("There are no events yet."));
    return;
  }
  const picked = await vscode.window.showQuickPick(await itemsOf(deps), {
    title: l10n.t("Least privilege: which policy shall shrink?"),
    placeHolder: l10n.t("By {0} events. The shorter they reach back, the more is missing", rows.length),
    ignoreFocusOut: true,
  });
  if (!picked) return;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Looking at what was used"),
  };
  await vscode.window.withProgress(options, async () => {
    const use = await useOf(deps, rows);
    const { analyse, policyFromUse } = await deps.loadActivity();
    const { catalogue } = await deps.loadIam();
    const policies = (await picked.read?.()) ?? [];
    if ("error" in policies) {
      const message = l10n.t("The policy could not be read: {0}.", policies.error);
      void vscode.window.showWarningMessage(message);
      return;
    }
    if (policies.length === 0) return showPolicy(policyFromUse(use, catalogue));
    const { gaps, dropped, skipped } = session.facts();
    const coverage = { gaps, isIncomplete: dropped + skipped > 0 };
    await showReport(analyse({ use, policies, catalogue, coverage }));
  });
}

async function itemsOf(deps: BasketDeps): Promise<readonly PolicyItem[]> {
  const { l10n } = vscode;
  const { readDeclaredPolicies } = await deps.loadActivity();
  const document = vscode.window.activeTextEditor?.document;
  const own: readonly PolicyItem[] = [
    {
      label: `$(new-file) ${l10n.t("None: make one of what was used")}`,
      read: undefined,
    },
    {
      label: `$(folder-opened) ${l10n.t("A policy in a JSON file…")}`,
      read: async () => readFile(readDeclaredPolicies),
    },
  ];
  if (!document || !isScannable(document)) return own;
  const name = vscode.workspace.asRelativePath(document.uri);
  const policies = await policiesIn(deps, document, name);
  if (policies.length === 0) return own;
  return [{ label: `$(file) ${l10n.t("The policies of {0}", name)}`, read: async () => policies }, ...own];
}

async function policiesIn(
  { iamDocuments, log }: BasketDeps,
  document: vscode.TextDocument,
  name: string,
): Promise<readonly DeclaredPolicy[]> {
  try {
    const result = await iamDocuments.resultOf(document);
    return (result?.policies ?? []).map((policy) => ({ name, kind: "identity", policy }));
  } catch (error) {
    log.debug(`no policies of ${document.uri.path}: ${describeError(error)}`);
    return [];
  }
}

async function readFile(
  read: (text: string, about: Pick<DeclaredPolicy, "name" | "kind">) => readonly DeclaredPolicy[] | NoPolicy,
): Promise<readonly DeclaredPolicy[] | NoPolicy> {
  const [file] =
    (await vscode.window.showOpenDialog({ filters: { JSON: ["json"] }, canSelectMany: false })) ?? [];
  if (!file) return { error: vscode.l10n.t("no file was chosen") };
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  return read(text, { name: vscode.workspace.asRelativePath(file), kind: "identity" });
}

/** The report as a document, and each policy that shrank beside what it was. */
async function showReport(report: LeastPrivilegeReport): Promise<void> {
  const { l10n } = vscode;
  const narrowed = report.policies.flatMap(({ name, narrowed }) => (narrowed ? [{ name, narrowed }] : []));
  const [first] = narrowed;
  const reasons = report.policies.map(({ reason }) => reason).filter(Boolean);
  if (!first) {
    const message = l10n.t("No policy shrank. {0}", reasons.join(" "));
    void vscode.window.showInformationMessage(message.trim());
    return;
  }
  const open = async (content: string): Promise<vscode.Uri> =>
    (await vscode.workspace.openTextDocument({ content, language: "json" })).uri;
  const before = await open(first.narrowed.before);
  const after = await open(first.narrowed.text);
  await vscode.commands.executeCommand(
    "vscode.diff",
    before,
    after,
    l10n.t("{0}: what the events used", first.name),
  );
  const notes = [...first.narrowed.notes, ...report.blindSpots];
  if (notes.length > 0) void vscode.window.showInformationMessage(notes.join(" "));
}
