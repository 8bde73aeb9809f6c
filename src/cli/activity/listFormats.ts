import type { ActivityRow } from "../../core/activity/row.ts";
import type { RiskSeverity } from "../../core/activity/risk/risk.ts";
import type { Placed } from "../../core/activity/stream/eventStream.ts";
import { visible, type Paint, type Style } from "../terminalText.ts";

type Row = Placed<ActivityRow>;

/** What machines read of a row; the names are those of `picket activity classify`, and some more. */
export function rowJson({ event, late }: Row): Readonly<Record<string, unknown>> {
  const { id, time, name, service, account, region, resource, outcome, errorCode, readOnly, risk } = event;
  return {
    eventId: id ?? null,
    eventTime: time === undefined ? null : new Date(time).toISOString(),
    eventName: name,
    service,
    account: account ?? null,
    region: region ?? null,
    resource: resource === "" ? null : resource,
    readOnly,
    outcome,
    errorCode: errorCode ?? null,
    late,
    risk: {
      severity: risk.severity,
      category: risk.category,
      technique: risk.technique ?? null,
      reasons: risk.reasons,
    },
  };
}

/** One line of JSON. */
export function rowNdjson(row: Row): string {
  return `${JSON.stringify(rowJson(row))}\n`;
}

const columns = [
  "eventTime",
  "service",
  "eventName",
  "resource",
  "outcome",
  "errorCode",
  "severity",
  "category",
  "technique",
  "reason",
  "account",
  "region",
  "late",
  "eventId",
] as const;

/** The header of the CSV. */
export const csvHeader = csvLine(columns);

/** A line of RFC 4180, guarded against being read as formulas, with control characters shown. */
export function rowCsv({ event, late }: Row): string {
  const { id, time, name, service, account, region, resource, outcome, errorCode, risk } = event;
  return csvLine([
    time === undefined ? "" : new Date(time).toISOString(),
    service,
    name,
    resource,
    outcome,
    errorCode ?? "",
    risk.severity,
    risk.category,
    risk.technique ?? "",
    risk.reasons.join(" "),
    account ?? "",
    region ?? "",
    String(late),
    id ?? "",
  ]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Text for a spreadsheet, whatever it begins with: a formula may stand behind blanks as well. */
function csvCell(value: string): string {
  const guarded = /^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value)
    ? `'${visible(value)}`
    : visible(value);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

const styles: Readonly<Record<RiskSeverity, Style>> = {
  critical: "red",
  high: "red",
  medium: "yellow",
  low: "blue",
  info: "dim",
};

/** A line for a person: time, risk, outcome, action, resource, reason. */
export function rowText({ event, late }: Row, paint: Paint): string {
  const { time, name, service, resource, outcome, errorCode, risk } = event;
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
