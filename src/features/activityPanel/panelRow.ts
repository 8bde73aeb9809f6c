import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import type { PanelRow } from "../../protocol/activity.ts";

/** Longest text of a cell: more is never read there, and rows are many. */
const longest = 300;

/** A row as the panel holds it. @param showsRegion whether the panel shows more than one Region */
export function toPanelRow(row: FeedRow, showsRegion: boolean): PanelRow {
  const { n, time, name, service, resource, outcome, errorCode, risk, readOnly, late, region } = row;
  return {
    n,
    ...(time !== undefined && { time }),
    name: short(name),
    service: short(service),
    resource: short(resource),
    outcome,
    ...(errorCode !== undefined && { errorCode: short(errorCode) }),
    severity: risk.severity,
    category: risk.category,
    write: !readOnly,
    late,
    ...(showsRegion && region !== undefined && { region: short(region) }),
  };
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
