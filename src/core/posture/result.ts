/** How a check ended. UNKNOWN is never a pass. */
export type PostureStatus = "PASS" | "FAIL" | "UNKNOWN" | "NOT_APPLICABLE";

export type PostureSeverity = "critical" | "high" | "medium" | "low";

/** What a check belongs to, in the order of the report. */
export const postureAreas = [
  "Identity and sign-in",
  "MCP servers",
  "Agent settings",
  "Kiro hooks",
  "Workstation",
  "Network",
  "Evidence",
  "AWS account",
] as const;

export type PostureArea = (typeof postureAreas)[number];

/** Where the requirement stands. Numbers of sections; an empty list: none. */
export interface PostureMapping {
  /** Technology Risk Management Guidelines of the Monetary Authority of Singapore, January 2021. */
  readonly masTrm: readonly string[];
  /** NIST SP 800-53, revision 5. */
  readonly nist: readonly string[];
  /** CIS Controls, version 8. */
  readonly cis: readonly string[];
  /** OWASP MCP Top 10 (2025). */
  readonly owasp: readonly string[];
}

/** What a check is, whatever it finds. */
export interface CheckInfo {
  /** `PK-` for a workstation, `PA-` for an account. */
  readonly id: string;
  readonly title: string;
  readonly area: PostureArea;
  readonly severity: PostureSeverity;
  readonly mapping: PostureMapping;
  /** What to do when it does not pass, for a person. */
  readonly remedy: string;
}

/** What a check found. Evidence never holds a secret: paths, owners, numbers. */
export interface CheckResult extends CheckInfo {
  readonly status: PostureStatus;
  /** Of a failure: may be lower than the check's own. */
  readonly severity: PostureSeverity;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly evidence: readonly string[];
  /** What is worth knowing beside the status. */
  readonly notes: readonly string[];
}
