import type { RelatedLocation, FindingData } from "../../model/finding.ts";
import type { Severity } from "../../model/severity.ts";
import type { Span } from "../../model/span.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { LocatedPrincipal, PolicyType, TemplateResource } from "../model/located.ts";
import type { Policy } from "../model/policy.ts";

/** A rule of the engine, for settings, SARIF and the docs. */
export interface IamRule {
  /** `iam/…`, `network/…` or `workspaces/…`. A check of Access Analyzer has its issue code in kebab case. */
  readonly id: `${"iam" | "network" | "workspaces"}/${string}`;
  /** A few words: what is wrong. */
  readonly title: string;
  readonly severity: Severity;
  /** Issue code of Access Analyzer, when it has this check. */
  readonly code?: string;
}

/** What a check found. The engine makes a finding of it. */
export interface Issue {
  readonly rule: IamRule;
  /** The exact token. */
  readonly span: Span;
  /** One or two sentences: what is wrong here and what to do. */
  readonly message: string;
  /** Every other place that takes part. */
  readonly related?: readonly Pick<RelatedLocation, "span" | "message">[];
  readonly data?: FindingData;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
}

/** What checks may ask. */
export interface CheckContext {
  readonly catalogue: Catalogue;
}

/** Checks of one policy on its own. */
export interface PolicyCheck {
  readonly rules: readonly IamRule[];
  readonly check: (policy: Policy, context: CheckContext) => Iterable<Issue>;
}

/** All policies of one role, user or group of a text; a policy that stands alone is a unit of its own. */
export interface PrincipalUnit {
  /** Undefined for a policy that stands alone. */
  readonly principal: LocatedPrincipal | undefined;
  /** Identity policies: inline ones, and managed ones of the same text. */
  readonly policies: readonly Policy[];
  readonly boundaries: readonly Policy[];
  readonly trust: readonly Policy[];
}

/** Checks of all that one principal has. */
export interface UnitCheck {
  readonly rules: readonly IamRule[];
  readonly check: (unit: PrincipalUnit, context: CheckContext) => Iterable<Issue>;
}

/** Checks of the resources of a template or of commands. */
export interface ResourceCheck {
  readonly rules: readonly IamRule[];
  readonly check: (resources: readonly TemplateResource[]) => Iterable<Issue>;
}

/** Text of a rule's page, with examples that a test runs through the engine. */
export interface RulePage {
  readonly id: IamRule["id"];
  /** What it means and why it matters: one or two paragraphs of Markdown. */
  readonly about: string;
  /** What to do about it. */
  readonly fix: string;
  readonly bad: Example;
  readonly good: Example;
  /** Pages of the vendor. */
  readonly links?: readonly string[];
}

/** An example: a policy as a JSON text, or a template, read by its language. */
export interface Example {
  readonly text: string;
  /** Default `json`. */
  readonly language?: "json" | "yaml" | "terraform" | "shellscript";
  readonly type?: PolicyType;
  readonly resourceType?: string;
}
