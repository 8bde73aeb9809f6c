import type { Finding, FindingData } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import { hiderOf } from "../secrets/hideText.ts";

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
  if (hidden.length === 0) return findings;
  const values = hidden.map(({ start, end }) => text.slice(start, end));
  const hide = hiderOf(values, "[hidden value]");
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
