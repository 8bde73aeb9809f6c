import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Element, Policy, Statement } from "../model/policy.ts";
import type { StringNode } from "../model/valueNode.ts";
import { effectOfAll, stronger, type Call, type ConditionEffect } from "./conditionEffect.ts";
import { breadthOf, breadths, deniesAll, kindsOf, overlapsArn, wider, type Breadth } from "./reach.ts";
import { entriesFor, type ResourceEntry } from "./resourceIndex.ts";
import { denies, indexPolicy, servicesOf, tokenFor, type IndexedStatement } from "./statementIndex.ts";

/** A question: may the principal do this to some resource of that kind? */
export interface Ask {
  /** `service:Action`. */
  readonly action: string;
  /** Only resources of this type of the catalogue, where the action takes several. */
  readonly type?: string;
  /** Only this one resource, an ARN. */
  readonly resource?: string;
  /** Condition keys of the call, by lower-case name; undefined: the call is known not to have it. */
  readonly values?: Readonly<Record<string, string | undefined>>;
}

/** An answer: what allows it, and what limits it. */
export interface Granted {
  readonly action: string;
  readonly policy: Policy;
  readonly statement: Statement;
  /** The string that names the action, or the key `NotAction`. */
  readonly token: StringNode;
  /** Resource strings that reach the kind; empty for `NotResource`. */
  readonly resources: readonly StringNode[];
  readonly breadth: Breadth;
  /** The strongest restriction by conditions, of a boundary and of a Deny's condition too; never `never`. */
  readonly effect: ConditionEffect;
}

/** Answers questions over policies that count together. */
export interface Evaluator {
  /** The widest and least restricted grant; undefined when nothing grants it. */
  allows(ask: Ask): Granted | undefined;
  /** Whether a statement could grant something of a service: a cheap question to ask first. */
  mentions(service: string): boolean;
}

const noValues = new Map<string, string | undefined>();

/**
 * An evaluator over all policies of a principal: what an Allow grants, minus what a Deny takes away without a condition
 * that could fail, within every boundary. Principals, session policies and SCPs are not looked at.
 */
export function createEvaluator(
  policies: readonly Policy[],
  boundaries: readonly Policy[],
  catalogue: Catalogue,
): Evaluator {
  const indexed = policies.flatMap(indexPolicy);
  const grants = indexed.filter(({ statement }) => statement.effect === "Allow");
  const denials = indexed.filter(({ statement }) => statement.effect === "Deny");
  const limits = boundaries.map((boundary) => createEvaluator([boundary], [], catalogue));
  const services = new Set(grants.flatMap(servicesOf));
  const budget: Budget = { left: mostComparisons };
  const mentions = (service: string): boolean => services.has("*") || services.has(service.toLowerCase());
  return {
    mentions,
    allows(ask) {
      // Keeps the catalogue from reading a service for nothing.
      if (!mentions(ask.action.slice(0, ask.action.indexOf(":")))) return undefined;
      const call = callOf(ask, catalogue);
      const kinds =
        ask.resource === undefined ? kindsOf(call.record, call.service, ask.type) : [ask.resource];
      let best: Granted | undefined;
      let denied: readonly Denial[] | undefined;
      const relevant = new Map<string, readonly FullDenial[]>();
      for (const grant of grants) {
        const token = tokenFor(grant, call.action);
        if (!token) continue;
        denied ??= denialsOf(denials, call);
        const found = grantedBy(grant, token, { call, denied, kinds, budget, relevant }, ask.action);
        if (found && (!best || isBetter(found, best))) best = found;
        // What could not be looked at in full is not answered.
        if (budget.left <= 0) return undefined;
      }
      return best && within(best, limits, ask);
    },
  };
}

function callOf({ action, values }: Ask, catalogue: Catalogue): Call {
  const lower = action.toLowerCase();
  return {
    action: lower,
    values: values ? new Map(Object.entries(values)) : noValues,
    record: catalogue.action(lower),
    service: catalogue.service(lower.slice(0, lower.indexOf(":"))),
    today: catalogue.date,
  };
}

/** What an ask is answered from. */
interface Asked {
  readonly call: Call;
  readonly denied: readonly Denial[];
  readonly kinds: readonly string[];
  readonly budget: Budget;
  /** Denials by kind, as far as they were asked for. */
  readonly relevant: Map<string, readonly FullDenial[]>;
}

/** A Deny that no condition can stop, with its entries that may name a resource of a kind. */
interface FullDenial {
  readonly resources: Element | undefined;
  readonly entries: readonly ResourceEntry[];
}

/** Comparisons of resources that are left for one principal: no text may keep the editor waiting. */
interface Budget {
  left: number;
}

const mostComparisons = 100_000;

function grantedBy(
  { policy, statement }: IndexedStatement,
  token: StringNode,
  asked: Asked,
  action: string,
): Granted | undefined {
  // A condition that cannot be seen may restrict, and a statement that is not all seen may have one.
  if (!statement.complete) return undefined;
  const effect = effectOfAll(statement.conditions, asked.call);
  if (effect === "never") return undefined;
  const reached = reachOf(statement, asked);
  if (!reached) return undefined;
  let all: ConditionEffect = effect;
  for (const one of asked.denied) {
    if (one.effect !== "always" && one.demands) all = stronger(all, one.effect);
  }
  return { action, policy, statement, token, ...reached, effect: all };
}

interface Denial {
  readonly statement: Statement;
  readonly effect: ConditionEffect;
  /** Whether the Deny demands something of all calls, as a negative operator does: it takes away all but that. */
  readonly demands: boolean;
}

function denialsOf(denials: readonly IndexedStatement[], asked: Call): Denial[] {
  const call: Call = { ...asked, forDeny: true };
  return denials.flatMap((one) => {
    if (!denies(one, call.action)) return [];
    const { statement } = one;
    const effect = statement.complete ? effectOfAll(statement.conditions, call) : "always";
    const demands = effect !== "target" || statement.conditions.some(isDemand);
    return effect === "never" ? [] : [{ statement, effect, demands }];
  });
}

function isDemand({ parsed: { base } }: Statement["conditions"][number]): boolean {
  return /^(?:string|numeric|date|arn)not|^notip|^null/i.test(base);
}

function reachOf(
  statement: Statement,
  { denied, kinds, budget, relevant }: Asked,
): { breadth: Breadth; resources: readonly StringNode[] } | undefined {
  const { resources } = statement;
  if (!resources || (resources.negated && !resources.complete)) return undefined;
  let best: Breadth | undefined;
  const reaching = new Set<StringNode>();
  for (const kind of kinds) {
    const full = relevantTo(kind, denied, relevant);
    for (const { text, node, cost } of resources.negated
      ? allBut(statement, kind)
      : entriesFor(statement, kind)) {
      budget.left -= cost;
      if (budget.left <= 0) return undefined;
      for (const rest of remaining(text, kind, full, budget)) {
        const breadth = breadthOf(rest, kind);
        if (!breadth) continue;
        best = best ? wider(best, breadth) : breadth;
        if (node) reaching.add(node);
      }
    }
  }
  return best && { breadth: best, resources: [...reaching] };
}

/** Every resource, unless an exception takes the whole kind away. */
function allBut(statement: Statement, kind: string): { text: string; node?: StringNode; cost: number }[] {
  for (const { text } of entriesFor(statement, kind)) if (deniesAll(text, kind, kind)) return [];
  return [{ text: "*", cost: 1 }];
}

/** The denials without conditions that take something of a kind away. */
function relevantTo(
  kind: string,
  denied: readonly Denial[],
  known: Map<string, readonly FullDenial[]>,
): readonly FullDenial[] {
  const found = known.get(kind);
  if (found) return found;
  const made = denied.flatMap(({ effect, statement }) => {
    if (effect !== "always") return [];
    const { resources } = statement;
    const entries = [...entriesFor(statement, kind)];
    const namesNone = resources && !resources.negated && resources.complete && entries.length === 0;
    return namesNone ? [] : [{ resources, entries }];
  });
  known.set(kind, made);
  return made;
}

/** What denials without conditions leave of a pattern, for one kind. */
function remaining(
  pattern: string,
  kind: string,
  full: readonly FullDenial[],
  budget: Budget,
): Iterable<string> {
  let left = new Set([pattern]);
  for (const { resources, entries } of full) {
    if (!resources || (!resources.negated && !resources.complete)) return [];
    for (const { cost } of entries) budget.left -= cost * left.size;
    if (budget.left <= 0 || left.size === 0) return [];
    left = resources.negated ? spared(left, entries, kind) : notDenied(left, entries, kind);
  }
  return left;
}

function notDenied(left: ReadonlySet<string>, denied: readonly ResourceEntry[], kind: string): Set<string> {
  return new Set([...left].filter((one) => !denied.some(({ text }) => deniesAll(text, one, kind))));
}

/** What a Deny with `NotResource` leaves: what it names. */
function spared(left: ReadonlySet<string>, entries: readonly ResourceEntry[], kind: string): Set<string> {
  const named = entries.map(({ text }) => text).filter((text) => overlapsArn(text, kind));
  const found = new Set<string>();
  for (const one of left) {
    for (const text of named) if (overlapsArn(text, one)) found.add(text === "*" ? one : text);
  }
  return found;
}

function isBetter(a: Granted, b: Granted): boolean {
  const rank = ({ breadth, effect }: Granted): number => {
    const limited = effect === "always" ? 0 : effect === "circumstance" ? 1 : 2;
    return limited * breadths.length + breadths.indexOf(breadth);
  };
  return (
    rank(a) < rank(b) ||
    (rank(a) === rank(b) && a.token.value.length > b.token.value.length && b.token.value.includes("*"))
  );
}

function within(found: Granted, limits: readonly Evaluator[], ask: Ask): Granted | undefined {
  let result: Granted | undefined = found;
  for (const limit of limits) {
    const allowed = limit.allows(ask);
    if (!allowed || !result) return undefined;
    result = {
      ...result,
      breadth:
        breadths.indexOf(allowed.breadth) > breadths.indexOf(result.breadth)
          ? allowed.breadth
          : result.breadth,
      effect: stronger(result.effect, allowed.effect),
    };
  }
  return result;
}
