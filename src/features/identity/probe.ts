import * as vscode from "vscode";
import { isStoreError } from "../../core/fixes/storeError.ts";
import type { AwsAccess } from "../../core/awsAccess.ts";
import type { AwsIdentity } from "../../core/ports.ts";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { IdentityDeps } from "./environment.ts";
import { lateProgress } from "./lateProgress.ts";

/** An answer of AWS and the access that gave it: calls through this access are calls of this identity. */
export interface Checked {
  readonly identity: AwsIdentity;
  readonly access: AwsAccess;
}

/** Holds the access for the present selection and what AWS last said about it. */
export interface Probe extends Disposable {
  current(): AwsIdentity | undefined;
  onDidChange(listener: () => void): Disposable;
  /** The access for the present selection; loads the AWS code. */
  open(): Promise<AwsAccess>;
  /** Asks AWS who we are; undefined when the person cancelled. */
  check(): Promise<Checked | undefined>;
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
  /** Counts the changes of the selection. */
  let changes = 0;

  const forget = (): void => {
    // A flow may still be using the old access; its idle connections end by themselves.
    access = undefined;
    changes++;
    if (identity === undefined) return;
    identity = undefined;
    changed.fire();
  };
  const open = async (): Promise<AwsAccess> => {
    const { createAwsAccess } = await deps.loadAws();
    const key = selectionKey(deps);
    if (key !== asked) {
      access = undefined;
      changes++;
    }
    asked = key;
    return (access ??= createAwsAccess(deps.settings.awsSelection(), { knownHostsOnly: true }));
  };
  const ask = async (signal: AbortSignal): Promise<Checked> => {
    for (let renewed = false; ;) {
      const known = access;
      const asking = await open();
      const before = changes;
      const said = await asking.identity(signal);
      // The selection changed meanwhile: this answer is about another account than the next call would be.
      if (changes !== before) continue;
      const fresh = renewed || known !== asking;
      if (fresh || said.state === "signed-in") return { identity: said, access: asking };
      // Credentials are kept by the access: after a sign-in outside, a new one sees the new ones.
      if (access === asking) access = undefined;
      renewed = true;
    }
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
      let checked: Checked;
      try {
        checked = await lateProgress(vscode.l10n.t("Asking AWS who you are"), ask);
      } catch (error) {
        if (isStoreError(error) && error.code === "aborted") return undefined;
        throw error;
      }
      identity = checked.identity;
      deps.log.info(`AWS identity: ${identity.state}, profile ${identity.profile ?? "default"}`);
      changed.fire();
      return checked;
    },
    forget,
    dispose: () => all.dispose(),
  };
}

/** Tells whether the selection is another one, since the editor may announce late a change that was made here. */
function selectionKey({ settings }: IdentityDeps): string {
  return JSON.stringify(settings.awsSelection());
}
