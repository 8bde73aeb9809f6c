import { visible } from "../../model/visible.ts";
import type { CheckResult } from "../result.ts";
import type { ReportBody } from "./reportBody.ts";

const columns = [
  "time",
  "host",
  "id",
  "title",
  "area",
  "status",
  "severity",
  "reason",
  "evidence",
  "remedy",
  "notes",
  "masTrm",
  "nist",
  "cis",
  "owasp",
] as const;

/** A line for each check (RFC 4180, with a header), guarded against being read as formulas, control characters shown. */
export function reportCsv({ time, host, results }: ReportBody): string {
  return [line(columns), ...results.map((result) => line([time, host, ...cellsOf(result)]))].join("");
}

function cellsOf({
  id,
  title,
  area,
  status,
  severity,
  reason,
  evidence,
  remedy,
  notes,
  mapping,
}: CheckResult): readonly string[] {
  return [
    id,
    title,
    area,
    status,
    severity,
    reason,
    evidence.join(" | "),
    status === "PASS" || status === "NOT_APPLICABLE" ? "" : remedy,
    notes.join(" | "),
    mapping.masTrm.join(" "),
    mapping.nist.join(" "),
    mapping.cis.join(" "),
    mapping.owasp.join(" "),
  ];
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** Text for a spreadsheet, whatever it begins with: a formula may stand behind blanks as well. */
function cell(value: string): string {
  const shown = visible(value);
  const guarded = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
