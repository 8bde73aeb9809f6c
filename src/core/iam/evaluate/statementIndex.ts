import { matches } from "../matching/wildcard.ts";
import type { Policy, Statement } from "../model/policy.ts";
import { hasUnknown, type StringNode } from "../model/valueNode.ts";

interface Pattern {
  readonly text: string;
  readonly node: StringNode;
}

/** A statement whose actions are found without going through them. */
export interface IndexedStatement {
  readonly policy: Policy;
  readonly statement: Statement;
  readonly negated: boolean;
  /** Lower-case action without wildcards to its token; the first of equals. */
  readonly plain: ReadonlyMap<string, StringNode>;
  /** Patterns by their service's prefix; those of any service under `*`. */
  readonly patterns: ReadonlyMap<string, readonly Pattern[]>;
  readonly complete: boolean;
}

/** The statements that have an effect and actions. */
export function indexPolicy(policy: Policy): IndexedStatement[] {
  return policy.statements.flatMap((statement) => {
    const { actions } = statement;
    if (!actions || !statement.effect) return [];
    const plain = new Map<string, StringNode>();
    const patterns = new Map<string, Pattern[]>();
    for (const node of actions.values) {
      const text = node.value.toLowerCase();
      if (/[*?\uFFFC]/.test(text)) {
        const prefix = prefixOf(text);
        const of = patterns.get(prefix);
        if (of) of.push({ text, node });
        else patterns.set(prefix, [{ text, node }]);
      } else if (!plain.has(text)) plain.set(text, node);
    }
    return [{ policy, statement, negated: actions.negated, plain, patterns, complete: actions.complete }];
  });
}

/** The service that a lower-case action names; `*` when it may be any. */
function prefixOf(text: string): string {
  const prefix = text.slice(0, Math.max(0, text.indexOf(":")));
  return prefix === "" || /[*?\uFFFC]/.test(prefix) ? "*" : prefix;
}

/** Lower-case prefixes of the services that a statement may be about; `*` for any. */
export function servicesOf({ negated, plain, patterns }: IndexedStatement): string[] {
  return negated ? ["*"] : [...patterns.keys(), ...[...plain.keys()].map(prefixOf)];
}

/** The first pattern that names an action and that `wanted` takes. */
function patternFor(
  { patterns }: IndexedStatement,
  action: string,
  wanted: (text: string) => boolean = () => true,
): Pattern | undefined {
  const fits = ({ text }: Pattern): boolean => wanted(text) && matches(text, action);
  return patterns.get(prefixOf(action))?.find(fits) ?? patterns.get("*")?.find(fits);
}

/** The token of a statement that grants an action; unknown parts grant nothing that is certain. */
export function tokenFor(grant: IndexedStatement, action: string): StringNode | undefined {
  if (grant.negated) {
    const excepted = grant.plain.has(action) || patternFor(grant, action);
    return excepted || !grant.complete ? undefined : grant.statement.actions?.member.key;
  }
  const exact = grant.plain.get(action);
  if (exact) return exact;
  return patternFor(grant, action, (text) => !hasUnknown(text))?.node;
}

/** Whether a Deny names an action; what cannot be read of it may. */
export function denies(one: IndexedStatement, action: string): boolean {
  const named = one.plain.has(action);
  if (!one.negated) return named || !one.complete || patternFor(one, action) !== undefined;
  return !named && !patternFor(one, action, (text) => !hasUnknown(text));
}
