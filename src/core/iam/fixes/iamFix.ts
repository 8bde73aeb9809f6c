import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import type { Span } from "../../model/span.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Policy } from "../model/policy.ts";

/** Names of the fixes, as `picket fix --iam` takes them. */
export const iamFixIds = [
  "expand-wildcard",
  "expand-wildcard-list",
  "expand-wildcard-read",
  "expand-wildcard-write",
  "expand-wildcard-tagging",
  "expand-wildcard-permissions",
  "narrow-to-seen",
  "scope-resource",
  "split-wildcard-only",
  "secret-suffix",
  "add-describe-secret",
  "passed-to-service",
  "arn-like",
  "null-check",
  "remove-redundant",
  "remove-duplicate",
  "unique-sid",
  "did-you-mean",
  "confused-deputy",
  "add-version",
] as const;

export type IamFixId = (typeof iamFixIds)[number];

/** What a fix does to the permissions. `corrects`: what stood there was invalid or could never match. */
export type FixEffect = "same" | "less" | "corrects";

/** One change that can be offered to the user, proved before it is offered. */
export interface IamFix {
  readonly id: IamFixId;
  /** For a menu: `Expand s3:Get* to its 57 actions`. */
  readonly title: string;
  /** Rules whose findings at `span` it answers; empty for a refactoring. */
  readonly ruleIds: readonly string[];
  /** Where it is offered. */
  readonly span: Span;
  /** They never overlap; everything else keeps its formatting. */
  readonly edits: readonly TextEdit[];
  readonly effect: FixEffect;
  readonly preferred: boolean;
  /** What the user should know or still do, in whole sentences. */
  readonly notes: readonly string[];
  /** The policy that it changes, one of the request's. */
  readonly policy: Policy;
  /** What that policy is afterwards; spans in it mean nothing. */
  readonly planned: Policy;
}

/** What is known of where the policy will live. */
export interface FixFacts {
  readonly account?: string;
  readonly region?: string;
  /** Default `aws`. */
  readonly partition?: string;
  /** `service:Action` as CloudTrail shows them; absent: no trail was read. */
  readonly seenActions?: readonly string[];
}

export interface IamFixRequest {
  readonly text: string;
  /** As read from `text`. */
  readonly policies: readonly Policy[];
  readonly findings: readonly Finding[];
  /** A cursor or selection; absent: the whole text. */
  readonly span?: Span;
  /** Only these fixes; absent: all. */
  readonly only?: ReadonlySet<IamFixId>;
  readonly catalogue: Catalogue;
  readonly facts: FixFacts;
}
