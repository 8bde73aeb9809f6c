import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { PanelStatus } from "../../protocol/activity.ts";
import type { Translate } from "./sourceText.ts";

/** What the status bar says of agent activity. */
export interface StatusLook {
  readonly text: string;
  readonly tooltip: string;
  readonly alarm: boolean;
}

/** Undefined: nothing is said, since nothing is read. @param alerts that nobody has acknowledged */
export function statusLook(status: PanelStatus, alerts: number, t: Translate): StatusLook | undefined {
  if (status.state === "off") return undefined;
  const icon = iconOf(status.state);
  const count = alerts > 0 ? ` ${alerts}` : "";
  const said = [status.source, status.role, stateText(status.state, t)].filter(Boolean).join(" · ");
  const alarm = status.state === "failed" || status.state === "signed-out";
  const lines = [said, status.message, ...(alerts > 0 ? [t("{0} alerts to look at", alerts)] : [])];
  return { text: `$(${icon})${count}`, tooltip: lines.filter(Boolean).join("\n"), alarm };
}

function iconOf(state: PanelStatus["state"]): string {
  if (state === "paused") return "debug-pause";
  if (state === "failed" || state === "signed-out") return "warning";
  return state === "offline" || state === "stalled" ? "debug-disconnect" : "pulse";
}

function stateText(state: PanelStatus["state"], t: Translate): string {
  const texts: Readonly<Record<PanelStatus["state"], string>> = {
    off: "",
    loading: t("reading"),
    live: t("live"),
    paused: t("paused"),
    ended: t("complete"),
    throttled: t("slowed down by AWS"),
    offline: t("offline"),
    stalled: t("stalled"),
    reconnecting: t("reconnecting"),
    "signed-out": t("signed out"),
    failed: t("failed"),
  };
  return texts[state];
}

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
        label: `${vscode.l10n.t("Agent activity")}: ${look.tooltip.replaceAll("\n", ". ")}`,
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
