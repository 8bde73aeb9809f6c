import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Policy, Statement } from "../model/policy.ts";
import type { Span } from "../../model/span.ts";
import { actionSetOf, byLevel, type LevelGroup } from "./actionSets.ts";
import { counted, count } from "./markdown.ts";

/** A line of text above a statement, and which one it is. */
export interface StatementLens {
  readonly span: Span;
  readonly title: string;
  readonly policy: number;
  readonly statement: number;
}

/** Most lenses of one text: more would slow the editor down, and nobody reads them. */
const most = 300;

/** What each statement of a text's policies does, in a few words. */
export function lensesOf(policies: readonly Policy[], catalogue: Catalogue): StatementLens[] {
  const lenses: StatementLens[] = [];
  for (const [policy, { statements }] of policies.entries()) {
    for (const statement of statements) {
      const title = lenses.length < most ? lensTitle(statement, catalogue) : undefined;
      if (title !== undefined)
        lenses.push({ span: statement.node.span, title, policy, statement: statement.index });
    }
  }
  return lenses;
}

/**
 * Such as `Allows 34 actions: 12 write, 1 permissions management`. Undefined for a statement whose effect or actions are
 * not there yet.
 */
export function lensTitle(statement: Statement, catalogue: Catalogue): string | undefined {
  const { effect, actions } = statement;
  if (effect === undefined || actions === undefined) return undefined;
  const verb = effect === "Allow" ? "Allows" : "Denies";
  const set = actionSetOf(statement, catalogue);
  if (set.negated) return negatedTitle(verb, set.all, set.actions.length, set.complete);
  if (set.all) return `${verb} all actions of all services`;
  if (set.actions.length === 0) return set.complete ? `${verb} no known action` : undefined;
  const unknown = set.unmatched.length > 0 ? `, ${count(set.unmatched.length)} unknown` : "";
  const who = isForAnyone(statement) ? ", to anyone" : "";
  return `${verb} ${set.complete ? "" : "at least "}${groupsTitle(byLevel(set.actions))}${unknown}${who}`;
}

/** Whether a statement that allows something names everybody. Conditions may still narrow it. */
function isForAnyone({ effect, principals }: Statement): boolean {
  if (effect !== "Allow" || !principals || principals.negated) return false;
  return (
    principals.star !== undefined ||
    principals.entries.some(({ type, value }) => type.value === "AWS" && value.value === "*")
  );
}

function groupsTitle(groups: readonly LevelGroup[]): string {
  const total = groups.reduce((sum, { actions }) => sum + actions.length, 0);
  const [only] = groups;
  if (groups.length === 1 && only) {
    const name = total === 1 ? `: ${only.actions[0]?.name ?? ""}` : "";
    return `${counted(total, `${only.level.toLowerCase()} action`)}${name}`;
  }
  const telling = groups
    .filter(({ level }) => level === "Write" || level === "Permissions management")
    .map(({ level, actions }) => `${count(actions.length)} ${level.toLowerCase()}`)
    .reverse();
  const levels = groups.map(({ level }) => level.toLowerCase());
  return `${counted(total, "action")}: ${telling.length > 0 ? telling.join(", ") : levels.join(" and ")}`;
}

function negatedTitle(verb: string, all: boolean, named: number, complete: boolean): string | undefined {
  if (all) return `${verb} nothing: every action is left out`;
  if (!complete && named === 0) return undefined;
  return `${verb} all actions of all services but ${counted(named, "action")}`;
}
