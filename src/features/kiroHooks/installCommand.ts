import * as vscode from "vscode";
import type { HookStep } from "../../adapters/node/hookInstall.ts";
import { hookDefinitions } from "../../core/kiro/hookFiles/hookKinds.ts";
import { pickKinds, pickPlace, showText, type KiroHooksDeps } from "./environment.ts";
import { testAndTell } from "./testCommand.ts";

/** Installs hooks: where, which, the files before they are written, then the test. */
export async function installCommand(deps: KiroHooksDeps): Promise<void> {
  const { l10n, window } = vscode;
  const title = l10n.t("Install Kiro Hooks");
  const place = await pickPlace(title);
  const kinds = place && (await pickKinds(title));
  if (!place || !kinds) return;
  const { applyInstall, editorHookSetup, planInstall } = await deps.loadHooks();
  const setup = await editorHookSetup(deps.inDist("hook.js"), place.folder);
  const steps = planInstall(setup, kinds);
  if (await toldRefusals(steps)) return;
  const changes = steps.filter(({ action }) => action !== "keep");
  if (changes.length > 0) {
    await showText(preview(changes), "plaintext");
    const write = l10n.t("Write");
    const detail = changes.map(({ path }) => path).join("\n");
    const question = l10n.t("Write these files?");
    if ((await window.showInformationMessage(question, { modal: true, detail }, write)) !== write) return;
    if (await toldRefusals(applyInstall(setup, steps))) return;
  }
  await testAndTell(deps, place, kinds);
}

/** Removes the hooks of a place. */
export async function removeCommand(deps: KiroHooksDeps): Promise<void> {
  const { l10n, window } = vscode;
  const place = await pickPlace(l10n.t("Remove Kiro Hooks"));
  if (!place) return;
  const { applyUninstall, editorHookSetup, planUninstall } = await deps.loadHooks();
  const setup = await editorHookSetup(deps.inDist("hook.js"), place.folder);
  const steps = planUninstall(
    setup,
    hookDefinitions.map(({ kind }) => kind),
    false,
  );
  if (steps.length === 0) {
    void window.showInformationMessage(l10n.t("None of Picket's hooks is there."));
    return;
  }
  if (await toldRefusals(steps)) return;
  const remove = l10n.t("Remove");
  const detail = steps.map(({ path }) => path).join("\n");
  const question = l10n.t("Remove these files?");
  if ((await window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  if (await toldRefusals(applyUninstall(setup, steps))) return;
  void window.showInformationMessage(l10n.t("Picket's hooks are removed."));
}

/** Whether something is refused: then the person is told what and why. */
async function toldRefusals(steps: readonly HookStep[]): Promise<boolean> {
  const refused = steps.filter(({ action }) => action === "refuse");
  if (refused.length === 0) return false;
  const detail = refused.map(({ path, reason = "" }) => `${path}: ${reason}`).join("\n");
  const message = vscode.l10n.t("{0} files were left as they are.", refused.length);
  await vscode.window.showErrorMessage(message, { modal: true, detail });
  return true;
}

function preview(steps: readonly HookStep[]): string {
  return steps.map(({ path, text = "" }) => `==> ${path} <==\n${text}`).join("\n");
}
