import type { Finding } from "../model/finding.ts";
import { contains, overlaps } from "../model/span.ts";
import type { SkippedFix } from "./plan.ts";
import { isRefusal } from "./targetForm.ts";
import type { OpenText, Place } from "./targetForm.ts";

/** One place to rewrite and the findings it covers, in text order. */
export interface Occurrence {
  readonly place: Place;
  readonly findings: readonly Finding[];
}

export interface Located {
  readonly occurrences: readonly Occurrence[];
  readonly skipped: readonly SkippedFix[];
}

/**
 * Asks the form for the place of each finding and merges those that meet: two findings in one connection string are one
 * occurrence, and so are the same value found by two rules.
 */
export function locateAll(open: OpenText, findings: readonly Finding[], text: string): Located {
  const skipped: SkippedFix[] = [];
  const found: Occurrence[] = [];
  for (const finding of findings) {
    const inText =
      finding.span.start >= 0 && finding.span.start < finding.span.end && finding.span.end <= text.length;
    const place = inText ? open.locate(finding) : { reason: "the finding is not of this text" };
    if (isRefusal(place)) skipped.push({ ruleId: finding.ruleId, span: finding.span, reason: place.reason });
    else found.push({ place, findings: [finding] });
  }
  found.sort((a, b) => a.place.span.start - b.place.span.start || b.place.span.end - a.place.span.end);
  const occurrences: Occurrence[] = [];
  for (const next of found) {
    const last = occurrences.at(-1);
    if (last && contains(last.place.span, next.place.span)) {
      occurrences[occurrences.length - 1] = {
        place: last.place,
        findings: [...last.findings, ...next.findings],
      };
    } else if (last && overlaps(last.place.span, next.place.span)) {
      for (const finding of next.findings) {
        skipped.push({
          ruleId: finding.ruleId,
          span: finding.span,
          reason: "it overlaps another secret of this text",
        });
      }
    } else {
      occurrences.push(next);
    }
  }
  return { occurrences, skipped };
}
