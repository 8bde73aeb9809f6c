import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { AwsSession } from "../../editor/awsSession.ts";
import type { IdentityDeps } from "./environment.ts";
import { identityView } from "./identityView.ts";

/** Longest time that a timer takes, ms. */
const longest = 2_147_483_647;

/** The status bar item for AWS. It turns to a warning by itself when the known end of the sign-in has come. */
export function createStatusItem(session: AwsSession, settings: IdentityDeps["settings"]): Disposable {
  const all = createDisposables();
  const item = all.add(vscode.window.createStatusBarItem("picket.aws", vscode.StatusBarAlignment.Left, -1));
  item.name = vscode.l10n.t("Picket: AWS identity");
  item.command = "picket.showAwsIdentity";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    const identity = session.current();
    const view = identityView(identity, settings.awsSelection(), Date.now(), vscode.l10n.t);
    item.text = view.text;
    item.tooltip = view.tooltip;
    item.accessibilityInformation = { label: `${plain(view.text)}. ${view.tooltip}`, role: "button" };
    item.backgroundColor = view.alarm ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    clearTimeout(timer);
    const end = identity?.state === "signed-in" ? identity.expiresAt : undefined;
    const left = (end ?? 0) - Date.now();
    if (left > 0 && left <= longest) timer = setTimeout(update, left);
  };
  all.add(session.onDidChange(update));
  all.add(settings.onDidChange(update));
  all.add({ dispose: () => clearTimeout(timer) });
  update();
  item.show();
  return all;
}

function plain(text: string): string {
  return text.replaceAll(/\$\([\w~-]+\) ?/g, "");
}
