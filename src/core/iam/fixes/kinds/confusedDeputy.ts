import type { Statement } from "../../model/policy.ts";
import type { Change } from "../change.ts";
import { rulesAt, type Draft, type FixContext } from "../draft.ts";

const guards = /^aws:(?:source(?:arn|account|orgid|orgpaths)|principalorgid)$/i;

/** Lets a service act for the own account only, so that nobody else can send it. */
export function* confusedDeputy(context: FixContext): Generator<Draft> {
  const { account, region = "*", partition = "aws" } = context.facts;
  for (const statement of context.policy.statements) {
    const services = servicesOf(statement);
    const [service] = services;
    const place = statement.principals?.member.span;
    if (!service || !place || !context.wants("confused-deputy", place)) continue;
    const ruleIds = rulesAt(context, "confused-deputy", place);
    if (ruleIds.length === 0 && !context.interactive) continue;
    if (account === undefined && !context.interactive) continue;
    const own = account ?? "{{YOUR_ACCOUNT_ID}}";
    const base = { id: "confused-deputy", ruleIds, span: place } as const;
    const notes =
      account === undefined ? ["Put your account's number in the place of {{YOUR_ACCOUNT_ID}}."] : [];
    yield {
      ...base,
      title: `Let ${service} act for account ${own} only`,
      changes: [condition(statement, "StringEquals", "aws:SourceAccount", own)],
      ...(account !== undefined && { preferred: true }),
      notes,
    };
    if (!context.interactive || services.length > 1 || account === undefined) continue;
    const arn = `arn:${partition}:${service.split(".")[0]}:${region}:${account}:*`;
    yield {
      ...base,
      title: `Let ${service} act for ${arn} only`,
      changes: [condition(statement, "ArnLike", "aws:SourceArn", arn)],
      notes: ["Put the resource's name in the place of the last *."],
    };
  }
}

function condition(statement: Statement, operator: string, key: string, value: string): Change {
  return { kind: "condition", statement, from: undefined, operator, key, values: [value] };
}

/** The service principals of an Allow statement that nothing guards. */
function servicesOf({ effect, principals, conditions, complete }: Statement): string[] {
  if (effect !== "Allow" || !principals || principals.negated || !principals.complete || !complete) return [];
  if (conditions.some(({ key }) => guards.test(key.value))) return [];
  if (principals.star || principals.entries.some(({ type }) => type.value !== "Service")) return [];
  return principals.entries.map(({ value }) => value.value);
}
