import * as vscode from "vscode";
import type { AwsSession } from "../../editor/awsSession.ts";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import { describeError } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { IdentityDeps } from "./environment.ts";
import { createSession } from "./session.ts";
import { showIdentity } from "./showIdentity.ts";
import { createStatusItem } from "./statusItem.ts";

/** The AWS session for other features; disposing it removes commands and status bar item. */
export interface RegisteredIdentity extends Disposable {
  readonly session: AwsSession;
}

/** The commands around the AWS identity and its status bar item. Nothing here calls AWS before a person asks. */
export function registerIdentity(deps: IdentityDeps): RegisteredIdentity {
  const all = createDisposables();
  const session = all.add(createSession(deps));
  all.add(createStatusItem(session, deps.settings));
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    "picket.selectAwsProfile": () => session.selectProfile(),
    "picket.showAwsIdentity": () => showIdentity(session),
    "picket.signInToAws": () => session.signIn(),
  };
  for (const [id, run] of Object.entries(commands)) {
    all.add(vscode.commands.registerCommand(id, () => reported(run, deps)));
  }
  return { session, dispose: () => all.dispose() };
}

/** A failure of the machine, such as a settings file that cannot be written: told, with the details in the log. */
async function reported(run: () => Promise<void>, { log }: IdentityDeps): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error(describeError(error));
    const show = vscode.l10n.t("Show Log");
    const message = vscode.l10n.t("Picket could not do that: {0}", describeError(error));
    const answer = await vscode.window.showErrorMessage(plainMessage(message), show);
    if (answer === show) await vscode.commands.executeCommand("picket.showLog");
  }
}
