import type { CheckResult, PostureSeverity, PostureStatus } from "../../core/posture/result.ts";
import type { Translate } from "./translate.ts";

/** How a result looks in the tree: an icon of the editor with a colour of the theme. */
export interface StatusLook {
  readonly icon: string;
  readonly color: string;
}

const quiet = "disabledForeground";

/** No two look the same without colour. */
export function statusLook({ status, severity }: Pick<CheckResult, "status" | "severity">): StatusLook {
  if (status === "PASS") return { icon: "pass-filled", color: "testing.iconPassed" };
  if (status === "UNKNOWN") return { icon: "question", color: "problemsInfoIcon.foreground" };
  if (status === "NOT_APPLICABLE") return { icon: "circle-slash", color: quiet };
  return severity === "critical" || severity === "high"
    ? { icon: "error", color: "problemsErrorIcon.foreground" }
    : { icon: "warning", color: "problemsWarningIcon.foreground" };
}

/** A status in a word. */
export function statusWord(status: PostureStatus, t: Translate): string {
  const words: Readonly<Record<PostureStatus, string>> = {
    FAIL: t("FAIL"),
    UNKNOWN: t("UNKNOWN"),
    PASS: t("PASS"),
    NOT_APPLICABLE: t("N/A"),
  };
  return words[status];
}

/** A severity in a word. */
export function severityWord(severity: PostureSeverity, t: Translate): string {
  const words: Readonly<Record<PostureSeverity, string>> = {
    critical: t("critical"),
    high: t("high"),
    medium: t("medium"),
    low: t("low"),
  };
  return words[severity];
}

/** From what needs a person to what does not. */
export const statusOrder: readonly PostureStatus[] = ["FAIL", "UNKNOWN", "PASS", "NOT_APPLICABLE"];

/** How many results have each status. */
export function countsOf(results: readonly CheckResult[]): Readonly<Record<PostureStatus, number>> {
  const counts = { FAIL: 0, UNKNOWN: 0, PASS: 0, NOT_APPLICABLE: 0 };
  for (const { status } of results) counts[status] += 1;
  return counts;
}

/** The counts as one line: `2 FAIL · 1 UNKNOWN · 20 PASS`. What is not there is left out. */
export function countLine(results: readonly CheckResult[], t: Translate): string {
  const counts = countsOf(results);
  return statusOrder
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status]} ${statusWord(status, t)}`)
    .join(" · ");
}
