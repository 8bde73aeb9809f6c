import type { Finding } from "../../model/finding.ts";
import type { Span } from "../../model/span.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Policy } from "../model/policy.ts";
import { answers } from "./answers.ts";
import type { Change } from "./change.ts";
import type { FixFacts, IamFixId } from "./iamFix.ts";

/** A fix that is not proved yet. */
export interface Draft {
  readonly id: IamFixId;
  readonly title: string;
  readonly ruleIds: readonly string[];
  readonly span: Span;
  readonly changes: readonly Change[];
  /** What stands there is invalid or can never match, so that there is nothing to compare with. */
  readonly corrects?: true;
  readonly preferred?: true;
  readonly notes?: readonly string[];
}

/** One policy with what its fixes may ask. */
export interface FixContext {
  readonly text: string;
  readonly policy: Policy;
  /** Those that stand in this policy. */
  readonly findings: readonly Finding[];
  readonly catalogue: Catalogue;
  readonly facts: FixFacts;
  /** Whether somebody stands at a place of the text and may choose among several fixes. */
  readonly interactive: boolean;
  /** Whether a fix at that place is asked for: ask before any work. */
  wants(id: IamFixId, span: Span): boolean;
}

/** Gives the fixes of one kind. */
export type FixPlanner = (context: FixContext) => Iterable<Draft>;

/** The rules that a fix answers among those that found something at a place. */
export function rulesAt(context: FixContext, id: IamFixId, span: Span): string[] {
  const rules = answers[id] ?? [];
  const found = context.findings.filter(
    (one) => rules.includes(one.ruleId) && one.span.start <= span.end && span.start <= one.span.end,
  );
  return [...new Set(found.map(({ ruleId }) => ruleId as string))];
}

/** A value in a title or message. */
export function shown(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}

/** `1 action`, `3 actions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
