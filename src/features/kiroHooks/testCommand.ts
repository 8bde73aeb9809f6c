import * as vscode from "vscode";
import type { HookTestRow } from "../../adapters/node/hookSelfTest.ts";
import { hookDefinitions, type HookKind } from "../../core/kiro/hookFiles/hookKinds.ts";
import { pickPlace, showText, type HookPlace, type KiroHooksDeps } from "./environment.ts";

/** The command that tests the hooks of a place. */
export async function testCommand(deps: KiroHooksDeps): Promise<void> {
  const place = await pickPlace(vscode.l10n.t("Test Kiro Hooks"));
  if (place)
    await testAndTell(
      deps,
      place,
      hookDefinitions.map(({ kind }) => kind),
    );
}

/** Tests hooks and tells how it went; the table is shown when something is not well, or when the person asks. */
export async function testAndTell(
  { loadHooks, inDist }: KiroHooksDeps,
  { folder }: HookPlace,
  kinds: readonly HookKind[],
): Promise<void> {
  const { l10n, window } = vscode;
  const { editorHookSetup, testHooks, promptCaveat } = await loadHooks();
  const setup = await editorHookSetup(inDist("hook.js"), folder);
  const location = vscode.ProgressLocation.Notification;
  const rows = await window.withProgress({ location, title: l10n.t("Testing Kiro's hooks…") }, async () =>
    testHooks(setup, kinds, folder ?? setup.launcher.folder),
  );
  const failed = rows.filter(({ ok }) => !ok).length;
  const text = table(rows, kinds.includes("prompt") ? promptCaveat : "");
  if (failed > 0) {
    await showText(text, "plaintext");
    void window.showWarningMessage(
      l10n.t(
        "{0} of {1} tests of Kiro's hooks failed. Install them again, or see the table.",
        failed,
        rows.length,
      ),
    );
    return;
  }
  const show = l10n.t("Show");
  const message = l10n.t("Kiro's hooks do what they must: {0} tests passed.", rows.length);
  if ((await window.showInformationMessage(message, show)) === show) await showText(text, "plaintext");
}

function table(rows: readonly HookTestRow[], note: string): string {
  const width = Math.max(...rows.map(({ test }) => test.length));
  const lines = rows.map(({ hook, test, ok, detail }) => {
    return `${ok ? "ok  " : "FAIL"} ${hook.padEnd(12)} ${test.padEnd(width)}  ${detail}`;
  });
  return `${[...lines, "", note].join("\n").trimEnd()}\n`;
}
