import * as vscode from "vscode";
import { toRange } from "../../editor/positions.ts";
import { policiesOf, type IamLanguageDeps } from "./environment.ts";

/** Says above each statement what it does, and opens the details. */
export function registerLens(deps: IamLanguageDeps): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider = vscode.languages.registerCodeLensProvider([{ scheme: "*" }], {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!deps.settings.iamCodeLens()) return [];
      const result = await policiesOf(deps, document);
      if (!result || token.isCancellationRequested) return [];
      const { iam, catalogue } = await deps.loadIam();
      return iam.lensesOf(result.policies, catalogue).map(({ span, title, policy, statement }) => {
        const { start } = toRange(document, span);
        const place = { uri: document.uri.toString(), policy, statement };
        return new vscode.CodeLens(new vscode.Range(start, start), {
          title,
          tooltip: vscode.l10n.t("List the actions by access level, the resources and the conditions"),
          command: "picket.showStatement",
          arguments: [place],
        });
      });
    },
  });
  const settings = deps.settings.onDidChange((names) => {
    if (names.some((name) => name.startsWith("iam."))) changed.fire();
  });
  return vscode.Disposable.from(changed, provider, settings);
}
