import { byPlace, type Finding } from "../model/finding.ts";
import { confidenceOf } from "../model/severity.ts";
import { underlinable } from "../model/span.ts";
import { applySuppressions } from "../secrets/suppression.ts";
import type { KiroContext, KiroIssue, ReadText } from "./checks/check.ts";
import { kiroChecks } from "./checks/registry.ts";
import { kiroPlaceOf } from "./files/kiroPlace.ts";
import { readKiroFile, type KiroFile } from "./files/readKiroFile.ts";

/** What the engine found in a text. */
export interface KiroScanResult {
  /** Ordered by span, then by rule. Spans may overlap. */
  readonly findings: readonly Finding[];
  /** How many findings a comment in the text suppressed. */
  readonly suppressed: number;
  /** The file as read; absent for a file that is none of Kiro's. */
  readonly file?: KiroFile;
}

/**
 * Judges a file of Kiro by its path and text: hooks, steering, agents, permissions, settings. Nothing is run. A file that
 * is none of Kiro's gives an empty result. Pure, and it never throws. Messages may quote names from the text; the host
 * hides what the secrets engine found in them.
 */
export function scanKiro(text: string, context: KiroContext): KiroScanResult {
  const place = kiroPlaceOf(context.path);
  if (!place) return { findings: [], suppressed: 0 };
  const file = readKiroFile(text, place.kind, context.path);
  const { ignored } = place;
  const read: ReadText = { text, file, context, ...(ignored !== undefined && { ignored }) };
  const issues = kiroChecks.flatMap(({ check }) => [...check(read)]);
  const found = issues.flatMap((issue) => toFinding(issue, text, context) ?? []).sort(byPlace);
  const { findings, suppressed } = applySuppressions(text, found);
  return { findings, suppressed, file };
}

function toFinding(issue: KiroIssue, text: string, { severities }: KiroContext): Finding | undefined {
  const { rule, span, message, data = {} } = issue;
  const own = issue.severity ?? rule.severity;
  const severity = severities?.[rule.id] ?? own;
  if (severity === "off") return undefined;
  return {
    ruleId: rule.id,
    severity,
    confidence: confidenceOf(own),
    message,
    span: underlinable(span, text),
    related: [],
    data,
    docs: `docs/rules/${rule.id}.md`,
  };
}
