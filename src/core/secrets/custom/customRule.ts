import type { Severity } from "../../model/severity.ts";

/**
 * A team's own rule, as plain data: it crosses to worker threads and is compiled there. Made by `readCustomRules`, which
 * checks it.
 */
export interface CustomRule {
  /** Kebab case, without `secrets/`. No rule of Picket has it. */
  readonly id: string;
  /** Noun phrase for the message: `Acme token`. */
  readonly title: string;
  /** What is found: the group named `value`, else the whole match. See `parsePattern` for the syntax. */
  readonly pattern: string;
  /** `i`: letters mean both cases. `s`: `.` means every character. */
  readonly flags?: string;
  /** Literals, one of which stands on the line of every match, in any letter case. Absent: taken from the pattern. */
  readonly keywords?: readonly string[];
  /** Bits per character that a value has at least (Shannon, over its own characters). */
  readonly entropy?: number;
  /** Default: error. */
  readonly severity?: Severity;
  /** For a person who meets a finding: what to do. Part of the message. */
  readonly description?: string;
  /** Patterns; a value that one of them matches anywhere is no finding. */
  readonly allow?: readonly string[];
  /** Patterns as in `.gitignore`; the rule looks at matching files only. */
  readonly paths?: readonly string[];
}

/** What bounds the cost of rules that somebody else wrote. */
export const customRuleLimits = {
  rules: 200,
  /** Characters of one pattern. */
  pattern: 1_000,
  keywords: 50,
  allow: 20,
  paths: 50,
  title: 80,
  description: 400,
} as const;
