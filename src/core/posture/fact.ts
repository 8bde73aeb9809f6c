/**
 * What is known of one thing. Evidence is what was seen, as short lines for a person and for the report: paths, owners,
 * numbers, never a secret, never the content of a file.
 */
export type Fact<T> =
  | { readonly state: "known"; readonly value: T; readonly evidence: readonly string[] }
  /** It could not be found out; the reason says why and, where somebody can change that, how. */
  | { readonly state: "unknown"; readonly reason: string; readonly evidence: readonly string[] }
  /** The question does not arise here, such as a registry value on Linux. */
  | { readonly state: "not-applicable"; readonly reason: string };

/** A fact that was found out. */
export function known<T>(value: T, ...evidence: readonly string[]): Fact<T> {
  return { state: "known", value, evidence };
}

/** A fact that could not be found out. */
export function unknown(reason: string, ...evidence: readonly string[]): Fact<never> {
  return { state: "unknown", reason, evidence };
}

/** A question that does not arise. */
export function notApplicable(reason: string): Fact<never> {
  return { state: "not-applicable", reason };
}
