import type { Finding } from "../model/finding.ts";
import { severityOf } from "../model/severity.ts";
import type { Candidate } from "./detector.ts";
import type { ScanContext } from "./options.ts";

/** Path of a rule's page inside the package. */
function docsOf(id: string): string {
  return `docs/rules/secrets/${id}.md`;
}

/** The finding of a candidate, or undefined when the user turned the rule off. The message never holds the value. */
export function toFinding(candidate: Candidate, context: ScanContext): Finding | undefined {
  const ruleId = `secrets/${candidate.id}` as const;
  const severity = context.severities?.[ruleId] ?? severityOf(candidate.confidence);
  if (severity === "off") return undefined;
  const why = candidate.reason === undefined ? "" : `: ${candidate.reason}`;
  return {
    ruleId,
    severity,
    confidence: candidate.confidence,
    message: `${candidate.title} in plain text${why}. Move it to a secret store.`,
    span: candidate.span,
    related: candidate.related ?? [],
    data: candidate.data ?? {},
    docs: docsOf(candidate.id),
  };
}
