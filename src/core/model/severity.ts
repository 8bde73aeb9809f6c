/** How loud a finding is. Ordered from loudest to quietest in `severities`. */
export type Severity = "error" | "warning" | "info" | "hint";

/**
 * How sure a detector is. `high`: provider format with checksum or structure. `medium`: contextual. `low`: weak
 * evidence or a test value. `near-miss`: malformed, shown as a hint at most.
 */
export type Confidence = "high" | "medium" | "low" | "near-miss";

export const severities: readonly Severity[] = ["error", "warning", "info", "hint"];

const severityByConfidence: Record<Confidence, Severity> = {
  high: "error",
  medium: "warning",
  low: "info",
  "near-miss": "hint",
};

/** Severity is confidence (design principle 4): the default severity of a finding of this confidence. */
export function severityOf(confidence: Confidence): Severity {
  return severityByConfidence[confidence];
}

const confidenceBySeverity: Record<Severity, Confidence> = {
  error: "high",
  warning: "medium",
  info: "low",
  hint: "near-miss",
};

/** The confidence that a rule states by its own severity, where no detector measures one. */
export function confidenceOf(severity: Severity): Confidence {
  return confidenceBySeverity[severity];
}

/** Whether `severity` is as loud as `threshold`, or louder. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
