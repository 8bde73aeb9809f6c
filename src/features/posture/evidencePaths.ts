import type { CheckResult } from "../../core/posture/result.ts";

/** An absolute path in a line of evidence: to the end of the line, or to what follows a path there. */
const absolutePath = /(?<![\w.:/\\])(?:[A-Za-z]:\\|\/)(?!\/)[^\0<>"|?*;,]*[^\0<>"|?*;,\s:)]/g;

/** The files that a result speaks of, as far as its evidence names them. Whether they are there is not asked. */
export function evidencePaths({
  reason,
  evidence,
}: Pick<CheckResult, "reason" | "evidence">): readonly string[] {
  const found = [reason, ...evidence].flatMap((line) => line.match(absolutePath) ?? []);
  return [
    ...new Set(
      found.map((path) =>
        path.replace(/:\d+(?::.*)?$/, "").replace(/(?::\s| (?:is|are|was|has|does|cannot|must)\b).*$/, ""),
      ),
    ),
  ];
}
