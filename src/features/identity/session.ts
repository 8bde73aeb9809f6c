import * as vscode from "vscode";
import { StoreError } from "../../core/fixes/storeError.ts";
import type { AwsIdentity } from "../../core/ports.ts";
import type { AwsSession, ReadyAws } from "../../editor/awsSession.ts";
import type { Disposable } from "../../editor/disposable.ts";
import type { IdentityDeps } from "./environment.ts";
import { createProbe } from "./probe.ts";
import { offerRemedy } from "./remedy.ts";
import { chooseSelection } from "./selectProfile.ts";
import { runSignIn } from "./signIn.ts";
import { requireTrust } from "./trust.ts";

/** The session with what only this feature needs. */
export interface IdentitySession extends AwsSession, Disposable {
  /** Asks AWS who we are; undefined when the person cancelled. The caller has checked the trust. */
  check(): Promise<AwsIdentity | undefined>;
}

/** One session. It loads the AWS code with the first call that needs it. */
export function createSession(deps: IdentityDeps): IdentitySession {
  const probe = createProbe(deps);
  const selectProfile = async (): Promise<void> => {
    if (!(await requireTrust())) return;
    const { createAwsProfiles } = await deps.loadAws();
    const chosen = await chooseSelection(await createAwsProfiles().list(), deps.settings.awsSelection());
    if (!chosen) return;
    await deps.settings.updateAwsSelection(chosen);
    probe.forget();
    await probe.check();
  };
  const signIn = async (): Promise<void> => {
    if (!(await requireTrust())) return;
    const { profile } = deps.settings.awsSelection();
    const { findAwsSignIn } = await deps.loadAws();
    const done = await runSignIn(profile, await findAwsSignIn(profile));
    if (done === "select-profile") await selectProfile();
    if (done !== "ended") return;
    probe.forget();
    await probe.check();
  };
  const ready = async (): Promise<ReadyAws | undefined> => {
    if (!(await requireTrust())) return undefined;
    for (;;) {
      const checked = await probe.check();
      if (!checked) return undefined;
      const { identity, access } = checked;
      if (identity.state === "signed-in") {
        return { identity, store: (kind) => access.store(kind) };
      }
      if (!(await offerRemedy(identity, { signIn, selectProfile }))) return undefined;
    }
  };
  return {
    current: () => probe.current(),
    onDidChange: (listener) => probe.onDidChange(listener),
    check: async () => (await probe.check())?.identity,
    ready,
    async access() {
      if (vscode.workspace.isTrusted) return await probe.open();
      throw new StoreError("denied", "This workspace is in Restricted Mode, so Picket makes no AWS call.");
    },
    selectProfile,
    signIn,
    dispose: () => probe.dispose(),
  };
}
