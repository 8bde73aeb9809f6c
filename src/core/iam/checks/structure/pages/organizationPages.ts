import type { RulePage } from "../../check.ts";
import { oneStatement } from "./exampleText.ts";

const scpSyntax =
  "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html";
const rcpSyntax =
  "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html";

const scp = (...members: readonly string[]) => ({ text: oneStatement(...members), type: "scp" as const });
const rcp = (...members: readonly string[]) => ({ text: oneStatement(...members), type: "rcp" as const });

const goodScp = scp('"Effect": "Deny"', '"Action": "iam:CreateUser"', '"Resource": "*"');
const everyone = '"Principal": "*"';

function deny(...operators: readonly string[]) {
  return rcp(
    '"Effect": "Deny"',
    everyone,
    '"Action": "s3:*"',
    '"Resource": "*"',
    `"Condition": {\n        ${operators.join(",\n        ")}\n      }`,
  );
}

const goodRcp = deny('"BoolIfExists": { "aws:SecureTransport": "false" }');
const outsiders = '"StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-exampleorgid" }';
const otherSources = '"StringNotEqualsIfExists": { "aws:SourceOrgID": "o-exampleorgid" }';
const onlyServices = '"BoolIfExists": { "aws:PrincipalIsAWSService": "true" }';
const withSource = '"Null": { "aws:SourceAccount": "false" }';
const perimeter = [
  rcpSyntax,
  "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html",
];

/** Pages of the rules about service control policies and resource control policies. */
export const organizationPages: readonly RulePage[] = [
  {
    id: "iam/scp-syntax-error-principal",
    about:
      "A service control policy holds for all principals of the accounts that it is attached to. It has no `Principal` and no `NotPrincipal`.",
    fix: "Remove the element. To except some principals, use a condition on `aws:PrincipalArn`.",
    bad: scp('"Effect": "Deny"', everyone, '"Action": "iam:CreateUser"', '"Resource": "*"'),
    good: goodScp,
    links: [scpSyntax],
  },
  {
    id: "iam/scp-syntax-error-action-wildcard",
    about:
      "A wildcard stands before the end of an action. In the name of the service no wildcard is taken, and this is an error. In the name of the action AWS Organizations takes it since September 2025, while the reference of Access Analyzer still has it as an error: Picket then reports it as information only.",
    fix: "Write the service's name in full. Where older tools read the policy, list the actions instead of `iam:*User`.",
    bad: scp('"Effect": "Deny"', '"Action": "iam:*User"', '"Resource": "*"'),
    good: goodScp,
    links: [
      scpSyntax,
      "https://aws.amazon.com/blogs/security/unlock-new-possibilities-aws-organizations-service-control-policy-now-supports-full-iam-language",
    ],
  },
  {
    id: "iam/rcp-syntax-error-principal",
    about:
      'The principal of a resource control policy is `"*"`: it holds for whoever reaches a resource. An account, a role, `{ "AWS": "*" }` and `NotPrincipal` are not taken.',
    fix: 'Write `"Principal": "*"`, and say in a condition who is meant.',
    bad: rcp(
      '"Effect": "Deny"',
      '"Principal": { "AWS": "arn:aws:iam::111122223333:role/guest" }',
      '"Action": "s3:*"',
      '"Resource": "*"',
    ),
    good: goodRcp,
    links: [rcpSyntax],
  },
  {
    id: "iam/rcp-syntax-error-allow",
    about:
      "A resource control policy grants nothing. The one that AWS attaches allows all, on all resources and without condition; your own ones restrict with `Deny`.",
    fix: "Use `Deny` for what shall not be.",
    bad: rcp(
      '"Effect": "Allow"',
      everyone,
      '"Action": "s3:*"',
      '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
    ),
    good: goodRcp,
    links: [rcpSyntax],
  },
  {
    id: "iam/rcp-syntax-error-notaction",
    about: "A resource control policy lists what it is about. It takes no `NotAction`.",
    fix: "List the actions in `Action`.",
    bad: rcp('"Effect": "Deny"', everyone, '"NotAction": "s3:GetObject"', '"Resource": "*"'),
    good: goodRcp,
    links: [rcpSyntax],
  },
  {
    id: "iam/rcp-syntax-error-action",
    about:
      "Resource control policies reach only some services, and each action names one of them; `*` alone is not taken in a policy of your own. AWS adds services over time: the list is as old as Picket's catalogue.",
    fix: "Name the services, such as `s3:*`, and leave the others out.",
    bad: rcp('"Effect": "Deny"', everyone, '"Action": "ec2:RunInstances"', '"Resource": "*"'),
    good: goodRcp,
    links: [
      "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services",
    ],
  },
  {
    id: "iam/rcp-missing-related-principal-condition-key",
    about:
      "The statement denies to principals outside, by a key that only IAM principals have. An AWS service that acts for you with a principal of its own has no such key; the operator is true without it, and the service is denied too.",
    fix: 'Add `"BoolIfExists": { "aws:PrincipalIsAWSService": "false" }` to the condition.',
    bad: deny(outsiders),
    good: deny(outsiders, '"BoolIfExists": { "aws:PrincipalIsAWSService": "false" }'),
    links: perimeter,
  },
  {
    id: "iam/rcp-missing-related-service-principal-condition-key",
    about:
      "The statement is about AWS services that act for others, by a key that only their requests have. Your own users and roles have no such key; the operator is true without it, and they are denied too.",
    fix: 'Add `"BoolIfExists": { "aws:PrincipalIsAWSService": "true" }` to the condition.',
    bad: deny(otherSources, withSource),
    good: deny(otherSources, withSource, onlyServices),
    links: perimeter,
  },
  {
    id: "iam/rcp-missing-service-condition-key-null-check",
    about:
      "The statement denies to services by their source, but some ways in which services work together send none. The operator is true without it, and these are denied too.",
    fix: 'Add `"Null": { "aws:SourceAccount": "false" }` or `"Null": { "aws:SourceArn": "false" }` to the condition.',
    bad: deny(otherSources, onlyServices),
    good: deny(otherSources, withSource, onlyServices),
    links: perimeter,
  },
];
