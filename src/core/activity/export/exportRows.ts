import { visibleJson } from "../../model/visibleJson.ts";
import type { FeedRow } from "../feed/feedRow.ts";
import { csvHeader, rowCsv } from "./rowCsv.ts";
import { rowJson } from "./rowJson.ts";

/** Rows as CSV with a header, a line at a time. */
export function* exportCsv(rows: Iterable<FeedRow>): Generator<string> {
  yield csvHeader;
  for (const row of rows) yield rowCsv(row);
}

/**
 * Rows as JSON, one to a line.
 * @param recordOf gives the record of a row, which must be masked already; its lines then have it as `record`, null where
 * it is no longer held
 */
export function* exportJsonl(
  rows: Iterable<FeedRow>,
  recordOf?: (row: FeedRow) => unknown,
): Generator<string> {
  for (const row of rows) {
    const line = recordOf ? { ...rowJson(row), record: recordOf(row) ?? null } : rowJson(row);
    yield `${visibleJson(line)}\n`;
  }
}
