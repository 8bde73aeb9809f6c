import { visibilityOf } from "../../../activity/visibility.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { expandAction } from "../../catalogue/expand.ts";
import { matches } from "../../matching/wildcard.ts";
import type { Element } from "../../model/policy.ts";
import { hasUnknown, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import { counted, rulesAt, type Draft, type FixContext } from "../draft.ts";

/**
 * The actions of an Allow statement that CloudTrail saw, in the place of all that it names. What no trail can show
 * (iam:PassRole), what this one may not have recorded (data events) and what Picket does not know stays.
 */
export function* narrowToSeen(context: FixContext): Generator<Draft> {
  const { seenActions } = context.facts;
  if (!seenActions) return;
  const seen = new Seen(seenActions);
  for (const { effect, actions } of context.policy.statements) {
    if (effect !== "Allow" || !actions || actions.negated) continue;
    const { span } = actions.member.value;
    if (!context.wants("narrow-to-seen", span)) continue;
    const narrowed = narrow(actions, seen, context.catalogue);
    if (!narrowed) continue;
    const { replaced, count, unseeable } = narrowed;
    const kept =
      unseeable.length > 6
        ? `${unseeable.slice(0, 6).join(", ")} and ${unseeable.length - 6} more`
        : unseeable.join(", ");
    yield {
      id: "narrow-to-seen",
      title: `Narrow to the ${counted(count, "action")} that CloudTrail saw${unseeable.length > 0 ? ` or cannot see` : ""}`,
      ruleIds: rulesAt(context, "narrow-to-seen", span),
      span,
      changes: [{ kind: "items", member: actions.member, replaced }],
      notes:
        unseeable.length > 0 ? [`Kept because the trail does not show whether they are used: ${kept}.`] : [],
    };
  }
}

/** The actions of a trail, for questions by pattern. */
class Seen {
  readonly #byKey: ReadonlyMap<string, string>;
  /** Services of which the trail recorded data events. */
  readonly #withData: ReadonlySet<string>;

  constructor(actions: readonly string[]) {
    this.#byKey = new Map(actions.map((action) => [action.toLowerCase(), action]));
    this.#withData = new Set(
      actions.filter((one) => visibilityOf(one) === "data").map((one) => serviceOf(one)),
    );
  }

  matching(pattern: string): string[] {
    const wanted = pattern.toLowerCase();
    return [...this.#byKey].filter(([key]) => matches(wanted, key)).map(([, action]) => action);
  }

  has(action: string): boolean {
    return this.#byKey.has(action.toLowerCase());
  }

  /** Whether the trail would show it if it were used. */
  shows(action: string): boolean {
    const visibility = visibilityOf(action);
    return visibility === "yes" || (visibility === "data" && this.#withData.has(serviceOf(action)));
  }
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(":")).toLowerCase();
}

interface Narrowed {
  readonly replaced: ReadonlyMap<ValueNode, readonly string[]>;
  /** Entries afterwards. */
  readonly count: number;
  readonly unseeable: readonly string[];
}

/** Undefined when nothing changes, or when nothing would be left. */
function narrow({ values, member }: Element, seen: Seen, catalogue: Catalogue): Narrowed | undefined {
  const replaced = new Map<ValueNode, readonly string[]>();
  const taken = new Set<string>();
  const unseeable: string[] = [];
  const others = (member.value.kind === "list" ? member.value.items.length : 1) - values.length;
  for (const node of values) {
    const kept = keptOf(node, seen, catalogue);
    const fresh = kept.filter((name) => !taken.has(name.toLowerCase()));
    for (const name of fresh) taken.add(name.toLowerCase());
    unseeable.push(...fresh.filter((name) => !seen.has(name) && !/[*?]/.test(name)));
    if (fresh.length !== 1 || fresh[0]?.toLowerCase() !== node.value.toLowerCase()) replaced.set(node, fresh);
  }
  return replaced.size === 0 || taken.size + others === 0
    ? undefined
    : { replaced, count: taken.size + others, unseeable };
}

function keptOf({ value }: StringNode, seen: Seen, catalogue: Catalogue): string[] {
  if (hasUnknown(value)) return [value];
  if (value === "*")
    return seen.has("iam:PassRole") ? seen.matching("*") : [...seen.matching("*"), "iam:PassRole"];
  const named = expandAction(value, catalogue);
  if (named.length === 0) return [value];
  return named.map(({ name }) => name).filter((name) => seen.has(name) || !seen.shows(name));
}
