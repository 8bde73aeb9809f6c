import { expandAction, isPattern } from "../../catalogue/expand.ts";
import type { ActionRecord, Catalogue, Service } from "../../catalogue/catalogue.ts";
import type { Condition, Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { short } from "./short.ts";

const title = "Tag of the resource asked of actions that have none";
const rules = {
  Allow: analyzerRule(
    "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    "info",
    `${title}, in an Allow`,
  ),
  Deny: analyzerRule("DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE", "warning", `${title}, in a Deny`),
};
const notActionRules = {
  Allow: analyzerRule(
    "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    "info",
    "Tag of the resource with NotAction, in an Allow",
  ),
  Deny: analyzerRule(
    "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
    "warning",
    "Tag of the resource with NotAction, in a Deny",
  ),
};

/** Conditions on `aws:ResourceTag` for actions whose requests never carry that key. */
export const tagChecks: readonly PolicyCheck[] = [
  {
    rules: [...Object.values(rules), ...Object.values(notActionRules)],
    *check(policy, { catalogue }) {
      for (const statement of policy.statements) {
        const condition = statement.conditions.find(asksTagOfResource);
        if (condition) yield* checkStatement(statement, condition, catalogue);
      }
    },
  },
];

/** Negated operators, `…IfExists` and `Null` are true or decided when the key is missing: they are no trap. */
function asksTagOfResource({ key, parsed: { base, ifExists } }: Condition): boolean {
  return /^aws:resourcetag\//i.test(key.value) && !ifExists && !/not|^null$/i.test(base);
}

function* checkStatement(statement: Statement, condition: Condition, catalogue: Catalogue): Generator<Issue> {
  const { actions, effect } = statement;
  const [first] = actions?.values ?? [];
  if (!actions || !effect || !first) return;
  if (actions.negated) {
    yield notActionIssue(notActionRules[effect], effect, first, condition);
    return;
  }
  const byService = new Map<string, StringNode[]>();
  for (const node of actions.values) {
    const prefix = unsupportedPrefix(node.value, catalogue);
    if (prefix !== undefined) byService.set(prefix, [...(byService.get(prefix) ?? []), node]);
  }
  for (const [prefix, nodes] of byService)
    yield serviceIssue(rules[effect], { effect, prefix, nodes, condition });
}

/** The service of an action none of which can be limited by tags; undefined when it can, or nothing is known of it. */
function unsupportedPrefix(text: string, catalogue: Catalogue): string | undefined {
  if (hasUnknown(text)) return undefined;
  const named = expandAction(text, catalogue);
  const [first] = named;
  const service = first && catalogue.service(first.prefix);
  if (!service || named.some(({ record }) => knowsTags(record, service))) return undefined;
  return service.prefix;
}

const tagKey = /^aws:(?:resourcetag|requesttag)\/|^aws:tagkeys$/i;
const decided = new WeakMap<ActionRecord, boolean>();

/**
 * Whether a request of the action carries tags. Access Analyzer passes actions that make a resource with tags as well,
 * though they have no tag of the resource yet.
 */
function knowsTags(action: ActionRecord, service: Service): boolean {
  const before = decided.get(action);
  if (before !== undefined) return before;
  const has = (keys: readonly string[]): boolean => keys.some((key) => tagKey.test(key));
  const made =
    has(action.conditionKeys) ||
    action.resources.some(
      ({ name, conditionKeys }) =>
        has(conditionKeys) || has(service.resources.get(name.toLowerCase())?.conditionKeys ?? []),
    );
  decided.set(action, made);
  return made;
}

interface Found {
  readonly effect: "Allow" | "Deny";
  readonly prefix: string;
  readonly nodes: readonly StringNode[];
  readonly condition: Condition;
}

function serviceIssue(rule: IamRule, { effect, prefix, nodes, condition }: Found): Issue {
  const [first, ...others] = nodes;
  const what =
    nodes.length === 1 && first && !isPattern(first.value)
      ? `"${first.value}" carries`
      : `${nodes.length} actions of "${prefix}" carry`;
  return {
    rule,
    span: first?.content ?? condition.key.content,
    message: `${what} no tag of a resource, so that with ${short(condition.key.value)} this statement never ${effect === "Allow" ? "allows" : "denies"} them. Move them to a statement without it.`,
    related: [
      ...others.map(({ content }) => ({
        span: content,
        message: "This action carries no tag of a resource either.",
      })),
      {
        span: condition.valueNode.kind === "string" ? condition.valueNode.content : condition.valueNode.span,
        message: "The tag that is asked for.",
      },
    ],
    data: { actions: nodes.slice(0, 50).map(({ value }) => value) },
  };
}

function notActionIssue(
  rule: IamRule,
  effect: "Allow" | "Deny",
  first: StringNode,
  condition: Condition,
): Issue {
  return {
    rule,
    span: first.content,
    message: `NotAction with ${short(condition.key.value)} ${effect === "Allow" ? "allows" : "denies"} only actions that carry tags of a resource; all others it passes over. List the actions under Action.`,
    related: [{ span: condition.key.content, message: "Many actions have no such key." }],
  };
}
