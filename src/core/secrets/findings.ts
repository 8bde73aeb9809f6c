import type { Finding } from "../model/finding.ts";
import { severityOf } from "../model/severity.ts";
import { titleOf } from "./catalogue.ts";
import type { Candidate } from "./detector.ts";
import type { ScanContext } from "./options.ts";

/** Path of a rule's page inside the package. Rules of the user's own share one, which tells how they are made. */
function docsOf(id: string): string {
  return titleOf(id) === undefined ? "docs/custom-rules.md" : `docs/rules/secrets/${id}.md`;
}

/** The finding of a candidate, or undefined when the user turned the rule off. The message never holds the value. */
export function toFinding(candidate: Candidate, context: ScanContext): Finding | undefined {
  const ruleId = `secrets/${candidate.id}` as const;
  const { severities = {} } = context;
  const severity = severities[ruleId] ?? severities["secrets/*"] ?? severityOf(candidate.confidence);
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
