import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { Principals, Statement } from "../../model/policy.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { shown } from "./wording.ts";

const scpPrincipal = analyzerRule(
  "SCP_SYNTAX_ERROR_PRINCIPAL",
  "error",
  "Principal in a service control policy",
);
const scpWildcard = analyzerRule(
  "SCP_SYNTAX_ERROR_ACTION_WILDCARD",
  "error",
  "Wildcard inside an action of a service control policy",
);
const rcpPrincipal = analyzerRule(
  "RCP_SYNTAX_ERROR_PRINCIPAL",
  "error",
  "Principal of a resource control policy that is not everyone",
);
const rcpAllow = analyzerRule(
  "RCP_SYNTAX_ERROR_ALLOW",
  "error",
  "Restricted Allow in a resource control policy",
);
const rcpNotAction = analyzerRule(
  "RCP_SYNTAX_ERROR_NOTACTION",
  "error",
  "NotAction in a resource control policy",
);
const rcpAction = analyzerRule(
  "RCP_SYNTAX_ERROR_ACTION",
  "error",
  "Service that resource control policies do not reach",
);

/** What service control policies of an organization may hold. */
export const scpCheck: PolicyCheck = {
  rules: [scpPrincipal, scpWildcard],
  *check({ type, statements }) {
    if (type !== "scp") return;
    for (const { principals, actions } of statements) {
      if (principals) {
        yield {
          rule: scpPrincipal,
          span: principals.member.key.content,
          message: `A service control policy has no ${shown(principals.member.key.value)}: it holds for all of its accounts. Use aws:PrincipalArn in a condition.`,
        };
      }
      for (const action of actions?.values ?? []) yield* scpActionIssue(action);
    }
  },
};

/**
 * A wildcard before the end of an action. Access Analyzer's page has it as an error; AWS Organizations takes it in the
 * action's name since September 2025 ("full IAM language"), so that it is only said there, and no error.
 */
function* scpActionIssue({ value, content: span }: StringNode): Generator<Issue> {
  const early = value.slice(0, -1).search(/\*/);
  if (early < 0 || value === "*:*") return;
  const inService = early < value.indexOf(":");
  yield {
    rule: scpWildcard,
    span,
    ...(!inService && { severity: "info" as const }),
    message: inService
      ? `${shown(value)} has a wildcard in the service's name, which no action may have. Name the service.`
      : `${shown(value)} has a wildcard before its end: Organizations takes that since September 2025, Access Analyzer still reports it.`,
  };
}

/** What resource control policies of an organization may hold. */
export const rcpCheck: PolicyCheck = {
  rules: [rcpPrincipal, rcpAllow, rcpNotAction, rcpAction],
  *check({ type, statements }, { catalogue }) {
    if (type !== "rcp") return;
    for (const statement of statements) {
      const { principals, actions } = statement;
      if (principals) yield* rcpPrincipalIssue(principals);
      yield* rcpAllowIssue(statement);
      if (actions?.negated) {
        yield {
          rule: rcpNotAction,
          span: actions.member.key.content,
          message: 'A resource control policy takes no "NotAction". List what it is about in "Action".',
        };
      } else for (const action of actions?.values ?? []) yield* rcpActionIssue(action, statement, catalogue);
    }
  },
};

function* rcpPrincipalIssue({ member, negated, star }: Principals): Generator<Issue> {
  const { key, value } = member;
  if (negated) {
    yield {
      rule: rcpPrincipal,
      span: key.content,
      message: 'A resource control policy takes no "NotPrincipal". Use "Principal": "*" and a condition.',
    };
  } else if (!star && value.kind !== "unknown" && !(value.kind === "string" && isOpen(value.value))) {
    yield {
      rule: rcpPrincipal,
      span: value.kind === "string" ? value.content : value.span,
      message:
        'The principal of a resource control policy is "*" and nothing else. Say in a condition who is meant.',
    };
  }
}

function* rcpAllowIssue({ effect, resources, conditionMember, effectMember }: Statement): Generator<Issue> {
  if (effect !== "Allow" || !effectMember) return;
  const narrow = resources?.negated
    ? [resources.member.key]
    : (resources?.values.filter(({ value }) => value !== "*" && !isOpen(value)) ?? []);
  const wrong = [...narrow, ...(conditionMember ? [conditionMember.key] : [])];
  const [first, ...rest] = wrong;
  if (!first) return;
  yield {
    rule: rcpAllow,
    span: first.content,
    message:
      'A resource control policy can only allow everything: for Principal "*", on Resource "*", without Condition. Restrict with Deny.',
    related: rest.map(({ content }) => ({ span: content, message: "This too" })),
  };
}

function* rcpActionIssue(
  { value, content: span }: StringNode,
  { effect }: Statement,
  { rcpServices }: Catalogue,
): Generator<Issue> {
  const colon = value.indexOf(":");
  const prefix = colon < 0 ? value : value.slice(0, colon);
  if (isOpen(prefix) || rcpServices.has(prefix.toLowerCase())) return;
  if (value === "*" ? effect !== "Deny" : colon < 0) return;
  yield {
    rule: rcpAction,
    span,
    message:
      value === "*"
        ? 'A resource control policy names the services that it restricts: "*" alone is not taken. List them, such as "s3:*".'
        : `Resource control policies have no effect on ${shown(prefix)}: only some services take part. Remove it.`,
  };
}
