import { inertText } from "../../core/mcp/overview/inertText.ts";
import type { CheckResult } from "../../core/posture/result.ts";
import { mappingLines } from "./mappingLines.ts";
import { severityWord, statusWord } from "./statusLook.ts";
import type { Translate } from "./translate.ts";

/** A page on one result, in Markdown. Nothing of the machine can become a link, an image or HTML in it. @param time of the run, ISO 8601 */
export function detailsPage(result: CheckResult, time: string, t: Translate): string {
  const { id, title, status, severity, area, reason, evidence, notes, remedy } = result;
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${inertText(line)}`).join("\n");
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`## ${heading}`, list(lines)];
  const weight = status === "FAIL" ? ` (${severityWord(severity, t)})` : "";
  return [
    `# ${statusWord(status, t)}${weight}: ${inertText(title)}`,
    inertText(reason),
    `${inertText(id)} · ${inertText(area)} · ${inertText(t("checked {0}", time))}`,
    ...(status === "UNKNOWN"
      ? [inertText(t("UNKNOWN is not a pass: it could not be found out whether this holds."))]
      : []),
    ...section(t("What was seen"), evidence),
    ...section(t("Worth knowing"), notes),
    `## ${status === "PASS" || status === "NOT_APPLICABLE" ? t("What to do if it does not pass") : t("What to do")}`,
    inertText(remedy),
    ...section(t("Where this is required"), mappingLines(result)),
    "",
  ].join("\n\n");
}
