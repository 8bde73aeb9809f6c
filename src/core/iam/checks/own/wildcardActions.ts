import type { AccessLevel, Catalogue } from "../../catalogue/catalogue.ts";
import { expandAction, isPattern, type NamedAction } from "../../catalogue/expand.ts";
import type { Policy, Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { CheckContext, IamRule, Issue, PolicyCheck } from "../check.ts";

const avoidableActionWildcard: IamRule = {
  id: "iam/avoidable-action-wildcard",
  title: "Wildcard that allows more actions than are named",
  severity: "warning",
};

/** Most names that `data` holds. */
const listed = 50;

/**
 * Actions with a wildcard that lets something be changed. Patterns that only list and read are let be: they are what
 * AWS itself recommends for such access. What limits instead of granting (boundaries, policies of organizations and of
 * VPC endpoints) is let be as well.
 */
export const actionWildcardChecks: readonly PolicyCheck[] = [
  {
    rules: [avoidableActionWildcard],
    *check(policy, context) {
      if (policy.type !== "identity" && policy.type !== "resource") return;
      for (const statement of policy.statements) {
        const { actions, effect } = statement;
        if (effect !== "Allow" || !actions || actions.negated || isOwnAccount(policy, statement)) continue;
        for (const node of actions.values) {
          const issue = isOfKeys(node, policy) ? undefined : checkToken(node, statement, context);
          if (issue) yield issue;
        }
      }
    },
  },
];

/** AWS's own default: the policy of a resource hands all its actions to the account, whose identity policies decide. */
function isOwnAccount({ type }: Policy, { principals }: Statement): boolean {
  if (type !== "resource" || !principals) return false;
  if (principals.negated || principals.star) return false;
  return (
    (principals.entries.length > 0 || !principals.complete) &&
    principals.entries.every(
      ({ value: { value } }) => value.endsWith(":root") || /^\d{12}$/.test(value) || hasUnknown(value),
    )
  );
}

/** Pairs of actions that are of no use without each other, and that AWS names with a wildcard wherever a key is used. */
const usesOfKeys = /^kms:(?:reencrypt|generatedatakey)\*$/i;
/** What the console writes into the policy of a key for its administrators. */
const administersKeys = /^kms:(?:create|enable|put|update|revoke|disable|delete)\*$/i;

/** Whether it is a pattern of AWS's own default policy of a key. */
function isOfKeys({ value }: StringNode, { type }: Policy): boolean {
  return usesOfKeys.test(value) || (type === "resource" && administersKeys.test(value));
}

function checkToken(node: StringNode, statement: Statement, { catalogue }: CheckContext): Issue | undefined {
  const text = node.value;
  if (!isPattern(text) || hasUnknown(text)) return undefined;
  if (text === "*" || text === "*:*") return everything(node, catalogue);
  const actions = expandAction(text, catalogue);
  const [first] = actions;
  if (!first || actions.length < 2) return undefined;
  const counts = countLevels(actions);
  if (!counts.has("Write") && !counts.has("Permissions management")) return undefined;
  const isWhole = /^[^:]+:\*+$/.test(text);
  const isGrave = isWhole || counts.has("Permissions management");
  return {
    rule: avoidableActionWildcard,
    span: node.content,
    message: `"${text}" allows ${actions.length} actions of ${catalogue.nameOf(first.prefix) ?? first.prefix}: ${wordsOf(counts)}. Name the ones that are needed.`,
    severity: isGrave && isOnAll(statement) ? "warning" : "info",
    data: {
      pattern: text,
      count: actions.length,
      levels: [...counts.keys()],
      actions: actions.slice(0, listed).map(({ name }) => name),
    },
  };
}

function isOnAll({ resources }: Statement): boolean {
  return (
    resources !== undefined && (resources.negated || resources.values.some(({ value }) => value === "*"))
  );
}

/** Counts of lists of actions, which `expandAction` gives again for the same pattern. */
const counted = new WeakMap<readonly NamedAction[], ReadonlyMap<AccessLevel, number>>();

/** Number of actions of each level, the gravest first; an action counts at its gravest. */
function countLevels(actions: readonly NamedAction[]): ReadonlyMap<AccessLevel, number> {
  const before = counted.get(actions);
  if (before) return before;
  const counts = new Map<AccessLevel, number>(gravestFirst.map((level) => [level, 0]));
  for (const { record } of actions) {
    const [level] = record.levels;
    if (level) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  for (const level of gravestFirst) if (counts.get(level) === 0) counts.delete(level);
  counted.set(actions, counts);
  return counts;
}

const gravestFirst: readonly AccessLevel[] = ["Permissions management", "Write", "Tagging", "Read", "List"];

/** `3 permissions management, 12 write`. */
function wordsOf(counts: ReadonlyMap<AccessLevel, number>): string {
  return [...counts].map(([level, count]) => `${count} ${level.toLowerCase()}`).join(", ");
}

const totals = new WeakMap<Catalogue, number>();

function everything(node: StringNode, catalogue: Catalogue): Issue {
  const total =
    totals.get(catalogue) ?? catalogue.prefixes.reduce((sum, prefix) => sum + catalogue.countOf(prefix), 0);
  totals.set(catalogue, total);
  return {
    rule: avoidableActionWildcard,
    span: node.content,
    message: `"${node.value}" allows every action of every service: ${total} actions of ${catalogue.prefixes.length} services today. Name the services and actions that are needed.`,
    data: { pattern: node.value, count: total },
  };
}
