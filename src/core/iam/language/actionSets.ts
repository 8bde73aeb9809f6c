import type { AccessLevel, Catalogue } from "../catalogue/catalogue.ts";
import { expandAction, type NamedAction } from "../catalogue/expand.ts";
import type { Statement } from "../model/policy.ts";
import { hasUnknown } from "../model/valueNode.ts";

/** Access levels, what can do most harm first. */
const levelOrder: readonly AccessLevel[] = ["Permissions management", "Write", "Tagging", "Read", "List"];

/** Actions of one access level. */
export interface LevelGroup {
  readonly level: AccessLevel;
  readonly actions: readonly NamedAction[];
}

/** What the `Action` or `NotAction` of a statement names. */
export interface ActionSet {
  readonly actions: readonly NamedAction[];
  /** `*` stands among them: every action of every service. */
  readonly all: boolean;
  readonly negated: boolean;
  /** Patterns that name no action of the catalogue. */
  readonly unmatched: readonly string[];
  /** Whether everything that is named is seen: no unknown values or parts. */
  readonly complete: boolean;
}

const expanded = new WeakMap<Catalogue, Map<string, readonly NamedAction[]>>();
/** Patterns kept for one catalogue; a person has few at hand. */
const mostPatterns = 2_000;

/** As `expandAction`, remembered: code lenses ask the same after every key. */
export function expandCached(pattern: string, catalogue: Catalogue): readonly NamedAction[] {
  const known = expanded.get(catalogue) ?? new Map<string, readonly NamedAction[]>();
  expanded.set(catalogue, known);
  const found = known.get(pattern) ?? expandAction(pattern, catalogue);
  if (known.size >= mostPatterns) known.clear();
  known.set(pattern, found);
  return found;
}

/** The actions of a statement, each once, in the catalogue's names. */
export function actionSetOf(statement: Statement, catalogue: Catalogue): ActionSet {
  const actions = new Map<string, NamedAction>();
  const unmatched: string[] = [];
  let all = false;
  let complete = statement.actions?.complete ?? statement.complete;
  for (const { value } of statement.actions?.values ?? []) {
    if (isEvery(value)) all = true;
    else if (hasUnknown(value)) complete = false;
    else {
      const found = expandCached(value, catalogue);
      if (found.length === 0) unmatched.push(value);
      for (const one of found) actions.set(one.name, one);
    }
  }
  return {
    actions: [...actions.values()],
    all,
    negated: statement.actions?.negated ?? false,
    unmatched,
    complete,
  };
}

/** Whether a pattern is every action of every service. */
export function isEvery(pattern: string): boolean {
  return /^\*+(?::\*+)?$/.test(pattern);
}

/** Actions by their most telling access level, the most harmful first; levels without any are left out. */
export function byLevel(actions: readonly NamedAction[]): LevelGroup[] {
  const groups = levelOrder.map((level) => ({
    level,
    actions: actions.filter(({ record }) => levelOf(record.levels) === level),
  }));
  return groups.filter((group) => group.actions.length > 0);
}

/** The level that an action counts under. */
export function levelOf(levels: readonly AccessLevel[]): AccessLevel {
  return levelOrder.find((level) => levels.includes(level)) ?? "Write";
}

/** Number of actions of all services, without reading one. */
export function countAll(catalogue: Catalogue): number {
  return catalogue.prefixes.reduce((sum, prefix) => sum + catalogue.countOf(prefix), 0);
}
