import type { AccessLevel } from "../../catalogue/catalogue.ts";
import { expandAction, type NamedAction } from "../../catalogue/expand.ts";
import type { Element, Policy } from "../../model/policy.ts";
import { hasUnknown, itemsOf, type StringNode } from "../../model/valueNode.ts";
import { counted, rulesAt, shown, type Draft, type FixContext } from "../draft.ts";
import type { IamFixId } from "../iamFix.ts";

const levels: readonly (readonly [AccessLevel, IamFixId])[] = [
  ["List", "expand-wildcard-list"],
  ["Read", "expand-wildcard-read"],
  ["Write", "expand-wildcard-write"],
  ["Tagging", "expand-wildcard-tagging"],
  ["Permissions management", "expand-wildcard-permissions"],
];

/** Largest policy that IAM takes, in characters without white space. */
const quota = 10_240;

/**
 * A wildcard of an Allow statement as the actions that it names today, all or of one access level. Never in NotAction or
 * in a Deny, where a list that ages takes less away than the wildcard.
 */
export function* expandWildcard(context: FixContext): Generator<Draft> {
  for (const { effect, actions } of context.policy.statements) {
    if (effect !== "Allow" || !actions || actions.negated) continue;
    for (const node of actions.values) yield* expansionsOf(node, actions, context);
  }
}

function* expansionsOf(node: StringNode, actions: Element, context: FixContext): Generator<Draft> {
  const { value, span } = node;
  if (!/:.*[*?]/.test(value) || hasUnknown(value)) return;
  const wanted = [["All", "expand-wildcard"] as const, ...levels].filter(([, id]) => context.wants(id, span));
  if (wanted.length === 0) return;
  const named = expandAction(value, context.catalogue);
  if (named.length === 0) return;
  for (const [level, id] of wanted) {
    const chosen = level === "All" ? named : named.filter(({ record }) => record.levels[0] === level);
    if (chosen.length === 0 || (level !== "All" && chosen.length === named.length)) continue;
    const texts = newTexts(chosen, node, actions);
    yield {
      id,
      title:
        level === "All"
          ? `Expand ${shown(value)} to its ${counted(named.length, "action")}`
          : `Replace ${shown(value)} by its ${counted(chosen.length, `${level} action`)}`,
      ruleIds: rulesAt(context, id, span),
      span,
      changes: [{ kind: "items", member: actions.member, replaced: new Map([[node, texts]]) }],
      notes: notesFor(texts, context.policy, context.catalogue.date),
    };
  }
}

/** Names that the list holds already are not repeated. */
function newTexts(chosen: readonly NamedAction[], node: StringNode, { member, values }: Element): string[] {
  const others = new Set(values.filter((one) => one !== node).map(({ value }) => value.toLowerCase()));
  const names = chosen.map(({ name }) => name);
  const fresh = names.filter((name) => !others.has(name.toLowerCase()));
  return fresh.length > 0 || itemsOf(member.value).length > 1 ? fresh : names;
}

function notesFor(texts: readonly string[], { root }: Policy, date: string): string[] {
  const note = `Actions that AWS adds after ${date} are not in the list.`;
  const size = (root?.span.end ?? 0) - (root?.span.start ?? 0) + texts.join(",").length;
  return size > quota
    ? [note, `The policy may grow beyond ${quota} characters, the most that IAM takes.`]
    : [note];
}
