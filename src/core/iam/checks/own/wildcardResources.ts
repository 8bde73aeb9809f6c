import { resourceTemplates } from "../../catalogue/arnTemplates.ts";
import { findConditionKey } from "../../catalogue/conditionKeys.ts";
import type { ActionRecord, Catalogue } from "../../catalogue/catalogue.ts";
import { expandAction, isPattern, type NamedAction } from "../../catalogue/expand.ts";
import type { Condition, Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { CheckContext, IamRule, Issue, PolicyCheck } from "../check.ts";

const avoidableResourceWildcard: IamRule = {
  id: "iam/avoidable-resource-wildcard",
  title: "All resources, though the actions take certain ones",
  severity: "warning",
};

/** Most names that `data` holds. */
const listed = 50;

/** Actions on all resources that have rules of their own. */
const elsewhere: ReadonlySet<string> = new Set([
  "iam:PassRole",
  "iam:CreateServiceLinkedRole",
  "sts:AssumeRole",
]);

/**
 * `Resource: "*"` for actions that can be limited to certain resources. Actions that take `*` only are never counted,
 * nor those that merely list; patterns count only when all their actions can be limited.
 */
export const resourceWildcardChecks: readonly PolicyCheck[] = [
  {
    rules: [avoidableResourceWildcard],
    *check(policy, context) {
      if (policy.type !== "identity") return;
      for (const statement of policy.statements) {
        const issue = checkStatement(statement, context);
        if (issue) yield issue;
      }
    },
  },
];

function checkStatement(statement: Statement, { catalogue }: CheckContext): Issue | undefined {
  const { actions, resources, effect, complete, conditions } = statement;
  if (effect !== "Allow" || !complete || !actions || actions.negated || !resources || resources.negated)
    return undefined;
  const star = resources.values.find(({ value }) => value === "*");
  if (!star || conditions.some((condition) => limitsResources(condition, catalogue))) return undefined;
  const found = sortActions(actions.values, catalogue);
  if (found.limitable.length === 0) return undefined;
  const templates = resourceTemplates(
    found.limitable.slice(0, listed).map(({ name }) => name),
    catalogue,
  );
  // The shortest is the plainest: an object of a bucket, not one behind an access point.
  const [template] = templates.toSorted((a, b) => a.length - b.length);
  // Without a template there is nothing to suggest.
  if (template === undefined) return undefined;
  const changes = found.limitable.some(({ record }) => record.levels.some((level) => level !== "Read"));
  return {
    rule: avoidableResourceWildcard,
    span: star.content,
    message: messageFor(found, template),
    severity: changes ? "warning" : "info",
    related: found.tokens
      .slice(0, 10)
      .map(({ content }) => ({ span: content, message: "This action can be limited to resources." })),
    data: {
      actions: found.limitable.slice(0, listed).map(({ name }) => name),
      wildcardOnly: found.wildcardOnly.slice(0, listed),
      templates: templates.slice(0, listed),
    },
  };
}

interface Sorted {
  /** Actions that can be limited to certain resources and do more than list. */
  readonly limitable: readonly NamedAction[];
  /** Where they are named. */
  readonly tokens: readonly StringNode[];
  /** Entries of the statement that need `*`, as written. */
  readonly wildcardOnly: readonly string[];
}

function sortActions(values: readonly StringNode[], catalogue: Catalogue): Sorted {
  const limitable: NamedAction[] = [];
  const tokens: StringNode[] = [];
  const wildcardOnly: string[] = [];
  for (const node of values) {
    // A whole service is the wildcard of the action's to report; what is unknown may be anything.
    if (hasUnknown(node.value) || /(?:^|:)\*+$/.test(node.value)) continue;
    const found = limitableOf(node.value, catalogue);
    if (found === "star") wildcardOnly.push(node.value);
    else if (found.length > 0) {
      limitable.push(...found);
      tokens.push(node);
    }
  }
  return { limitable, tokens, wildcardOnly };
}

const judged = new WeakMap<Catalogue, Map<string, readonly NamedAction[] | "star">>();

/** The actions of an entry that can be limited and do more than list; `star` when one of them needs `*`. */
function limitableOf(text: string, catalogue: Catalogue): readonly NamedAction[] | "star" {
  const known = judged.get(catalogue) ?? new Map<string, readonly NamedAction[] | "star">();
  const before = known.get(text);
  if (before) return before;
  const named = expandAction(text, catalogue);
  const found = named.some(({ record }) => takesStar(record))
    ? "star"
    : named.filter(
        ({ name, record }) => !elsewhere.has(name) && record.levels.some((level) => level !== "List"),
      );
  if (known.size > 5000) known.clear();
  judged.set(catalogue, known.set(text, found));
  return found;
}

/**
 * Whether an action may need `*`: it works on no resource, or on one that a request need not name, as
 * `cloudwatch:PutMetricData` does.
 */
function takesStar({ resources }: ActionRecord): boolean {
  return resources.length === 0 || (resources.length === 1 && resources[0]?.required === false);
}

function messageFor({ limitable, tokens, wildcardOnly }: Sorted, template: string): string {
  const [token] = tokens;
  const what =
    limitable.length === 1 || (tokens.length === 1 && token && isPattern(token.value))
      ? `"${token?.value ?? ""}"`
      : `${limitable.length} of these actions`;
  const split = wildcardOnly.length > 0 ? ' Put what takes "*" only into its own statement.' : "";
  return `"*" lets ${what} work on every resource. Name the resources, such as ${template}.${split}`;
}

/**
 * Keys that tie a request to certain resources: their tags, accounts, ARNs, the service that asks on behalf of someone.
 * What limits the caller, the network or the time leaves all resources open and does not count.
 */
const resourceKeys: readonly RegExp[] = [
  /^[a-z0-9-]+:(?:resource|request)tag\//,
  /^(?:aws|s3):resource(?:account|orgid|orgpaths)$/,
  /^aws:(?:calledvia(?:first|last)?|viaawsservice|tagkeys)$/,
  /^kms:(?:viaservice|resourcealiases|requestalias|grantisforawsresource|calleraccount|encryptioncontext)/,
  /^dynamodb:leadingkeys$/,
  /^secretsmanager:(?:secretid|name|resource\/allowrotationlambdaarn)$/,
  /^iam:(?:passedtoservice|awsservicename|policyarn|permissionsboundary)$/,
  /^s3:(?:prefix|existingobjecttag\/.*|dataaccesspointarn|dataaccesspointaccount|accesspointnetworkorigin)$/,
];

function limitsResources({ key, parsed, values, complete }: Condition, catalogue: Catalogue): boolean {
  const name = key.value.toLowerCase();
  if (hasUnknown(name)) return true;
  if (parsed.ifExists || /^(?:string|arn|numeric|date)not/i.test(parsed.base)) return false;
  if (parsed.base.toLowerCase() === "null") return values.some(({ text }) => text === "false") || !complete;
  if (complete && values.length > 0 && values.every(({ text }) => /^\*+$/.test(text))) return false;
  if (resourceKeys.some((pattern) => pattern.test(name))) return true;
  const found = findConditionKey(name, catalogue);
  return found?.scope === "service" && found.record.type.endsWith("ARN");
}
