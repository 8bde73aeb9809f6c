import type { Finding } from "../../core/model/finding.ts";
import { Sensitive } from "../../core/model/sensitive.ts";

/** A value that a flow works on, recognised again by rule and value wherever the text moved it. */
export interface Target {
  readonly ruleId: string;
  readonly value: Sensitive;
}

/** The distinct rule-and-value pairs of `findings`, whose spans are offsets of `text`, in text order. */
export function targetsOf(text: string, findings: readonly Finding[]): Target[] {
  const targets = new Map<string, Target>();
  for (const finding of findings) {
    const target = targetAt(text, finding);
    const key = targetKey(target);
    if (!targets.has(key)) targets.set(key, target);
  }
  return [...targets.values()];
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
  const wanted = new Set(targets.map(targetKey));
  const present = new Set<string>();
  const found = findings.filter((finding) => {
    const key = targetKey(targetAt(text, finding));
    present.add(key);
    return wanted.has(key);
  });
  return { found, gone: targets.filter((target) => !present.has(targetKey(target))) };
}

/**
 * Equal for the same target and no other. Holds the value, and a file may have thousands: for a lookup at once, never to
 * be kept.
 */
export function targetKey({ ruleId, value }: Target): string {
  return `${ruleId} ${value.reveal()}`;
}

/** The target that a finding of the text is. */
export function targetAt(text: string, finding: Finding): Target {
  return { ruleId: finding.ruleId, value: new Sensitive(text.slice(finding.span.start, finding.span.end)) };
}
