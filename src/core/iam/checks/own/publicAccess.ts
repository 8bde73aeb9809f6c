import type { Policy, Principals, Statement } from "../../model/policy.ts";
import { unknownText, type StringNode } from "../../model/valueNode.ts";
import type { IamRule, Issue, PolicyCheck } from "../check.ts";
import { isPinned } from "./callers.ts";

const publicRule: IamRule = {
  id: "iam/public-access",
  title: "Open to everyone",
  severity: "warning",
};

const endpointRule: IamRule = {
  id: "iam/vpc-endpoint-full-access",
  title: "VPC endpoint policy that allows everything",
  severity: "info",
};

/** Resource and trust policies whose principal is everyone, and endpoint policies that limit nothing. */
export const publicAccessChecks: readonly PolicyCheck[] = [
  { rules: [publicRule], check: checkPublic },
  { rules: [endpointRule], check: checkEndpoint },
];

function* checkPublic({ statements, type }: Policy): Generator<Issue> {
  if (type !== "resource" && type !== "trust") return;
  for (const statement of statements) {
    const everyone = openTo(statement);
    if (!everyone || isPinned(statement)) continue;
    const what = type === "trust" ? "Anyone in any AWS account can assume this role" : whatIsOpen(statement);
    yield {
      rule: publicRule,
      span: everyone.content,
      message: `${what}: the principal is everyone and no condition says who. Name the principals, or add a condition such as aws:PrincipalOrgID or aws:SourceAccount.`,
    };
  }
}

function whatIsOpen({ actions }: Statement): string {
  const [first, ...others] = actions && !actions.negated ? actions.values : [];
  if (!first) return "This is open to the world";
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  const text = first.value.replaceAll(unknownText, "…");
  const name = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return `${name === "*" ? "Every action" : name}${more} is open to the world`;
}

/** The token that lets everyone in. */
function openTo({ effect, principals }: Statement): StringNode | undefined {
  if (effect !== "Allow" || !principals || principals.negated) return undefined;
  return everyoneIn(principals);
}

function everyoneIn({ star, entries }: Principals): StringNode | undefined {
  return star ?? entries.find(({ type, value }) => type.value === "AWS" && value.value === "*")?.value;
}

function* checkEndpoint({ statements, type }: Policy): Generator<Issue> {
  if (type !== "vpc-endpoint") return;
  for (const statement of statements) {
    const { actions, resources } = statement;
    const anything = actions && !actions.negated && actions.values.some(({ value }) => value === "*");
    const anywhere = resources && !resources.negated && resources.values.some(({ value }) => value === "*");
    const everyone = openTo(statement);
    if (!everyone || !anything || !anywhere || isPinned(statement)) continue;
    if (statement.conditions.length > 0) continue;
    yield {
      rule: endpointRule,
      span: everyone.content,
      message:
        "This endpoint lets anyone in the VPC use any account's resources, which is a way out for data. Limit principals and resources to your organisation: aws:PrincipalOrgID, aws:ResourceOrgID.",
    };
  }
}
