import type { Policy, Principals, Statement } from "../../model/policy.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { nearest } from "../../catalogue/nearest.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { variableIn } from "./policyVariables.ts";
import { isServicePrincipal } from "./servicePrincipalNames.ts";
import { shown } from "./wording.ts";

const invalidFormat = analyzerRule("INVALID_PRINCIPAL_FORMAT", "error", "Principal that names nobody");
const invalidKey = analyzerRule("INVALID_PRINCIPAL_KEY", "error", "Unknown kind of principal");
const unsupportedPrincipal = analyzerRule(
  "UNSUPPORTED_PRINCIPAL",
  "error",
  "Principal in a policy that is attached to one",
);
const unsupportedWildcard = analyzerRule(
  "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
  "error",
  "Wildcard in the name of a principal",
);
const federatedNotSupported = analyzerRule(
  "FEDERATED_PRINCIPAL_NOT_SUPPORTED",
  "error",
  "Identity provider in a policy that takes none",
);
const allowNotPrincipal = analyzerRule(
  "ALLOW_WITH_NOT_PRINCIPAL",
  "warning",
  "Allow for all but some principals",
);
const roleReference = analyzerRule("INVALID_ROLE_REFERENCE", "warning", "Role named by its id");
const userReference = analyzerRule("INVALID_USER_REFERENCE", "warning", "User named by its id");

const keys = ["AWS", "Service", "Federated", "CanonicalUser"];

/** Who a policy is for: where a principal may stand, of what kind it is and how it is written. */
export const principalCheck: PolicyCheck = {
  rules: [
    invalidFormat,
    invalidKey,
    unsupportedPrincipal,
    unsupportedWildcard,
    federatedNotSupported,
    allowNotPrincipal,
    roleReference,
    userReference,
  ],
  *check(policy) {
    for (const statement of policy.statements) {
      const { principals } = statement;
      if (!principals) continue;
      const { type } = policy;
      if (type === "identity" || type === "boundary") yield unsupported(principals, type);
      // Organization policies have rules of their own.
      else if (type !== "scp" && type !== "rcp") yield* judged(statement, principals, policy);
    }
  },
};

function unsupported({ member, negated }: Principals, type: "identity" | "boundary"): Issue {
  const what = type === "identity" ? "An identity policy" : "A permissions boundary";
  return {
    rule: unsupportedPrincipal,
    span: member.key.content,
    message: `${what} is for whoever it is attached to: it has no "${negated ? "NotPrincipal" : "Principal"}". Remove it, or attach the policy to a resource.`,
  };
}

function* judged(statement: Statement, principals: Principals, policy: Policy): Generator<Issue> {
  const { member, negated, star } = principals;
  const { value } = member;
  if (value.kind === "string" && !star && !isOpen(value.value)) yield wholeFormat(value);
  if (value.kind === "list" && value.items.length > 0)
    yield { rule: invalidFormat, span: value.span, message: pairWanted('A list stands in "Principal"') };
  if (value.kind === "object") for (const { key } of value.members) yield* keyIssue(key);
  if (negated && statement.effect === "Allow" && policy.type !== "trust") {
    yield {
      rule: allowNotPrincipal,
      span: member.key.content,
      message:
        "Allow with NotPrincipal grants to everyone else in the world, anonymous callers too. Name who may, in Principal.",
    };
  }
  for (const { type, value: one } of principals.entries) {
    if (type.value === "Federated" && takesNoFederated(one.value, statement, policy)) {
      yield {
        rule: federatedNotSupported,
        span: one.content,
        message: `${shown(one.value)}: only the trust policy of a role takes identity providers. Name the role that they assume.`,
      };
    } else yield* valueIssues(type.value, one);
  }
}

function wholeFormat(value: StringNode): Issue {
  return {
    rule: invalidFormat,
    span: value.content,
    message: pairWanted(`${shown(value.value)} alone is no principal`),
  };
}

function pairWanted(what: string): string {
  return `${what}. Say of what kind it is, such as { "AWS": "arn:aws:iam::111122223333:role/name" }, or use "*".`;
}

function* keyIssue(key: StringNode): Generator<Issue> {
  if (keys.includes(key.value) || isOpen(key.value)) return;
  const meant = keys.find((one) => one.toLowerCase() === key.value.toLowerCase()) ?? nearest(key.value, keys);
  yield {
    rule: invalidKey,
    span: key.content,
    message: `${shown(key.value)} is no kind of principal. ${meant ? `Did you mean "${meant}"?` : "There are AWS, Service, Federated and CanonicalUser."}`,
    ...(meant && { data: { suggestion: meant } }),
  };
}

/**
 * Whether the policy is certainly none of a role. One whose type was concluded may be one with an odd action, unless it
 * has resources; there only a provider's ARN is told of, since old examples of AWS name domains in bucket policies.
 */
function takesNoFederated(value: string, { resources }: Statement, { type, typeIsGiven }: Policy): boolean {
  if (type === "trust") return false;
  return typeIsGiven || (resources !== undefined && /:(?:saml|oidc)-provider\//.test(value));
}

const roleId = /^AROA[A-Z0-9]{12,}$/;
const userId = /^AIDA[A-Z0-9]{12,}$/;

function* valueIssues(kind: string, node: StringNode): Generator<Issue> {
  const { value, content: span } = node;
  if (!keys.includes(kind) || variableIn(value)) return;
  if (/[*?]/.test(value) && !(kind === "AWS" && value === "*")) {
    yield {
      rule: unsupportedWildcard,
      span,
      message:
        kind === "AWS"
          ? `IAM takes ${shown(value)} for no pattern: a principal is named in full, or is "*". Use aws:PrincipalArn in a condition for patterns.`
          : `A principal of the kind ${kind} has no wildcards. Name it in full.`,
    };
    return;
  }
  if (kind !== "AWS" || isOpen(value)) return;
  if (roleId.test(value) || userId.test(value)) yield reference(node);
  else if (!isAwsPrincipal(value)) yield awsFormat(node);
}

function reference({ value, content: span }: StringNode): Issue {
  const isRole = roleId.test(value);
  const what = isRole ? "role" : "user";
  return {
    rule: isRole ? roleReference : userReference,
    span,
    message: `${shown(value)} is the id of a ${what}, which most often is left when the ${what} is deleted. Name the ${what} by its ARN.`,
  };
}

/** An ARN, an account, everyone, or an id of a kind of principal or of S3. */
function isAwsPrincipal(value: string): boolean {
  return (
    value === "*" ||
    value.startsWith("arn:") ||
    /^\d{12}$/.test(value) ||
    /^[A-Z]{4}[A-Z0-9]{12,}$/.test(value) ||
    /^[0-9a-f]{64}$/.test(value)
  );
}

function awsFormat({ value, content: span }: StringNode): Issue {
  const message = isServicePrincipal(value)
    ? `${shown(value)} is a service: its key is "Service", not "AWS".`
    : value === ""
      ? 'An empty text names no principal. Use an ARN, a 12-digit account id or "*".'
      : `${shown(value)} is neither an ARN nor a 12-digit account id. Use one of them, or "*".`;
  return { rule: invalidFormat, span, message };
}
