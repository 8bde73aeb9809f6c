import type { Span } from "../../model/span.ts";
import type { DeclaredPolicy } from "../policy/declaredPolicy.ts";
import type { GrantedEntry, UnseenAction } from "./retained.ts";
import type { TimeStretch } from "./useOfRole.ts";

/** What became of a statement. */
export type StatementOutcome =
  /** Less is left of it. */
  | "narrowed"
  /** All of it is needed, or it is not touched: `reason` says why. */
  | "kept"
  /** Nothing of it was used. */
  | "removed";

/** An action that a statement was needed for. */
export interface UsedAction {
  readonly action: string;
  readonly calls: number;
  /** Time of the last call, in ms since epoch. */
  readonly last: number | undefined;
  /** What it was used on: ARNs and patterns. Texts of records: written by others. */
  readonly resources: readonly string[];
  /** Resources that are not listed. */
  readonly moreResources: number;
  /** Concluded from other calls; no event names it. */
  readonly inferred: boolean;
}

/** A statement against what was used of it. */
export interface StatementReport {
  /** Zero-based. */
  readonly index: number;
  readonly sid: string | undefined;
  /** In the text that the policy was read from; offsets in UTF-16 code units. */
  readonly span: Span;
  readonly effect: "Allow" | "Deny" | undefined;
  readonly outcome: StatementOutcome;
  /** Why it was not narrowed, for a person; empty where it was. */
  readonly reason: string;
  readonly used: readonly UsedAction[];
  /** Entries of its action element, in the text's order. */
  readonly entries: readonly GrantedEntry[];
  /** Actions that stay though no event shows them. */
  readonly kept: readonly UnseenAction[];
}

/** A policy that allows no more than was used. */
export interface NarrowedPolicy {
  /** JSON with two spaces per level. */
  readonly text: string;
  /** The policy before, written alike, so that the two can be compared line by line. */
  readonly before: string;
  /** Characters that count for IAM's quotas. */
  readonly size: number;
  /** What the engine proved of it: `same` or `less` than before. */
  readonly relation: "same" | "less";
  /** What a person should know of it: too long, resources joined. */
  readonly notes: readonly string[];
}

/** One policy of a role. */
export interface PolicyReport {
  readonly name: string;
  readonly kind: DeclaredPolicy["kind"];
  readonly statements: readonly StatementReport[];
  readonly narrowed: NarrowedPolicy | undefined;
  /** Why there is no narrowed policy, for a person; empty where there is one. */
  readonly reason: string;
}

/** A name and how often it came. */
export interface NamedCount {
  readonly name: string;
  readonly calls: number;
}

/** Used against granted. */
export interface LeastPrivilegeReport {
  readonly policies: readonly PolicyReport[];
  /** Events of the role. */
  readonly events: number;
  /** Times of the role's first and last event. */
  readonly acted: TimeStretch | undefined;
  /** Times of the first and last event that were looked at, the role's or not. */
  readonly looked: TimeStretch | undefined;
  /** Account and Region of the events. */
  readonly places: readonly string[];
  /** Used, though no given policy allows it. */
  readonly notGranted: readonly NamedCount[];
  /** Refused for lack of permission; not counted as used. */
  readonly denied: readonly NamedCount[];
  /** Events without an action in the catalogue. Texts of records: written by others. */
  readonly unmapped: readonly NamedCount[];
  /** What the events cannot show, for a person. */
  readonly blindSpots: readonly string[];
}
