import type { ActivityEvent } from "../event.ts";

/** How much an event of an agent's role deserves a look, loudest first. */
export const riskSeverities = ["critical", "high", "medium", "low", "info"] as const;

export type RiskSeverity = (typeof riskSeverities)[number];

/** What a risk is about. The middle ones are tactics of MITRE ATT&CK; `read` and `write` are calls that no rule knows. */
export type RiskCategory =
  | "console-root"
  | "denied"
  | "out-of-policy"
  | "credential-access"
  | "defense-evasion"
  | "destructive"
  | "execution"
  | "exfiltration"
  | "persistence"
  | "privilege-escalation"
  | "recon"
  | "read"
  | "write"
  | "self";

/** How an event was judged. */
export interface Risk {
  readonly severity: RiskSeverity;
  readonly category: RiskCategory;
  /** Of MITRE ATT&CK, such as `T1562.008`. */
  readonly technique?: string;
  /** Plain sentences, the weightiest first; none holds text of the record beyond account ids, ports and role names. */
  readonly reasons: readonly string[];
}

/** What one rule says. */
export interface Verdict {
  readonly severity: RiskSeverity;
  readonly category: RiskCategory;
  readonly technique?: string;
  readonly reason: string;
}

/** A rule that looks into the request. Rules that have nothing to say of an event give nothing. */
export interface ContextRule {
  /** Services as in `ActivityEvent.service`; absent: any. */
  readonly services?: readonly string[];
  readonly names: RegExp;
  judge(event: ActivityEvent, ownAccount: string | undefined): Iterable<Verdict>;
}

/** What the caller knows beside the record. */
export interface RiskContext {
  /** Why the role's declared policies do not cover the call, as a sentence; undefined when they do or in doubt. */
  readonly outOfPolicy?: (event: ActivityEvent) => string | undefined;
}

/** Whether `severity` is as loud as `threshold`, or louder. */
export function atLeast(severity: RiskSeverity, threshold: RiskSeverity): boolean {
  return riskSeverities.indexOf(severity) <= riskSeverities.indexOf(threshold);
}

/** One step quieter. */
export function lowered(severity: RiskSeverity): RiskSeverity {
  return riskSeverities[riskSeverities.indexOf(severity) + 1] ?? "info";
}
