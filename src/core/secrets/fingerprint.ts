import type { Finding } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import type { Hash } from "../ports.ts";
import { redact } from "./redact.ts";

/** Code units of the line that are looked at on either side of a finding. */
const contextLength = 80;

/** The line around a span with every finding masked and blanks joined, so that neither value nor indentation counts. */
function maskedContext(text: string, spans: readonly Span[], index: number): string {
  const { start, end } = spans[index]!;
  const head = text.slice(Math.max(0, start - contextLength), start);
  const from = start - head.length + head.search(/[^\r\n]*$/);
  const lineEnd = text.slice(end, end + contextLength).search(/[\r\n]/);
  const to = lineEnd < 0 ? Math.min(text.length, end + contextLength) : end + lineEnd;
  const near: Span[] = [];
  for (let at = index; at >= 0 && spans[at]!.end > from; at--) near.push(spans[at]!);
  for (let at = index + 1; at < spans.length && spans[at]!.start < to; at++) near.push(spans[at]!);
  const inside = near.map((span) => ({
    start: Math.max(span.start, from) - from,
    end: Math.min(span.end, to) - from,
  }));
  return redact(text.slice(from, to), inside).replace(/\s+/g, " ").trim();
}

/**
 * One fingerprint per finding, in their order: `sha256:` and the hash of rule, path, masked line and the ordinal among
 * equal ones. It never depends on the value, and not on where in the file the line stands.
 * @param findings ordered by span, without overlaps
 */
export function fingerprints(findings: readonly Finding[], text: string, path: string, hash: Hash): string[] {
  const spans = findings.map(({ span }) => span);
  const seen = new Map<string, number>();
  return findings.map(({ ruleId }, index) => {
    const key = JSON.stringify([ruleId, path, maskedContext(text, spans, index)]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return `sha256:${hash.sha256(`${key}#${ordinal}`)}`;
  });
}
