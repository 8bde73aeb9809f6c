import type { Alert } from "../../core/activity/alerts/alerts.ts";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import { visible } from "../../core/model/visible.ts";
import type { Translate } from "./sourceText.ts";

/** A kind of alert, or one of its newest events. */
export type AlertNode =
  { readonly kind: "alert"; readonly alert: Alert } | { readonly kind: "event"; readonly row: FeedRow };

/** Longest text of a label. */
const longest = 160;

/** The kinds, or the events of one. */
export function alertNodes(alerts: readonly Alert[], parent: AlertNode | undefined): AlertNode[] {
  if (!parent) return alerts.map((alert) => ({ kind: "alert", alert }));
  return parent.kind === "alert" ? parent.alert.newest.map((row) => ({ kind: "event", row })) : [];
}

/** What a node says, for its line and for a screen reader. */
export interface AlertLook {
  readonly label: string;
  readonly description: string;
  readonly tooltip: readonly string[];
  readonly icon: "error" | "warning" | "check" | "circle-small";
}

/** Texts of events are written by whoever made the call: shown as they are, on one line, never as an icon. */
export function alertLook(node: AlertNode, now: number, t: Translate): AlertLook {
  if (node.kind === "event") {
    const { row } = node;
    const resource = plain(row.resource);
    return {
      label: row.time === undefined ? t("without a time") : new Date(row.time).toLocaleString(),
      description: [resource, row.outcome === "success" ? "" : outcomeText(row, t)]
        .filter(Boolean)
        .join(" · "),
      tooltip: row.risk.reasons.map(plain),
      icon: "circle-small",
    };
  }
  const { service, name, severity, count, open, last, technique, newest } = node.alert;
  const level = severity === "critical" ? t("critical") : t("high");
  const counted = count === 1 ? "" : t("{0} times", count);
  const when = last === undefined ? "" : agoText(now - last, t);
  const isOpen = open > 0;
  return {
    label: plain(`${service}:${name}`),
    description: [level, counted, when, isOpen ? "" : t("acknowledged")].filter(Boolean).join(" · "),
    tooltip: [
      ...(newest[0]?.risk.reasons ?? []),
      ...(technique === undefined ? [] : [`ATT&CK ${technique}`]),
    ].map(plain),
    icon: isOpen ? (severity === "critical" ? "error" : "warning") : "check",
  };
}

function outcomeText({ outcome, errorCode }: FeedRow, t: Translate): string {
  return errorCode === undefined ? (outcome === "denied" ? t("denied") : t("failed")) : plain(errorCode);
}

/** How long ago, roughly. @param ms negative: the machine's clock is behind */
function agoText(ms: number, t: Translate): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t("now");
  if (minutes < 60) return t("{0} min. ago", minutes);
  return minutes < 48 * 60
    ? t("{0} h ago", Math.floor(minutes / 60))
    : t("{0} days ago", Math.floor(minutes / 1440));
}

/** One line without hidden characters, in which the editor sees no icon. */
export function plain(text: string): string {
  const line = visible(text).replaceAll("$(", "$ (");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
