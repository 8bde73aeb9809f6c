import { postureAreas, type CheckResult, type PostureSeverity } from "../../core/posture/result.ts";
import type { CheckNode, LineNode, PostureNode } from "./environment.ts";
import { remediesOf } from "./remedies.ts";
import { mappingLines } from "./mappingLines.ts";
import { statusOrder } from "./statusLook.ts";
import type { Translate } from "./translate.ts";

const severityOrder: readonly PostureSeverity[] = ["critical", "high", "medium", "low"];

/** The areas that were looked at, in the order of the report. */
export function areasOf(results: readonly CheckResult[]): PostureNode[] {
  return postureAreas.flatMap((area): readonly PostureNode[] => {
    const own = results.filter((result) => result.area === area);
    return own.length === 0 ? [] : [{ kind: "area", area, results: own }];
  });
}

/** What stands below a node: failures first, the worst of them at the top. */
export function childrenOf(node: PostureNode, t: Translate): PostureNode[] {
  if (node.kind === "line") return [];
  if (node.kind === "check") return linesOf(node.result, t);
  return [...node.results].sort(byNeed).map((result): CheckNode => ({ kind: "check", result }));
}

function byNeed(a: CheckResult, b: CheckResult): number {
  return (
    statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status) ||
    severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) ||
    a.id.localeCompare(b.id, "en", { numeric: true })
  );
}

function linesOf(result: CheckResult, t: Translate): LineNode[] {
  const { id, status, reason, evidence, notes, remedy } = result;
  const needsHelp = status === "FAIL" || status === "UNKNOWN";
  const line = (role: LineNode["role"], text: string, at = 0): LineNode => ({
    kind: "line",
    id: `${id}:${role}:${at}`,
    role,
    text,
  });
  const actions = needsHelp ? remediesOf(result, t) : [];
  return [
    line("reason", reason),
    ...(needsHelp ? [line("remedy", t("What to do: {0}", remedy))] : []),
    ...actions.map(({ title, ...command }, at) => ({ ...line("action", title, at), command })),
    ...evidence.map((text, at) => line("evidence", text, at)),
    ...notes.map((text, at) => line("note", text, at)),
    line("mapping", mappingLines(result).join(" · ")),
  ];
}
