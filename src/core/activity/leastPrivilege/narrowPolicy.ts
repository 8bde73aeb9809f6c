import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import { compareGrants } from "../../iam/evaluate/compare.ts";
import type { Policy, Statement } from "../../iam/model/policy.ts";
import { sizeNotes } from "./blindSpots.ts";
import { finestThatFits, type JoinLimits } from "./joinResources.ts";
import { narrowStatement, wholeStatement, type StatementNeeds } from "./narrowStatement.ts";
import {
  parsedPolicy,
  policySize,
  policyText,
  valueOf,
  type Json,
  type StatementJson,
} from "./policyDocument.ts";
import type { NarrowedPolicy, StatementOutcome } from "./report.ts";

/** A statement that may be narrowed, or why it is not. */
export type StatementPlan =
  (StatementNeeds & { readonly keep?: undefined }) | { readonly statement: Statement; readonly keep: string };

/** What became of a statement, with the reason where it was kept. */
export interface NarrowedStatement {
  readonly outcome: StatementOutcome;
  readonly reason: string;
}

/** A policy without what is not needed. */
export interface PolicyNarrowing {
  readonly narrowed: NarrowedPolicy | undefined;
  /** Why there is none, for a person. */
  readonly reason: string;
  readonly statements: readonly NarrowedStatement[];
}

/**
 * Narrows a policy by its statements' plans. The result is proved to allow nothing that the policy did not: a statement
 * whose proof fails stays as it is. Resources are joined into patterns as far as it takes to fit the quota.
 * @param quota characters that the policy should have at most
 */
export function narrowPolicy(
  policy: Policy,
  plans: readonly StatementPlan[],
  { catalogue, quota }: { readonly catalogue: Catalogue; readonly quota: number },
): PolicyNarrowing {
  const before = policy.root && valueOf(policy.root);
  if (before === undefined || !isDocument(before) || policy.statements.length !== plans.length)
    return unread(
      plans,
      "It holds parts that are filled in elsewhere, so that it cannot be written out here.",
    );
  const { document, statements, size } = finestThatFits(quota, (level) =>
    narrowAt(before, plans, level, catalogue),
  );
  if (statements.every(({ outcome }) => outcome === "removed"))
    return { narrowed: undefined, reason: "Nothing of it was used. Detach it.", statements };
  const { relation } = compareGrants(parsedPolicy(before), parsedPolicy(document), catalogue);
  if (relation !== "same" && relation !== "less")
    return unread(plans, "It could not be proved that the narrowed policy allows no more, so there is none.");
  return {
    narrowed: {
      text: policyText(document),
      before: policyText(before),
      size,
      relation,
      notes: sizeNotes(size),
    },
    reason: "",
    statements,
  };
}

function unread(plans: readonly StatementPlan[], reason: string): PolicyNarrowing {
  return { narrowed: undefined, reason, statements: plans.map(() => ({ outcome: "kept", reason })) };
}

type Document = { readonly [key: string]: Json };

function isDocument(value: Json): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function narrowAt(
  before: Document,
  plans: readonly StatementPlan[],
  level: JoinLimits,
  catalogue: Catalogue,
): { readonly document: Document; readonly statements: readonly NarrowedStatement[]; readonly size: number } {
  const sids = new SidMaker(plans);
  const written: Json[] = [];
  const statements = plans.map((plan): NarrowedStatement => {
    const whole = wholeStatement(plan.statement);
    if (whole === undefined) return { outcome: "removed", reason: "" };
    const keep = (reason: string): NarrowedStatement => {
      written.push(whole);
      return { outcome: "kept", reason };
    };
    if (plan.keep !== undefined) return keep(plan.keep);
    const parts = narrowStatement(plan, level, catalogue);
    if (parts.length === 0) return { outcome: "removed", reason: "" };
    const relation = compare(before, whole, parts, catalogue);
    if (relation === "same") return keep("All that it allows was used, or may have been.");
    if (relation !== "less") return keep("It could not be proved that less would be allowed.");
    for (const part of parts) written.push(sids.withSid(part, plan.statement));
    return { outcome: "narrowed", reason: "" };
  });
  const document = { ...before, Statement: written };
  return { document, statements, size: policySize(document) };
}

function compare(
  { Version }: Document,
  whole: Json,
  parts: readonly StatementJson[],
  catalogue: Catalogue,
): ReturnType<typeof compareGrants>["relation"] {
  const frame = Version === undefined ? {} : { Version };
  const policyOf = (statements: readonly Json[]): Policy => parsedPolicy({ ...frame, Statement: statements });
  return compareGrants(policyOf([whole]), policyOf(parts.map(asJson)), catalogue).relation;
}

function asJson(statement: StatementJson): Json {
  return { ...statement };
}

/** Gives the parts of a statement ids of their own: the statement's, then with a number. */
class SidMaker {
  readonly #taken: Set<string>;

  constructor(plans: readonly StatementPlan[]) {
    this.#taken = new Set(
      plans.filter(({ keep }) => keep !== undefined).flatMap(({ statement }) => sidOf(statement) ?? []),
    );
  }

  withSid(part: StatementJson, statement: Statement): Json {
    const sid = sidOf(statement);
    if (sid === undefined) return asJson(part);
    let name = sid;
    for (let count = 2; this.#taken.has(name); count++) name = `${sid}${count}`;
    this.#taken.add(name);
    return { Sid: name, ...part };
  }
}

/** The statement's id, where it has one. */
export function sidOf({ sid }: Statement): string | undefined {
  return sid?.value.kind === "string" ? sid.value.value : undefined;
}
