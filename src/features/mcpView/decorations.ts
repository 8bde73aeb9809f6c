import * as vscode from "vscode";
import { dimmed, serverScheme } from "./treeItems.ts";

/** Dims what does not count and puts a letter behind it: replaced, disabled, judged by a policy that is out of date. */
export function registerDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== serverScheme) return undefined;
      const { l10n } = vscode;
      const dim = new vscode.ThemeColor(dimmed);
      const marks = new Set(uri.path.split("/")[1]?.split(","));
      if (marks.has("shadowed"))
        return new vscode.FileDecoration("S", l10n.t("Another definition counts"), dim);
      if (marks.has("disabled")) return new vscode.FileDecoration("D", l10n.t("Disabled"), dim);
      return marks.has("stale")
        ? new vscode.FileDecoration("!", l10n.t("The policy is out of date"))
        : undefined;
    },
  });
}
