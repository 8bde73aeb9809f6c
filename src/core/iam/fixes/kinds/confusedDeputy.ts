import type { Statement } from "../../model/policy.ts";
import type { Change } from "../change.ts";
import { rulesAt, type Draft, type FixContext } from "../draft.ts";

const guards = /^aws:(?:source(?:arn|account|orgid|orgpaths)|principalorgid)$/i;

/** Lets a service act for the own account only, so that nobody else can send it. */
export function* confusedDeputy(context: FixContext): Generator<Draft> {
  const { account } = context.facts;
  for (const statement of context.policy.statements) {
    const services = servicesOf(statement);
    const [service] = services;
    const place = statement.principals?.member.span;
    if (!service || !place || !context.wants("confused-deputy", place)) continue;
    const ruleIds = rulesAt(context, "confused-deputy", place);
    // Not every service says for whom it acts: only where a check knows that this one does.
    if (ruleIds.length === 0) continue;
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
    const arn = context.interactive && services.length === 1 ? sourceArn(service, context) : undefined;
    if (arn === undefined) continue;
    yield {
      ...base,
      title: `Let ${service} act for ${arn} only`,
      changes: [condition(statement, "ArnLike", "aws:SourceArn", arn)],
      notes: ["Put the resource's name in the place of the last *."],
    };
  }
}

/** The ARN of any resource of a service in the account, where its ARNs hold the account. */
function sourceArn(principal: string, { catalogue, facts }: FixContext): string | undefined {
  const { account, region = "*", partition = "aws" } = facts;
  const service = catalogue.service(principal.split(".")[0] ?? "");
  const arns = [...(service?.resources.values() ?? [])].map(({ arn }) => arn);
  if (!service || account === undefined || !arns.every((arn) => arn.includes(":${Account}:")))
    return undefined;
  const place = arns.every((arn) => arn.includes(":${Region}:"))
    ? region
    : arns.length === 0
      ? undefined
      : "*";
  return place && `arn:${partition}:${service.prefix}:${place}:${account}:*`;
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
