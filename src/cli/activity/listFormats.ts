import { csvHeader, rowCsv } from "../../core/activity/export/rowCsv.ts";
import { rowJson } from "../../core/activity/export/rowJson.ts";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import type { RiskSeverity } from "../../core/activity/risk/risk.ts";
import { visible } from "../../core/model/visible.ts";
import { visibleJson } from "../../core/model/visibleJson.ts";
import type { Paint, Style } from "../terminalText.ts";
import type { ListFormat } from "./listOptions.ts";

/** What stands before the lines of rows. */
export function headerOf(format: ListFormat): string {
  return format === "csv" ? csvHeader : "";
}

/** The line of a row, in every format but `json`. */
export function rowLine(row: FeedRow, format: Exclude<ListFormat, "json">, paint: Paint): string {
  switch (format) {
    case "csv":
      return rowCsv(row);
    case "ndjson":
      return `${visibleJson(rowJson(row))}\n`;
    case "text":
    default:
      return rowText(row, paint);
  }
}

const styles: Readonly<Record<RiskSeverity, Style>> = {
  critical: "red",
  high: "red",
  medium: "yellow",
  low: "blue",
  info: "dim",
};

/** A line for a person: time, risk, outcome, action, resource, reason. */
function rowText(row: FeedRow, paint: Paint): string {
  const { time, name, service, resource, outcome, errorCode, risk, late } = row;
  const action = visible(service === "" ? name : `${service}:${name}`);
  const ended = errorCode === undefined ? outcome : `${outcome} (${visible(errorCode)})`;
  const parts = [
    shownTime(time),
    paint(styles[risk.severity], risk.severity.padEnd(8)),
    action.padEnd(36),
    resource === "" ? "-" : visible(resource),
    outcome === "success" ? ended : paint("yellow", ended),
    ...(late ? [paint("yellow", "late")] : []),
    visible(risk.reasons.join(" ")),
  ];
  return `${parts.join("  ").trimEnd()}\n`;
}

/** `2026-01-31 12:00:00Z`, always as wide. */
export function shownTime(time: number | undefined): string {
  if (time === undefined) return "(no time)".padEnd(20);
  return new Date(time)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
}
