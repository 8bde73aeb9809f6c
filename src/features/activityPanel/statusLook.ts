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
