import * as vscode from "vscode";
import type { AwsIdentity } from "../../core/ports.ts";

/** What a person can do about a missing identity. */
export interface Remedies {
  signIn(): Promise<void>;
  selectProfile(): Promise<void>;
}

/**
 * Says what is wrong and offers what mends it. Modal, because the person has just asked for something that waits for it.
 * @returns whether it is worth checking again
 */
export async function offerRemedy(identity: AwsIdentity, remedies: Remedies): Promise<boolean> {
  if (identity.state === "signed-in") return true;
  const { l10n } = vscode;
  const signIn = l10n.t("Sign In…");
  const select = identity.state === "no-region" ? l10n.t("Choose Region…") : l10n.t("Choose Profile…");
  const again = l10n.t("Try Again");
  const buttons = {
    "signed-out": [signIn, select],
    expired: [signIn, select],
    "no-region": [select],
    unreachable: [again, select],
    denied: [select, again],
  }[identity.state];
  const message = l10n.t("Picket cannot use AWS yet.");
  const options = { modal: true, detail: identity.reason };
  const answer = await vscode.window.showWarningMessage(message, options, ...buttons);
  if (answer === signIn) await remedies.signIn();
  if (answer === select) await remedies.selectProfile();
  return answer !== undefined;
}
