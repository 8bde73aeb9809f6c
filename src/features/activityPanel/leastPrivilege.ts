import * as vscode from "vscode";
import type { LeastPrivilegeReport } from "../../core/activity/leastPrivilege/report.ts";
import { plain } from "./alertTree.ts";
import { showPolicyOfUse, useOf, type BasketDeps } from "./basket.ts";
import { choosePolicies } from "./policyChoices.ts";

/**
 * Proposes smaller policies: of the role's policies what the events used, or, without any, what was used. The report opens
 * beside them.
 */
export async function proposeLeastPrivilege(deps: BasketDeps): Promise<void> {
  const { l10n } = vscode;
  const { session } = deps;
  const rows = [...(session.feed?.rows ?? [])];
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("There are no events yet."));
    return;
  }
  const { role } = session;
  const { gaps, dropped, skipped } = session.facts();
  const policies = await choosePolicies(deps, rows.length);
  if (!policies) return;
  if ("error" in policies) {
    const message = l10n.t("The policies could not be read: {0}.", policies.error);
    void vscode.window.showWarningMessage(message);
    return;
  }
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Looking at what was used"),
  };
  await vscode.window.withProgress(options, async () => {
    const use = await useOf(deps, rows);
    const { analyse, policyFromUse, reportMarkdown } = await deps.loadActivity();
    const { catalogue } = await deps.loadIam();
    const coverage = { gaps, isIncomplete: dropped + skipped > 0 };
    const report = analyse({ use, policies, catalogue, coverage });
    const title = role
      ? l10n.t("Least privilege of {0}", plain(role.name))
      : l10n.t("Least privilege by the events of everybody");
    const markdown = reportMarkdown(title, report);
    const made = policies.length === 0 ? policyFromUse(use, catalogue) : undefined;
    if (made) await showPolicyOfUse(deps, made, { title, report: markdown });
    else await showReport(deps, report, markdown);
  });
}

/** Each policy that shrank beside what it was, and the report next to them. */
async function showReport(
  { texts }: BasketDeps,
  { policies }: LeastPrivilegeReport,
  markdown: string,
): Promise<void> {
  const shrunk = policies.flatMap(({ name, narrowed }) =>
    narrowed?.relation === "less" ? [{ name: plain(name), narrowed }] : [],
  );
  for (const { name, narrowed } of shrunk) {
    const before = await texts.open("before.json", narrowed.before);
    const after = await texts.open("least-privilege.json", narrowed.text);
    const title = vscode.l10n.t("{0}: what the events used", name);
    await vscode.commands.executeCommand("vscode.diff", before.uri, after.uri, title, { preview: false });
  }
  const viewColumn = shrunk.length > 0 ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const document = await texts.open("least-privilege.md", markdown);
  await vscode.window.showTextDocument(document, { viewColumn, preview: false });
}
