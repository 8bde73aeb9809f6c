import * as vscode from "vscode";
import { isStoreError } from "../../core/fixes/storeError.ts";
import type { AwsAccess, AwsIdentity } from "../../core/ports.ts";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { IdentityDeps } from "./environment.ts";
import { lateProgress } from "./lateProgress.ts";

/** Holds the access for the present selection and what AWS last said about it. */
export interface Probe extends Disposable {
  current(): AwsIdentity | undefined;
  onDidChange(listener: () => void): Disposable;
  /** The access for the present selection; loads the AWS code. */
  open(): Promise<AwsAccess>;
  /** Asks AWS who we are; undefined when the person cancelled. */
  check(): Promise<AwsIdentity | undefined>;
  /** Makes the next call start from the files and settings as they are then. */
  forget(): void;
}

/** A probe that has asked nothing yet. It forgets when the selection in the settings changes. */
export function createProbe(deps: IdentityDeps): Probe {
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<void>());
  let identity: AwsIdentity | undefined;
  let access: AwsAccess | undefined;
  let asked = selectionKey(deps);

  const forget = (): void => {
    // A flow may still be using the old access; its idle connections end by themselves.
    access = undefined;
    if (identity === undefined) return;
    identity = undefined;
    changed.fire();
  };
  const open = async (): Promise<AwsAccess> => {
    const { createAwsAccess } = await deps.loadAws();
    asked = selectionKey(deps);
    return (access ??= createAwsAccess(deps.settings.awsSelection()));
  };
  const ask = async (signal: AbortSignal): Promise<AwsIdentity> => {
    const known = access;
    const first = await (await open()).identity(signal);
    if (known === undefined || first.state === "signed-in" || access !== known) return first;
    // Credentials are kept by the access: after a sign-in outside, a new one sees the new ones.
    access = undefined;
    return await (await open()).identity(signal);
  };

  all.add(
    deps.settings.onDidChange((names) => {
      if (names.some((name) => name.startsWith("aws.")) && selectionKey(deps) !== asked) forget();
    }),
  );
  all.add({ dispose: () => access?.dispose() });
  return {
    current: () => identity,
    onDidChange: (listener) => changed.event(listener),
    open,
    async check() {
      try {
        identity = await lateProgress(vscode.l10n.t("Asking AWS who you are"), ask);
      } catch (error) {
        if (isStoreError(error) && error.code === "aborted") return undefined;
        throw error;
      }
      deps.log.info(`AWS identity: ${identity.state}, profile ${identity.profile ?? "default"}`);
      changed.fire();
      return identity;
    },
    forget,
    dispose: () => all.dispose(),
  };
}

/** Tells whether the selection is another one, since the editor may announce late a change that was made here. */
function selectionKey({ settings }: IdentityDeps): string {
  return JSON.stringify(settings.awsSelection());
}
