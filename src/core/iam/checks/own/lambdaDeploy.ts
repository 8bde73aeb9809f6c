import { matches } from "../../matching/wildcard.ts";
import type { Policy, Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";

const rule: IamRule = {
  id: "iam/lambda-deploy-without-tag",
  title: "Deploys any function, whatever its tags",
  severity: "info",
};

/** Actions that put code or configuration into a function, in lower case. */
const deploying = [
  "lambda:createfunction",
  "lambda:updatefunctioncode",
  "lambda:updatefunctionconfiguration",
] as const;

/** A role that deploys functions should reach those that are marked for it only. */
export const lambdaDeployChecks: readonly PolicyCheck[] = [{ rules: [rule], check }];

function* check({ statements, type }: Policy): Generator<Issue> {
  if (type !== "identity" && type !== "boundary") return;
  for (const statement of statements) {
    const action = deployOf(statement);
    const broad = action && broadResource(statement);
    if (!action || !broad || isLimited(statement)) continue;
    yield {
      rule,
      span: action.content,
      message: `${cut(action.value)} reaches every function here. Name the functions, or ask for a tag: aws:ResourceTag for those that exist, aws:RequestTag for new ones.`,
      related: [{ span: broad.content, message: "any function" }],
    };
  }
}

/** Named one by one: a wildcard over the whole service is another check's. */
function deployOf({ effect, actions }: Statement): StringNode | undefined {
  if (effect !== "Allow" || !actions || actions.negated) return undefined;
  return actions.values.find(({ value }) => {
    const name = value.toLowerCase();
    return name !== "lambda:*" && name.startsWith("lambda:") && deploying.some((one) => matches(name, one));
  });
}

function broadResource({ resources }: Statement): StringNode | undefined {
  if (!resources || resources.negated) return undefined;
  return resources.values.find(
    ({ value }) =>
      value === "*" ||
      (!hasUnknown(value.slice(-1)) && /^arn:[^:]*:lambda:[^:]*:[^:]*:(?:function:)?\*$/.test(value)),
  );
}

/** Any condition on a tag, on who asks or through what: the author has thought of it. */
function isLimited({ conditions, complete }: Statement): boolean {
  return (
    !complete ||
    conditions.some(({ key: { value } }) =>
      /resourcetag|requesttag|lambda:|principaltag|calledvia/i.test(value),
    )
  );
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
