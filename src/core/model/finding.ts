import type { Confidence, Severity } from "./severity.ts";
import type { Span } from "./span.ts";

/** `<engine>/<kebab-case name>`, for example `secrets/github-token` or `iam/privilege-escalation`. */
export type RuleId = `${"secrets" | "iam" | "network" | "workspaces" | "mcp" | "kiro"}/${string}`;

/** A second place that explains a finding. Without `path` it is in the same document. */
export interface RelatedLocation {
  readonly path?: string;
  readonly span: Span;
  readonly message: string;
}

/** Plain data that a host may print. Never holds a secret value. */
export type FindingData = { readonly [key: string]: string | number | boolean | readonly string[] };

/** What an engine found in one text. `span` covers exactly the value (secrets) or the token (IAM, MCP). */
export interface Finding {
  readonly ruleId: RuleId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence: the type and why. Never the value. */
  readonly message: string;
  readonly span: Span;
  readonly related: readonly RelatedLocation[];
  readonly data: FindingData;
  /** Path of the rule's page inside the package, such as `docs/rules/secrets/github-token.md`. */
  readonly docs: string;
}

/** The order of findings of one text: by span, then by rule. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0)
  );
}
