import type { PanelFilter, PanelRow, PanelStatus } from "../../../src/protocol/activity.ts";
import { openFilter } from "../../../src/protocol/activityFilter.ts";

/** A row of no interest but for what is given. */
export function panelRow(n: number, part: Partial<PanelRow> = {}): PanelRow {
  return {
    n,
    time: n * 1_000,
    name: "ListBuckets",
    service: "s3",
    resource: "",
    outcome: "success",
    severity: "info",
    category: "read",
    write: false,
    late: false,
    ...part,
  };
}

/** The open filter but for what is given. */
export function filterOf(part: Partial<PanelFilter>): PanelFilter {
  return { ...openFilter, ...part };
}

/** A source that waits for events but for what is given. */
export function panelStatus(part: Partial<PanelStatus> = {}): PanelStatus {
  return {
    state: "live",
    message: "",
    actions: [],
    source: "Folder trail-logs",
    role: "arn:aws:iam::111122223333:role/Agent",
    coverage: "Management events. S3 object calls are not visible here.",
    delay: "Delivered files come about 5 minutes after the calls.",
    gaps: [],
    counts: { held: 0, ofOthers: 0, unreadable: 0, dropped: 0, skipped: 0, waiting: 0 },
    writesOnlyAtSource: "no",
    clockSkew: 0,
    ...part,
  };
}
