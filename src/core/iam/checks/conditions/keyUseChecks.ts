import { expandAction } from "../../catalogue/expand.ts";
import { endpointOwnerKeys, endpointOwnerServices } from "../../catalogue/globalKeys.ts";
import { matches } from "../../matching/wildcard.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { Statement } from "../../model/policy.ts";
import type { CheckContext, Issue, PolicyCheck } from "../check.ts";
import { conditionCheck, shown, type ConditionFacts } from "./facts.ts";
import { analyzerRule } from "../analyzerRule.ts";

const missingPairedConditionKeys = analyzerRule(
  "MISSING_PAIRED_CONDITION_KEYS",
  "warning",
  "Condition key without the one that it belongs to",
);
const dynamodbAttributesWithoutSelect = analyzerRule(
  "DYNAMODB_ATTRIBUTES_WITHOUT_SELECT",
  "warning",
  "dynamodb:Attributes without dynamodb:Select",
);
const s3PrefixInNegativeContext = analyzerRule(
  "S3_PREFIX_IN_NEGATIVE_CONTEXT",
  "warning",
  "s3:prefix that forbids single prefixes",
);
const useConditionKeyOnlyWithSupportedServices = analyzerRule(
  "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES",
  "warning",
  "Key of few services in a statement about all",
);

/** Keys that need another key, or another kind of statement. */
export const keyUseChecks: readonly PolicyCheck[] = [
  conditionCheck([missingPairedConditionKeys], checkPair),
  conditionCheck([dynamodbAttributesWithoutSelect], checkAttributes),
  conditionCheck([s3PrefixInNegativeContext], checkPrefix),
  conditionCheck([useConditionKeyOnlyWithSupportedServices], checkServices),
];

/** Keys whose values mean something only inside one network, with those that name it. */
const pairs: Readonly<Record<string, readonly string[]>> = {
  "aws:vpcsourceip": ["aws:SourceVpc", "aws:SourceVpcArn", "aws:SourceVpce"],
  "aws:ec2instancesourceprivateipv4": ["aws:Ec2InstanceSourceVpc"],
};

function* checkPair({ condition, statement, keyName, operator }: ConditionFacts): Iterable<Issue> {
  const partners = pairs[keyName];
  if (!partners || operator?.family === "Null" || !statement.complete || hasUnseenKeys(statement)) return;
  const names = partners.map((name) => name.toLowerCase());
  if (statement.conditions.some(({ key }) => names.includes(key.value.toLowerCase()))) return;
  const message = `Other networks use the same private addresses, so ${condition.key.value} alone lets them in. Add ${partners[0]} to the same condition.`;
  yield { rule: missingPairedConditionKeys, span: condition.key.content, message };
}

function* checkAttributes(facts: ConditionFacts, { catalogue }: CheckContext): Iterable<Issue> {
  const { condition, statement, keyName, operator } = facts;
  if (keyName !== "dynamodb:attributes" || statement.effect !== "Allow") return;
  if (!operator || operator.negated || operator.family === "Null") return;
  if (!statement.complete || hasUnseenKeys(statement)) return;
  if (statement.conditions.some(({ key }) => key.value.toLowerCase() === "dynamodb:select")) return;
  const readsAll = actionPatterns(statement).some(
    ({ value }) =>
      value === "*" ||
      expandAction(value, catalogue).some(
        ({ prefix, record }) =>
          prefix === "dynamodb" &&
          record.conditionKeys.some((key) => key.toLowerCase() === "dynamodb:select"),
      ),
  );
  if (!readsAll) return;
  const message =
    "A request that asks for all attributes names none, and so passes dynamodb:Attributes. Add dynamodb:Select with SPECIFIC_ATTRIBUTES to the same statement.";
  yield { rule: dynamodbAttributesWithoutSelect, span: condition.key.content, message };
}

function* checkPrefix({ condition, statement, keyName, operator }: ConditionFacts): Iterable<Issue> {
  if (keyName !== "s3:prefix") return;
  const forbids =
    (statement.effect === "Deny" && operator?.name === "StringLike") ||
    (statement.effect === "Allow" && operator?.name === "StringNotLike");
  if (!forbids) return;
  const message =
    "A listing that asks for a shorter prefix, or for none, shows these objects too, so this forbids nothing. Allow the prefixes that may be listed, or deny all others.";
  yield { rule: s3PrefixInNegativeContext, span: condition.key.content, message };
}

function* checkServices({ condition, statement, keyName }: ConditionFacts): Iterable<Issue> {
  if (!endpointOwnerKeys.has(keyName)) return;
  const { actions } = statement;
  const others = actions?.negated
    ? [actions.member.key]
    : actionPatterns(statement).filter(({ value }) => isOfOtherService(value));
  const [first] = others;
  if (!first) return;
  const what =
    actions?.negated || first.value === "*"
      ? "This statement is about every service"
      : `${shown(first.value)} is of another`;
  const message = `Only some services fill in ${shown(condition.key.value)}. ${what}; requests to the others never have it. Name actions of services that do, such as s3:*.`;
  const related = others
    .slice(0, 20)
    .map((node) => ({ span: node.content, message: "Not only of services that fill in the key" }));
  yield { rule: useConditionKeyOnlyWithSupportedServices, span: condition.key.content, message, related };
}

function isOfOtherService(pattern: string): boolean {
  if (pattern === "*") return true;
  const prefix = /^([a-z0-9-]+):/i.exec(pattern)?.[1];
  return prefix !== undefined && !endpointOwnerServices.has(prefix.toLowerCase());
}

/** Patterns of `Action`; none for `NotAction`. */
export function actionPatterns({ actions }: Statement): readonly StringNode[] {
  return actions && !actions.negated ? actions.values : [];
}

/** Whether an action of the statement may be the named one, which is in lower case. */
export function mayAllow(statement: Statement, action: string): boolean {
  const { actions } = statement;
  if (!actions) return !statement.complete;
  const named = actions.values.some(({ value }) => matches(value.toLowerCase(), action));
  return actions.negated ? !named : named || !actions.complete;
}

/** Whether a key of the conditions cannot be known, so that it may be any. */
function hasUnseenKeys({ conditionMember, conditions }: Statement): boolean {
  const block = conditionMember?.value;
  if (block?.kind === "object") {
    if (block.partial) return true;
    if (
      block.members.some(
        ({ value }) => value.kind === "unknown" || (value.kind === "object" && value.partial),
      )
    )
      return true;
  }
  return conditions.some(({ key }) => hasUnknown(key.value));
}
