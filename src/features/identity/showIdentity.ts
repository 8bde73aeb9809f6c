import * as vscode from "vscode";
import type { AwsIdentity } from "../../core/ports.ts";
import { stateLabel, type Translate } from "./identityView.ts";
import type { IdentitySession } from "./session.ts";
import { requireTrust } from "./trust.ts";

interface Row extends vscode.QuickPickItem {
  /** Text for the clipboard. */
  readonly copy?: string;
  readonly run?: () => Promise<void>;
}

/** Asks AWS who we are and shows it as a list: facts, each copied when chosen, and what can be changed. */
export async function showIdentity(session: IdentitySession): Promise<void> {
  if (!(await requireTrust())) return;
  const identity = await session.check();
  if (!identity) return;
  const { t } = vscode.l10n;
  const row = await vscode.window.showQuickPick(rowsOf(identity, session, t), {
    title: t("AWS Identity: {0}", stateLabel(identity.state, t)),
    placeHolder:
      identity.state === "signed-in" ? t("Choose a line to copy it, or an action") : identity.reason,
  });
  if (row?.copy !== undefined) {
    await vscode.env.clipboard.writeText(row.copy);
    vscode.window.setStatusBarMessage(t("Copied: {0}", row.copy), 3_000);
  }
  await row?.run?.();
}

/** What is wrong is mended first; what is right is looked at. */
function rowsOf(identity: AwsIdentity, session: IdentitySession, t: Translate): Row[] {
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator };
  const known = facts(identity, t);
  const next = actions(identity, session, t);
  return identity.state === "signed-in" ? [...known, separator, ...next] : [...next, separator, ...known];
}

function actions({ state }: AwsIdentity, session: IdentitySession, t: Translate): Row[] {
  const signIn = { label: `$(sign-in) ${t("Sign In…")}`, run: () => session.signIn() };
  return [
    ...(state === "expired" || state === "signed-out" ? [signIn] : []),
    { label: `$(account) ${t("Choose Profile and Region…")}`, run: () => session.selectProfile() },
    { label: `$(refresh) ${t("Check Again")}`, run: () => showIdentity(session) },
  ];
}

function facts(identity: AwsIdentity, t: Translate): Row[] {
  const fact = (label: string | undefined, description: string): Row[] =>
    label === undefined ? [] : [{ label, description, copy: label }];
  if (identity.state !== "signed-in") {
    return [
      { label: `$(warning) ${identity.reason}`, copy: identity.reason },
      ...fact(identity.profile, t("profile")),
      ...fact(identity.region, t("Region")),
    ];
  }
  const { expiresAt } = identity;
  return [
    ...fact(identity.profile ?? t("default credential chain"), t("profile")),
    ...fact(identity.account, t("account")),
    ...fact(identity.region, t("Region")),
    ...fact(identity.arn, t("identity")),
    ...fact(expiresAt === undefined ? undefined : new Date(expiresAt).toLocaleString(), t("sign-in ends")),
  ];
}
