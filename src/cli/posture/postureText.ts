import { postureAreas, type CheckResult, type PostureStatus } from "../../core/posture/result.ts";
import type { ReportBody } from "../../core/posture/report/reportBody.ts";
import { visible } from "../../core/model/visible.ts";
import { painter, type Paint, type Style } from "../terminalText.ts";

const styles: Readonly<Record<PostureStatus, Style>> = {
  PASS: "green",
  FAIL: "red",
  UNKNOWN: "yellow",
  NOT_APPLICABLE: "dim",
};

const words: Readonly<Record<PostureStatus, string>> = {
  PASS: "PASS",
  FAIL: "FAIL",
  UNKNOWN: "UNKNOWN",
  NOT_APPLICABLE: "N/A",
};

/** Evidence lines of a check that a terminal shows; the other formats have all. */
const mostEvidence = 5;

/** A report for a person: by area, what is open with its evidence and what to do, what passes in a line. */
export function* postureText(body: ReportBody, colour: boolean): Generator<string> {
  const paint = painter(colour);
  const { configuration: source } = body;
  const from =
    source.kind === "defaults"
      ? "Picket's defaults"
      : `${source.path ?? ""}${source.kind === "broken" ? " (cannot be used)" : ""}`;
  yield `${paint("dim", `expectations: ${visible(from)}`)}\n`;
  for (const area of postureAreas) {
    const results = body.results.filter((result) => result.area === area);
    if (results.length === 0) continue;
    yield `\n${paint("bold", area)}\n`;
    for (const result of results) yield* resultLines(result, paint);
  }
  yield `\n${summaryLine(body, paint)}\n`;
}

function* resultLines(result: CheckResult, paint: Paint): Generator<string> {
  const { id, title, status, severity, reason, evidence, notes, remedy } = result;
  const isOpen = status === "FAIL" || status === "UNKNOWN";
  const indent = " ".repeat(10);
  yield `  ${paint(styles[status], words[status].padEnd(7))} ${id}  ${title}${isOpen ? paint("dim", ` (${severity})`) : ""}\n`;
  if (status === "PASS") return;
  yield `${indent}${reason}\n`;
  if (!isOpen) return;
  for (const line of evidence.slice(0, mostEvidence)) yield `${indent}${paint("dim", `· ${line}`)}\n`;
  if (evidence.length > mostEvidence)
    yield `${indent}${paint("dim", `· and ${evidence.length - mostEvidence} more`)}\n`;
  for (const note of notes) yield `${indent}${paint("dim", note)}\n`;
  yield `${indent}${paint("blue", "→")} ${remedy}\n`;
}

function summaryLine({ summary, subjects, network }: ReportBody, paint: Paint): string {
  const { pass, fail, unknown, notApplicable } = summary;
  const hints = [
    ...(network ? [] : ["the network was not asked (--network)"]),
    ...(subjects.includes("account") ? [] : ["no AWS account was looked at (--aws)"]),
  ];
  const counts = `${fail} failed, ${unknown} unknown, ${pass} passed, ${notApplicable} not applicable`;
  const style = styles[summary.status];
  return `${paint(style, counts)}${hints.length > 0 ? `\n${paint("dim", hints.join("; "))}` : ""}`;
}
