import type { RulePage } from "../../check.ts";
import { oneStatement } from "./exampleText.ts";

const links = ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html"];
const oidc = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html";
const sharedProviders =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html";

function trust(principal: string, action: string, ...more: readonly string[]) {
  return {
    text: oneStatement('"Effect": "Allow"', principal, `"Action": ${action}`, ...more),
    type: "trust" as const,
  };
}

const good = trust('"Principal": { "Service": "ec2.amazonaws.com" }', '"sts:AssumeRole"');

const github =
  '"Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }';
const cognito = '"Principal": { "Federated": "cognito-identity.amazonaws.com" }';
const webIdentity = '"sts:AssumeRoleWithWebIdentity"';

function condition(...operators: readonly string[]): string {
  return `"Condition": {\n        ${operators.join(",\n        ")}\n      }`;
}

function githubTrust(...operators: readonly string[]) {
  return trust(github, webIdentity, condition(...operators));
}

const audience = '"StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }';
const goodGithub = githubTrust(
  `"StringEquals": {\n          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",\n          "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"\n        }`,
);
const pool = '"cognito-identity.amazonaws.com:aud": "us-east-1:12345678-dc5c-4c1f-9d8b-0e1f2a3b4c5d"';
const goodCognito = trust(cognito, webIdentity, condition(`"StringEquals": { ${pool} }`));

/** Pages of the rules about trust policies: who may assume a role. */
export const trustPages: readonly RulePage[] = [
  {
    id: "iam/role-trust-policy-syntax-error-notprincipal",
    about: "A trust policy says who may assume the role. IAM does not take the opposite, `NotPrincipal`.",
    fix: "Name in `Principal` who may assume the role.",
    bad: trust('"NotPrincipal": { "AWS": "arn:aws:iam::111122223333:role/guest" }', '"sts:AssumeRole"'),
    good,
    links,
  },
  {
    id: "iam/role-trust-policy-syntax-error-resource",
    about:
      "A trust policy is about the role that it belongs to. It names no resource, and IAM refuses it when it does.",
    fix: "Remove `Resource` or `NotResource`.",
    bad: trust('"Principal": { "Service": "ec2.amazonaws.com" }', '"sts:AssumeRole"', '"Resource": "*"'),
    good,
    links,
  },
  {
    id: "iam/role-trust-policy-unsupported-wildcard-in-principal",
    about:
      'A trust policy with `"Principal": "*"` would let everyone assume the role. Access Analyzer counts it as an error.',
    fix: "Name the accounts, roles, services or identity providers that may assume the role.",
    bad: trust('"Principal": "*"', '"sts:AssumeRole"'),
    good,
    links,
  },
  {
    id: "iam/invalid-federated-principal-syntax-in-role-trust-policy",
    about:
      "An identity provider is named by its ARN, or by its domain when IAM knows it without one (`cognito-identity.amazonaws.com`, `accounts.google.com`). A URL or a path is neither.",
    fix: "Write the ARN of the provider, such as `arn:aws:iam::111122223333:oidc-provider/idp.example.com`.",
    bad: trust('"Principal": { "Federated": "https://cognito-identity.amazonaws.com" }', webIdentity),
    good: goodCognito,
    links: [oidc],
  },
  {
    id: "iam/mismatched-action-for-principal",
    about:
      "Each kind of principal assumes a role with an action of its own: users of a SAML provider with `sts:AssumeRoleWithSAML`, users of an OpenID Connect provider with `sts:AssumeRoleWithWebIdentity`, and accounts, roles, users and services with `sts:AssumeRole`. With another one the role cannot be assumed.",
    fix: "Use the action that the message names.",
    bad: trust(
      '"Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/staff" }',
      '"sts:AssumeRoleWithWebIdentity"',
    ),
    good: trust(
      '"Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/staff" }',
      '"sts:AssumeRoleWithSAML"',
      condition('"StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }'),
    ),
    links: [oidc],
  },
  {
    id: "iam/missing-action-for-roles-anywhere-trust-policy",
    about:
      "IAM Roles Anywhere assumes a role with three permissions: it also sets tags from the certificate and the source identity. Without one of them every session fails.",
    fix: "Allow `sts:AssumeRole`, `sts:SetSourceIdentity` and `sts:TagSession` to `rolesanywhere.amazonaws.com`.",
    bad: trust('"Principal": { "Service": "rolesanywhere.amazonaws.com" }', '"sts:AssumeRole"'),
    good: trust(
      '"Principal": { "Service": "rolesanywhere.amazonaws.com" }',
      '["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]',
      condition(
        '"ArnEquals": {\n          "aws:SourceArn": "arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/11112222-3333-4444-5555-666677778888"\n        }',
      ),
    ),
    links: ["https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html"],
  },
  {
    id: "iam/redundant-principal-in-role-trust-policy",
    about:
      "A session of a role stands beside the role itself. Who trusts the role trusts all of its sessions.",
    fix: "Remove the session.",
    bad: trust(
      '"Principal": {\n        "AWS": [\n          "arn:aws:iam::111122223333:role/app",\n          "arn:aws:sts::111122223333:assumed-role/app/session"\n        ]\n      }',
      '"sts:AssumeRole"',
    ),
    good: trust('"Principal": { "AWS": "arn:aws:iam::111122223333:role/app" }', '"sts:AssumeRole"'),
    links,
  },
  {
    id: "iam/missing-condition-key-for-oidc-principal",
    about:
      "The role trusts an OpenID Connect provider and has no condition on its tokens, so that anyone whom the provider knows can assume it. Many providers serve all of their customers under one address, such as GitLab, HCP Terraform or Amazon Cognito; for these the rule also wants the claim that tells your tenant from others, as IAM does when a role is made.",
    fix: "Add a condition on the keys of the provider: `sub` for who calls, `aud` for the application that the token was made for.",
    bad: trust('"Principal": { "Federated": "accounts.google.com" }', webIdentity),
    good: trust(
      '"Principal": { "Federated": "accounts.google.com" }',
      webIdentity,
      condition('"StringEquals": { "accounts.google.com:aud": "66677788899900pro0" }'),
    ),
    links: [oidc, sharedProviders],
  },
  {
    id: "iam/missing-github-repo-condition-key",
    about:
      "GitHub signs tokens for the workflows of all repositories. Without a condition on `token.actions.githubusercontent.com:sub`, a workflow in anyone's repository can assume the role; `aud` alone says nothing about the repository.",
    fix: "Add a condition on `token.actions.githubusercontent.com:sub` with your repository and branch.",
    bad: githubTrust(audience),
    good: goodGithub,
    links: [oidc],
  },
  {
    id: "iam/specific-github-repo-and-branch-recommended",
    about:
      "A wildcard in the subject lets more workflows in than one: those of other repositories, or those of every branch and pull request of yours, where whoever can push or open a pull request decides what runs. A beginning of a name, such as `ref:refs/tags/v*` or `environment:prod-*`, is a choice, and the rule is silent there; so it is where a condition on `ref`, `environment` or `job_workflow_ref` names the rest.",
    fix: "Write the repository and the branch: `repo:octo-org/octo-repo:ref:refs/heads/main`.",
    bad: githubTrust(
      audience,
      '"StringLike": { "token.actions.githubusercontent.com:sub": "repo:octo-org/*" }',
    ),
    good: goodGithub,
    links: [oidc],
  },
  {
    id: "iam/foranyvalue-with-audience-claim-type",
    about:
      "A token has one audience. `ForAnyValue` is made for keys with several values, and is not needed for one with a single value.",
    fix: "Remove `ForAnyValue:` from the operator.",
    bad: trust(cognito, webIdentity, condition(`"ForAnyValue:StringEquals": { ${pool} }`)),
    good: goodCognito,
    links: [oidc],
  },
  {
    id: "iam/confirm-audience-claim-type",
    about:
      "A token has one audience. With `ForAllValues` the condition is also met when the token has none, which is hardly what is meant.",
    fix: "Remove `ForAllValues:` from the operator.",
    bad: trust(cognito, webIdentity, condition(`"ForAllValues:StringEquals": { ${pool} }`)),
    good: goodCognito,
    links: [oidc],
  },
];
