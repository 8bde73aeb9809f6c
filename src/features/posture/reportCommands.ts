import * as vscode from "vscode";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { PostureParts } from "./parts.ts";
import { reportFolder } from "./runOnce.ts";
import { knownKey, signingKey } from "./signingKey.ts";

/** Shows the last report in an editor of its own, in which nothing can run. */
export async function openReport(parts: PostureParts): Promise<void> {
  const { l10n } = vscode;
  const run = await parts.runner.ready();
  if (!run) {
    void vscode.window.showInformationMessage(l10n.t("There are no results yet. Check the posture first."));
    return;
  }
  const html = await (await parts.loadPosture()).render(run, "html");
  const panel = vscode.window.createWebviewPanel(
    "picket.postureReport",
    l10n.t("Posture Report"),
    vscode.ViewColumn.Active,
    { enableScripts: false, enableCommandUris: false, enableForms: false, localResourceRoots: [] },
  );
  panel.webview.html = html;
}

/** Tells whether a report, or a chain of them, is as it was written on this machine. */
export async function verifyReport(parts: PostureParts, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const target = argument instanceof vscode.Uri ? argument : await askReport(parts);
  if (!target) return;
  const engine = await parts.loadPosture();
  const { isIntact, lines } = await engine.verify(target.fsPath, await knownKey(parts));
  if (isIntact) {
    void vscode.window.showInformationMessage(plainMessage(lines.join(" ")));
    return;
  }
  const detail = lines.slice(0, 12).join("\n");
  await vscode.window.showWarningMessage(l10n.t("This cannot be relied on as evidence."), {
    modal: true,
    detail,
  });
}

/** Puts the public half of the key on the clipboard: for whoever verifies reports of this machine elsewhere. */
export async function copyPublicKey(parts: PostureParts): Promise<void> {
  const { pem, id } = (await parts.loadPosture()).publicKey(await signingKey(parts));
  await vscode.env.clipboard.writeText(pem);
  void vscode.window.showInformationMessage(
    vscode.l10n.t("The public key {0} was copied. Keep it where this machine cannot change it.", id),
  );
}

async function askReport(parts: PostureParts): Promise<vscode.Uri | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Choose a posture report, or the chain of reports"),
      canSelectMany: false,
      defaultUri: vscode.Uri.file(reportFolder(parts)),
      filters: { JSON: ["json", "jsonl"] },
    })) ?? [];
  return chosen;
}
