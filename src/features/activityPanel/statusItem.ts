import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { StatusLook } from "./statusLook.ts";

/** The item of the status bar, which opens the view. */
export function createActivityStatus(): Disposable & { show(look: StatusLook | undefined): void } {
  const all = createDisposables();
  const item = all.add(
    vscode.window.createStatusBarItem("picket.activity", vscode.StatusBarAlignment.Left, -2),
  );
  item.name = vscode.l10n.t("Picket: agent activity");
  item.command = "picket.activity.focus";
  return {
    show(look) {
      if (!look) return item.hide();
      item.text = look.text;
      item.tooltip = look.tooltip;
      item.accessibilityInformation = {
        label: `${vscode.l10n.t("Agent activity")}: ${look.tooltip.replace(/\.?\n/g, ". ")}`,
        role: "button",
      };
      item.backgroundColor = look.alarm
        ? new vscode.ThemeColor("statusBarItem.warningBackground")
        : undefined;
      item.show();
    },
    dispose: () => all.dispose(),
  };
}
