import * as vscode from "vscode";
import { describeFault } from "../../editor/log.ts";
import type { WizardDeps } from "./environment.ts";

/** The wizards as commands, and what loads them when one is run. */
export interface PolicyWizardDeps extends WizardDeps {
  readonly loadPolicyWizards: () => Promise<{
    readonly generateStarterPolicy: (deps: WizardDeps) => Promise<void>;
    readonly generateMonitoringStack: (deps: WizardDeps) => Promise<void>;
  }>;
}

/** Registers the commands that write a policy or a stack into a new document. Nothing is loaded or asked before. */
export function registerPolicyWizards(deps: PolicyWizardDeps): vscode.Disposable {
  const command = (
    id: string,
    name: "generateStarterPolicy" | "generateMonitoringStack",
  ): vscode.Disposable =>
    vscode.commands.registerCommand(id, async () => {
      try {
        const wizards = await deps.loadPolicyWizards();
        await wizards[name](deps);
      } catch (error) {
        deps.log.error(`${id} failed: ${describeFault(error)}`);
        const show = vscode.l10n.t("Show Log");
        const message = vscode.l10n.t("The document could not be written. The log has details.");
        if ((await vscode.window.showErrorMessage(message, show)) === show) deps.log.show();
      }
    });
  return vscode.Disposable.from(
    command("picket.generateStarterPolicy", "generateStarterPolicy"),
    command("picket.generateMonitoringStack", "generateMonitoringStack"),
  );
}
