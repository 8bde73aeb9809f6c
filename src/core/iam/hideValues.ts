import type { Finding, FindingData } from "../model/finding.ts";
import type { Span } from "../model/span.ts";

/** Shorter values are words that a message may hold by chance. */
const shortest = 6;

/**
 * Takes secret values out of the messages of findings: a policy may hold one, for instance as the value of a
 * condition, and messages quote what stands there.
 * @param hidden places of secret values in `text`
 */
export function hideValues(
  findings: readonly Finding[],
  text: string,
  hidden: readonly Span[],
): readonly Finding[] {
  const values = [...new Set(hidden.map(({ start, end }) => text.slice(start, end)))].filter(
    (value) => value.length >= shortest,
  );
  if (values.length === 0) return findings;
  // Longest first: a value may be a part of another. A message cuts what it quotes, so a long head counts as well.
  const heads = values.flatMap((value) => (value.length > 40 ? [value, value.slice(0, 40)] : [value]));
  heads.sort((a, b) => b.length - a.length);
  const hide = (message: string): string =>
    heads.reduce((hiding, value) => hiding.replaceAll(value, "[hidden value]"), message);
  return findings.map((finding) => ({
    ...finding,
    message: hide(finding.message),
    related: finding.related.map((place) => ({ ...place, message: hide(place.message) })),
    data: hideInData(finding.data, hide),
  }));
}

function hideInData(data: FindingData, hide: (text: string) => string): FindingData {
  const shown: Record<string, FindingData[string]> = {};
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === "string") shown[key] = hide(value);
    else shown[key] = typeof value === "object" ? value.map(hide) : value;
  }
  return shown;
}
