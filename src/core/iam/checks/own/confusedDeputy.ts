import type { Policy, Statement } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { isPinned } from "./callers.ts";

const deputyRule: IamRule = {
  id: "iam/confused-deputy",
  title: "Role for a service that others can make use it",
  severity: "info",
};

const accountRule: IamRule = {
  id: "iam/trust-of-whole-account",
  title: "Every principal of another account can assume the role",
  severity: "info",
};

/**
 * Services that assume a role on behalf of a resource whose ARN and account they send along, so that the trust policy
 * can ask for them. Source: the services' pages on preventing the cross-service confused deputy.
 */
const deputies: ReadonlySet<string> = new Set([
  "amplify",
  "apigateway",
  "appsync",
  "athena",
  "backup",
  "bedrock",
  "bedrock-agentcore",
  "cloudtrail",
  "codebuild",
  "codepipeline",
  "comprehend",
  "config",
  "datasync",
  "dlm",
  "ecs-tasks",
  "events",
  "finspace",
  "firehose",
  "fis",
  "forecast",
  "glue",
  "imagebuilder",
  "iot",
  "kendra",
  "logs",
  "osis",
  "personalize",
  "pipes",
  "scheduler",
  "ssm",
  "states",
  "transcribe",
  "transfer",
  "vpc-flow-logs",
]);

/** Trust policies that anyone can reach through a service, or through a whole account. */
export const confusedDeputyChecks: readonly PolicyCheck[] = [
  { rules: [deputyRule], check: checkService },
  { rules: [accountRule], check: checkAccount },
];

function* checkService({ statements, type }: Policy): Generator<Issue> {
  if (type !== "trust") return;
  for (const statement of statements) {
    if (!allowsAssuming(statement) || isPinned(statement)) continue;
    for (const value of principalsOf(statement, "Service")) {
      const name = /^([a-z0-9.-]+?)(?:\.[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/.exec(
        value.value,
      )?.[1];
      if (name === undefined || !deputies.has(name)) continue;
      yield {
        rule: deputyRule,
        span: value.content,
        message: `${value.value} could be told by someone in another account to use this role. Ask for your account in aws:SourceAccount, and for the resource in aws:SourceArn.`,
      };
    }
  }
}

function* checkAccount({ statements, type }: Policy): Generator<Issue> {
  if (type !== "trust") return;
  for (const statement of statements) {
    if (!allowsAssuming(statement) || isPinned(statement) || asksForMore(statement)) continue;
    for (const value of principalsOf(statement, "AWS")) {
      const account = /^(?:arn:[a-z-]+:iam::)?(\d{12})(?::root)?$/.exec(value.value)?.[1];
      if (account === undefined) continue;
      yield {
        rule: accountRule,
        span: value.content,
        message: `Every principal of account ${account} that its own policies let can assume this role. Name the role that needs it; for a third party ask for sts:ExternalId.`,
      };
    }
  }
}

function asksForMore({ conditions }: Statement): boolean {
  return conditions.some(({ key }) =>
    /^(?:sts:externalid|aws:multifactorauth(?:present|age)|sts:rolesessionname|sts:sourceidentity)$/i.test(
      key.value,
    ),
  );
}

function allowsAssuming({ effect, actions, principals, complete }: Statement): boolean {
  return (
    complete &&
    effect === "Allow" &&
    principals !== undefined &&
    !principals.negated &&
    actions !== undefined &&
    !actions.negated &&
    actions.values.some(({ value }) => /^(?:sts:(?:assumerole|\*)|\*)$/i.test(value))
  );
}

function principalsOf({ principals }: Statement, wanted: "AWS" | "Service"): StringNode[] {
  return (principals?.entries ?? [])
    .filter(({ type, value }) => type.value === wanted && !hasUnknown(value.value))
    .map(({ value }) => value);
}
