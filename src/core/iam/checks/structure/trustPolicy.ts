import { parseArn } from "../../matching/arn.ts";
import { matches } from "../../matching/wildcard.ts";
import type { Policy, Principals, Statement } from "../../model/policy.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { isDomain } from "./federatedProviders.ts";
import { variableIn } from "./policyVariables.ts";
import { shown } from "./wording.ts";

const notPrincipal = analyzerRule(
  "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL",
  "error",
  "NotPrincipal in a trust policy",
);
const resource = analyzerRule(
  "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE",
  "error",
  "Resource in a trust policy",
);
const wildcard = analyzerRule(
  "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
  "error",
  "Trust policy for everyone",
);
const federatedSyntax = analyzerRule(
  "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
  "error",
  "Identity provider that is named wrong",
);
const rolesAnywhere = analyzerRule(
  "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY",
  "error",
  "IAM Roles Anywhere without an action that it needs",
);
const redundantSession = analyzerRule(
  "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY",
  "info",
  "Session beside its own role",
);

/** What a trust policy may hold: the policy of a role that says who can assume it. */
export const trustPolicyCheck: PolicyCheck = {
  rules: [notPrincipal, resource, wildcard, federatedSyntax, rolesAnywhere, redundantSession],
  *check(policy) {
    if (policy.type !== "trust") return;
    for (const { resources, principals } of policy.statements) {
      if (resources) yield unwantedResource(resources.member.key);
      if (!principals) continue;
      yield* principalIssues(principals);
    }
    if (policy.located.problems.length === 0) yield* rolesAnywhereIssues(policy);
  },
};

function unwantedResource({ value, content: span }: StringNode): Issue {
  return {
    rule: resource,
    span,
    message: `A trust policy is about its own role: it has no ${shown(value)}. Remove it.`,
  };
}

function* principalIssues({ member, negated, star, entries }: Principals): Generator<Issue> {
  if (negated) {
    yield {
      rule: notPrincipal,
      span: member.key.content,
      message: 'A trust policy takes no "NotPrincipal". Name in "Principal" who may assume the role.',
    };
  }
  if (star && !negated) {
    yield {
      rule: wildcard,
      span: star.content,
      message:
        'A trust policy takes no "*" for its principal. Name the accounts, roles, services or providers that may assume the role.',
    };
  }
  for (const { type, value } of entries) {
    if (type.value === "Federated") yield* federatedIssue(value);
  }
  yield* redundantSessions(entries.flatMap(({ type, value }) => (type.value === "AWS" ? [value] : [])));
}

const providerArn = /^arn:aws[a-z-]*:iam::\d{12}:(?:saml|oidc)-provider\/.+$/;

function* federatedIssue({ value, content: span }: StringNode): Generator<Issue> {
  if (isOpen(value) || /[*?]/.test(value) || variableIn(value)) return;
  if (isDomain(value) || providerArn.test(value)) return;
  yield {
    rule: federatedSyntax,
    span,
    message: /^https?:/i.test(value)
      ? `${shown(value)} is an address. Use the ARN of the provider, arn:aws:iam::111122223333:oidc-provider/…, or a domain alone.`
      : `${shown(value)} names no identity provider. Use the ARN of a SAML or OIDC provider, or a domain such as cognito-identity.amazonaws.com.`,
  };
}

/** Sessions of roles that stand beside their role, which lets all of its sessions in. */
function* redundantSessions(values: readonly StringNode[]): Generator<Issue> {
  const roles = new Map<string, StringNode>();
  for (const node of values) {
    const arn = parseArn(node.value);
    const name = arn?.resource.startsWith("role/")
      ? arn.resource.slice(arn.resource.lastIndexOf("/") + 1)
      : undefined;
    if (arn && name && !isOpen(node.value)) roles.set(`${arn.partition} ${arn.account} ${name}`, node);
  }
  for (const node of values) {
    const arn = parseArn(node.value);
    const [kind, name] = arn?.resource.split("/") ?? [];
    const role =
      arn && kind === "assumed-role" ? roles.get(`${arn.partition} ${arn.account} ${name}`) : undefined;
    if (!role) continue;
    yield {
      rule: redundantSession,
      span: node.content,
      message: `${shown(node.value)} is a session of a role that is named here too, which lets all its sessions in. Remove the session.`,
      related: [{ span: role.content, message: "The role" }],
    };
  }
}

const anywhere = "rolesanywhere.amazonaws.com";
const anywhereActions = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];

function* rolesAnywhereIssues(policy: Policy): Generator<Issue> {
  const found = policy.statements.flatMap((statement) => {
    const principal = statement.principals?.entries.find(
      ({ type, value }) => type.value === "Service" && value.value === anywhere,
    );
    const isAllow = statement.effect === "Allow" && !statement.principals?.negated;
    return principal && isAllow ? [{ statement, principal: principal.value }] : [];
  });
  const [first] = found;
  if (!first || !policy.complete) return;
  const missing = anywhereActions.filter(
    (action) => !found.some(({ statement }) => mayAllow(statement, action)),
  );
  if (missing.length === 0) return;
  yield {
    rule: rolesAnywhere,
    span: first.principal.content,
    message: `IAM Roles Anywhere needs ${missing.join(" and ")} here as well to assume the role. Add ${missing.length > 1 ? "them" : "it"}.`,
    related: found.flatMap(({ statement: { actions } }) =>
      actions ? [{ span: actions.member.key.content, message: "What it may do" }] : [],
    ),
    data: { actions: missing },
  };
}

/** Whether a statement allows an action, as far as can be seen. */
function mayAllow({ actions, node }: Statement, action: string): boolean {
  if (!actions) return node.partial;
  if (actions.negated || !actions.complete) return true;
  const name = action.toLowerCase();
  return actions.values.some(({ value }) => isOpen(value) || matches(value.toLowerCase(), name));
}
