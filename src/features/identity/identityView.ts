import type { AwsIdentity, AwsSelection } from "../../core/ports.ts";

/** `vscode.l10n.t`, or a test's own; texts hold `{0}`. */
export type Translate = (text: string, ...values: string[]) => string;

/** What the status bar item shows. */
export interface IdentityView {
  readonly text: string;
  /** One line for each thing worth knowing, the next step last. */
  readonly tooltip: string;
  /** Asks for the warning colour. */
  readonly alarm: boolean;
}

/**
 * The status bar item for an identity, or for none: before the first check nothing is claimed. A sign-in whose time has
 * passed shows as expired without a call. The account is shortened, because screens are shared.
 * @param now ms since epoch
 */
export function identityView(
  identity: AwsIdentity | undefined,
  selection: AwsSelection,
  now: number,
  t: Translate,
): IdentityView {
  if (!identity) return unknownView(selection, t);
  const profile = identity.profile ?? t("default");
  if (identity.state !== "signed-in") {
    const text = `$(warning) AWS: ${profile} · ${stateLabel(identity.state, t)}`;
    return { text, tooltip: `${identity.reason}\n${t("Select to see what you can do.")}`, alarm: true };
  }
  if (hasEnded(identity, now)) {
    const tooltip = t("The AWS sign-in of {0} has expired. Select to sign in again.", profile);
    return { text: `$(warning) AWS: ${profile} · ${stateLabel("expired", t)}`, tooltip, alarm: true };
  }
  const tooltip = [
    t("Profile: {0}", profile),
    t("Account: {0}", identity.account),
    t("Region: {0}", identity.region),
    t("Identity: {0}", identity.arn),
    t("Select for details and to change it."),
  ].join("\n");
  return { text: `$(account) AWS: ${profile} · …${identity.account.slice(-4)}`, tooltip, alarm: false };
}

/** Whether a signed-in identity's own end has passed. */
function hasEnded(identity: AwsIdentity, now: number): boolean {
  return identity.state === "signed-in" && identity.expiresAt !== undefined && identity.expiresAt <= now;
}

/** A state in one or two words. */
export function stateLabel(state: AwsIdentity["state"], t: Translate): string {
  const labels: Readonly<Record<AwsIdentity["state"], string>> = {
    "signed-in": t("signed in"),
    "signed-out": t("signed out"),
    expired: t("sign-in expired"),
    "no-region": t("no Region"),
    unreachable: t("not reachable"),
    denied: t("denied"),
  };
  return labels[state];
}

function unknownView(selection: AwsSelection, t: Translate): IdentityView {
  const text = selection.profile ? `$(account) AWS: ${selection.profile}` : "$(account) AWS";
  const tooltip = t(
    "AWS has not been asked yet: Picket calls it only when you do. Select to check the identity.",
  );
  return { text, tooltip, alarm: false };
}
