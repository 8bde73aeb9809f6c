import type { Statement } from "../../model/policy.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { githubActions, providerAddress, providerKind, tenancyClaims } from "./federatedProviders.ts";
import { shown } from "./wording.ts";

const missingCondition = analyzerRule(
  "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL",
  "warning",
  "Role for everyone of an identity provider",
);
const missingRepository = analyzerRule(
  "MISSING_GITHUB_REPO_CONDITION_KEY",
  "warning",
  "Role for every repository of GitHub",
);
const anyAudience = analyzerRule(
  "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE",
  "warning",
  "ForAnyValue on an audience, which is one value",
);
const confirmAudience = analyzerRule(
  "CONFIRM_AUDIENCE_CLAIM_TYPE",
  "info",
  "ForAllValues on an audience, which is one value",
);

/** Claims of GitHub that name the repository, beside `sub`. */
const repositoryClaims = ["sub", "repository", "repository_id", "job_workflow_ref"];

/** Trust in OpenID Connect providers: whose tokens open the role. */
export const webIdentityCheck: PolicyCheck = {
  rules: [missingCondition, missingRepository, anyAudience, confirmAudience],
  *check({ type, statements, located }) {
    if (type !== "trust") return;
    for (const statement of statements) {
      yield* audienceQualifiers(statement);
      if (located.problems.length > 0) continue;
      if (statement.effect !== "Allow" || !statement.complete || statement.principals?.negated) continue;
      if (!assumesWithWebIdentity(statement)) continue;
      for (const { type: kind, value } of statement.principals?.entries ?? []) {
        if (kind.value === "Federated" && providerKind(value.value) === "oidc")
          yield* openProvider(value, statement);
      }
    }
  },
};

function assumesWithWebIdentity({ actions }: Statement): boolean {
  if (!actions || actions.negated) return false;
  return actions.values.some(({ value }) => /^sts:(?:assumerolewithwebidentity|[a-z]*\*)$|^\*$/i.test(value));
}

function* openProvider(principal: StringNode, { conditions, conditionMember }: Statement): Generator<Issue> {
  if (conditionMember && conditionMember.value.kind !== "object") return;
  const address = providerAddress(principal.value);
  // A condition that cannot be read may be on the provider.
  if (conditions.some(({ key }) => isOpen(key.value))) return;
  const isKnown = !isOpen(address);
  const claims = conditions.flatMap(({ key, parsed }) => {
    const name = key.value.toLowerCase();
    const colon = name.lastIndexOf(":");
    const isOther = isKnown && name.slice(0, colon) !== address;
    return isOther || /^(?:aws|sts)$/.test(name.slice(0, colon)) || /^null$/i.test(parsed.base)
      ? []
      : [name.slice(colon + 1)];
  });
  if (claims.length === 0) yield unconditional(principal, isKnown ? address : "the provider");
  if (address === githubActions) {
    if (!claims.some((claim) => repositoryClaims.includes(claim))) yield anyRepository(principal);
    return;
  }
  const needed = tenancyClaims.get(address);
  if (claims.length > 0 && needed && !claims.includes(needed))
    yield anyTenant(principal, `${address}:${needed}`);
}

function unconditional(principal: StringNode, address: string): Issue {
  return {
    rule: missingCondition,
    span: principal.content,
    message: `No condition says whose tokens of ${address} open this role: anyone's do. Add one on its keys, such as ${address}:sub or :aud.`,
  };
}

function anyTenant(principal: StringNode, key: string): Issue {
  return {
    rule: missingCondition,
    span: principal.content,
    message: `All customers of this provider share it, and no condition tells yours: IAM refuses such a role. Add a condition on ${key}.`,
  };
}

function anyRepository(principal: StringNode): Issue {
  return {
    rule: missingRepository,
    span: principal.content,
    message: `Any workflow on GitHub can assume this role. Add a condition on ${githubActions}:sub with your repository and branch.`,
  };
}

/** `aud` holds one value: a qualifier makes the condition true without it, or says nothing. */
function* audienceQualifiers({ conditions }: Statement): Generator<Issue> {
  for (const { key, operator, parsed } of conditions) {
    if (!/^(?:saml|[^:]+\.[^:]+):aud$/i.test(key.value)) continue;
    const qualifier = parsed.qualifier?.toLowerCase();
    if (qualifier !== "foranyvalue" && qualifier !== "forallvalues") continue;
    const plain = operator.value.slice(operator.value.indexOf(":") + 1);
    yield {
      rule: qualifier === "foranyvalue" ? anyAudience : confirmAudience,
      span: key.content,
      message: `${shown(key.value)} holds one value: use ${shown(plain)} without ${shown(parsed.qualifier ?? "")}.`,
      related: [{ span: operator.content, message: "The operator with its qualifier" }],
      data: { suggestion: plain },
    };
  }
}
