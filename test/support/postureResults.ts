import type { CheckResult } from "../../src/core/posture/result.ts";

/** A result of a check; what a test does not say is as for a failure of the first check. */
export function result(given: Partial<CheckResult> = {}): CheckResult {
  return {
    id: "PK-001",
    title: "Kiro admin policy present and valid",
    area: "Identity and sign-in",
    severity: "critical",
    status: "FAIL",
    reason: "there is no managed-settings.json",
    evidence: ["/etc/kiro/managed-settings.json"],
    notes: [],
    remedy: "Deploy managed-settings.json.",
    mapping: { masTrm: ["9.1"], nist: ["AC-3"], cis: [], owasp: [] },
    ...given,
  };
}

/** Puts values where `{0}` … stand, as the editor does. */
export function untranslated(text: string, ...values: (string | number | boolean)[]): string {
  return text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)]));
}
