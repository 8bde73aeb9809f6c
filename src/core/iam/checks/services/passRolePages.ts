import type { Example, RulePage } from "../check.ts";
import { statements } from "./examples.ts";

interface Words {
  readonly start: "pass-role" | "create-slr";
  readonly action: string;
  readonly wildcard: string;
  readonly why: string;
  readonly fix: string;
  readonly good: Example;
  readonly link: string;
}

const role = "arn:aws:iam::111122223333:role/batch";
const notRole = "arn:aws:iam::111122223333:role/admin";

const passRole: Words = {
  start: "pass-role",
  action: "iam:PassRole",
  wildcard: "iam:Pass*",
  why: "Whoever can pass any role can give an administrator's role to a function or an instance of their own, and act with its permissions.",
  fix: "Name the roles under `Resource`, and say with a condition on `iam:PassedToService` which service may get them.",
  good: statements(`{
  "Effect": "Allow",
  "Action": "iam:PassRole",
  "Resource": "${role}",
  "Condition": { "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" } }
}`),
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
};

const createRole: Words = {
  start: "create-slr",
  action: "iam:CreateServiceLinkedRole",
  wildcard: "iam:CreateService*",
  why: "A service-linked role lets its service act in the account. Without a limit, roles of services come into being that nobody uses here.",
  fix: "Name the roles under `Resource`, and say with a condition on `iam:AWSServiceName` which services are meant.",
  good: statements(`{
  "Effect": "Allow",
  "Action": "iam:CreateServiceLinkedRole",
  "Resource": "*",
  "Condition": { "StringEquals": { "iam:AWSServiceName": "ecs.amazonaws.com" } }
}`),
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html",
};

function pagesOf({ start, action, wildcard, why, fix, good, link }: Words): RulePage[] {
  const page = (name: string, what: string, statement: string): RulePage => ({
    id: `iam/${start}-with-${name}`,
    about: `This statement allows \`${action}\` ${what}. ${why}`,
    fix,
    bad: statements(`{ "Effect": "Allow", ${statement} }`),
    good,
    links: [link],
  });
  return [
    page("star-in-resource", "on all roles", `"Action": "${action}", "Resource": "*"`),
    page(
      "star-in-action-and-resource",
      "on all roles, by an action with a wildcard",
      `"Action": "${wildcard}", "Resource": "*"`,
    ),
    page(
      "star-in-resource-and-not-action",
      "on all roles: `NotAction` allows every action that it does not name",
      `"NotAction": "s3:*", "Resource": "*"`,
    ),
    page(
      "not-resource",
      "on all roles but those that `NotResource` names, future ones included",
      `"Action": "${action}", "NotResource": "${notRole}"`,
    ),
    page(
      "star-in-action-and-not-resource",
      "by an action with a wildcard, on all roles but those that `NotResource` names",
      `"Action": "${wildcard}", "NotResource": "${notRole}"`,
    ),
    page(
      "not-action-and-not-resource",
      "by `NotAction`, which allows every action that it does not name, on all roles but those that `NotResource` names",
      `"NotAction": "s3:*", "NotResource": "${notRole}"`,
    ),
  ];
}

/** Pages of the rules on passing roles and making service-linked ones. */
export const passRolePages: readonly RulePage[] = [...pagesOf(passRole), ...pagesOf(createRole)];
