import * as vscode from "vscode";
import { toRange } from "../../editor/positions.ts";
import { policiesOf, type IamLanguageDeps } from "./environment.ts";

/** Explains the tokens of policies in any document. */
export function registerHover(deps: IamLanguageDeps): vscode.Disposable {
  return vscode.languages.registerHoverProvider([{ scheme: "*" }], {
    async provideHover(document, position, token) {
      const result = await policiesOf(deps, document);
      if (!result || token.isCancellationRequested) return undefined;
      const { iam, catalogue } = await deps.loadIam();
      const found = iam.hoverAt(result.policies, document.offsetAt(position), catalogue);
      // Not trusted and without HTML: names of the policy stand in it.
      return (
        found && new vscode.Hover(new vscode.MarkdownString(found.markdown), toRange(document, found.span))
      );
    },
  });
}
