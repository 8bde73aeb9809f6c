import type { Finding } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import type { Hash } from "../ports.ts";
import { redact } from "./redact.ts";

/** Code units of the line that are looked at on either side of a finding. */
const contextLength = 80;

/** The line around a span with every value masked and blanks joined, so that neither value nor indentation counts. */
function maskedContext(text: string, { start, end }: Span, values: readonly Span[]): string {
  const head = text.slice(Math.max(0, start - contextLength), start);
  const from = start - head.length + head.search(/[^\r\n]*$/);
  const lineEnd = text.slice(end, end + contextLength).search(/[\r\n]/);
  const to = lineEnd < 0 ? Math.min(text.length, end + contextLength) : end + lineEnd;
  const inside = valuesWithin(values, { start: from, end: to }).map((span) => ({
    start: Math.max(span.start, from) - from,
    end: Math.min(span.end, to) - from,
  }));
  return redact(text.slice(from, to), inside).replace(/\s+/g, " ").trim();
}

/** @param values ordered, without overlaps */
function valuesWithin(values: readonly Span[], window: Span): readonly Span[] {
  let first = 0;
  for (let high = values.length; first < high;) {
    const middle = (first + high) >> 1;
    if (values[middle]!.end <= window.start) first = middle + 1;
    else high = middle;
  }
  let last = first;
  while (last < values.length && values[last]!.start < window.end) last++;
  return values.slice(first, last);
}

/** Whether a finding's span is a value that must not be told. */
export function coversSecret({ ruleId }: Finding): boolean {
  return ruleId.startsWith("secrets/");
}

/**
 * One fingerprint per finding, in their order: `sha256:` and the hash of rule, path, masked line and the ordinal among
 * equal ones. It never depends on a value, and not on where in the file the line stands.
 * @param findings ordered by span; those of secrets do not overlap
 * @param values all that may be a secret value in the text, ordered and without overlaps: masked around other findings
 */
export function fingerprints(
  findings: readonly Finding[],
  text: string,
  path: string,
  hash: Hash,
  values: readonly Span[] = [],
): string[] {
  const secrets = findings.filter(coversSecret).map(({ span }) => span);
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { ruleId, span } = finding;
    const context = maskedContext(text, span, coversSecret(finding) ? secrets : values);
    const key = JSON.stringify([ruleId, path, context]);
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return `sha256:${hash.sha256(`${key}#${ordinal}`)}`;
  });
}
