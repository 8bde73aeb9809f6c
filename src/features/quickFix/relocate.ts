import type { Finding } from "../../core/model/finding.ts";
import { Sensitive } from "../../core/model/sensitive.ts";

/** A value that a flow works on, recognised again by rule and value wherever the text moved it. */
export interface Target {
  readonly ruleId: string;
  readonly value: Sensitive;
}

/** The distinct rule-and-value pairs of `findings`, whose spans are offsets of `text`, in text order. */
export function targetsOf(text: string, findings: readonly Finding[]): Target[] {
  const targets: Target[] = [];
  for (const finding of findings) {
    const target = targetAt(text, finding);
    if (!targets.some((known) => same(known, target))) {
      targets.push(target);
    }
  }
  return targets;
}

/**
 * Where the targets stand in a later text. One value in several places gives several findings: a secret that is left in
 * one place has not left the file.
 */
export function relocate(
  targets: readonly Target[],
  text: string,
  findings: readonly Finding[],
): { readonly found: Finding[]; readonly gone: Target[] } {
  const placed = findings.map((finding) => ({ finding, target: targetAt(text, finding) }));
  return {
    found: placed.filter((place) => targets.some((t) => same(t, place.target))).map((place) => place.finding),
    gone: targets.filter((t) => !placed.some((place) => same(t, place.target))),
  };
}

function targetAt(text: string, finding: Finding): Target {
  return { ruleId: finding.ruleId, value: new Sensitive(text.slice(finding.span.start, finding.span.end)) };
}

function same(a: Target, b: Target): boolean {
  return a.ruleId === b.ruleId && a.value.equals(b.value);
}
