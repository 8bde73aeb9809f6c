import type { Condition, Statement } from "../../model/policy.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";

const principalKey = analyzerRule(
  "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY",
  "warning",
  "Resource control policy that hits AWS services",
);
const serviceKey = analyzerRule(
  "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY",
  "warning",
  "Resource control policy that hits your principals",
);
const nullCheck = analyzerRule(
  "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK",
  "warning",
  "Resource control policy that hits services without a source",
);

/** Keys of IAM principals, which services that act on your behalf do not have. */
const principalKeys =
  /^aws:(?:principalorgid|principalorgpaths|principalaccount|principalarn|principaltag\/.*)$/;
/** Keys of services, which IAM principals do not have. */
const sourceKeys = /^aws:source(?:orgid|orgpaths|account|arn)$/;
/** Keys that tell services from other principals. */
const tellsServices = /^aws:principal(?:isawsservice|servicename|servicenameslist)$/;
const sourcePresence = /^aws:source(?:account|arn)$/;

/** Deny statements that also hit requests without the key that they compare. */
export const rcpConditionCheck: PolicyCheck = {
  rules: [principalKey, serviceKey, nullCheck],
  *check({ type, statements, located }) {
    if (type !== "rcp" || located.problems.length > 0) return;
    for (const statement of statements) {
      if (statement.effect === "Deny" && statement.complete) yield* conditionIssues(statement);
    }
  },
};

function* conditionIssues({ conditions }: Statement): Generator<Issue> {
  const names = conditions.map(({ key }) => key.value.toLowerCase());
  if (names.some(isOpen)) return;
  const sparesServices = names.some((name) => tellsServices.test(name));
  const checksPresence = conditions.some(
    ({ key, parsed, values }) =>
      /^null$/i.test(parsed.base) &&
      sourcePresence.test(key.value.toLowerCase()) &&
      (values.length === 0 || values.some(({ text }) => isOpen(text) || text.toLowerCase() === "false")),
  );
  for (const condition of conditions) {
    const name = condition.key.value.toLowerCase();
    if (!hitsMissing(condition)) continue;
    if (principalKeys.test(name) && !sparesServices)
      yield issue(
        principalKey,
        condition,
        "AWS services that act for you",
        '"BoolIfExists": { "aws:PrincipalIsAWSService": "false" }',
      );
    if (!sourceKeys.test(name)) continue;
    if (!sparesServices)
      yield issue(
        serviceKey,
        condition,
        "your own principals",
        '"BoolIfExists": { "aws:PrincipalIsAWSService": "true" }',
      );
    if (!checksPresence)
      yield issue(
        nullCheck,
        condition,
        "services that send no source",
        '"Null": { "aws:SourceAccount": "false" }',
      );
  }
}

/** Whether the condition is true for a request without the key: a negated operator, or one with IfExists. */
function hitsMissing({ parsed: { base, ifExists } }: Condition): boolean {
  return ifExists || /^(?:string|arn)not/i.test(base);
}

function issue(rule: IamRule, { key }: Condition, who: string, add: string): Issue {
  return {
    rule,
    span: key.content,
    message: `Requests of ${who} have no ${key.value}, so this denies them too. Add ${add}.`,
  };
}
