import type { Condition, Policy, Statement } from "../../model/policy.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { isServicePrincipal, serviceOf } from "./servicePrincipalNames.ts";
import { sourceAwareServices } from "./sourceAwareServices.ts";
import { shown } from "./wording.ts";

const restrictAccess = analyzerRule(
  "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL",
  "warning",
  "Access for a service, whoever it works for",
);
const recommendedKey = analyzerRule(
  "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
  "info",
  "Service restricted by a weak condition key",
);
const unsupportedKey = analyzerRule(
  "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
  "error",
  "Condition key that a service never sends",
);

/** Keys that say for whom a service works, in lower case. */
const sourceKeys = new Set(["aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths"]);
/** Keys that were used for it before, or that the caller writes himself. */
const weakKeys = new Set(["aws:referer", "aws:sourceowner", "aws:useragent"]);
/** Keys of what is encrypted, which name the resource that the service works for. */
const contextKey = /^kms:encryptioncontext:/;
/** Keys of IAM principals, which a service has not. */
const principalKeys = /^aws:(?:principalorgid|principalorgpaths|principaltag\/.*)$/;

const advice = "aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths";

/** What a service may do that is named as a principal: for whom, and under conditions that it can meet. */
export const servicePrincipalAccessCheck: PolicyCheck = {
  rules: [restrictAccess, recommendedKey, unsupportedKey],
  *check(policy) {
    const { type } = policy;
    if (type !== "resource" && type !== "trust") return;
    for (const statement of policy.statements) {
      if (statement.effect !== "Allow" || !statement.principals || statement.principals.negated) continue;
      yield* neverSent(statement);
      if (type === "resource") yield* unrestricted(statement, policy);
    }
  },
};

/** Conditions that wait for a key of an IAM principal, where only services are named: they never match. */
function* neverSent({ principals, conditions }: Statement): Generator<Issue> {
  if (!principals?.complete || principals.entries.length === 0) return;
  const { entries } = principals;
  if (!entries.every(({ type, value }) => type.value === "Service" && isServicePrincipal(value.value)))
    return;
  for (const { key, parsed } of conditions) {
    const name = key.value.toLowerCase();
    if (!principalKeys.test(name) || !needsKey(parsed)) continue;
    if (name.startsWith("aws:principaltag/") && entries.some(({ value }) => sendsTags(value.value))) continue;
    yield {
      rule: unsupportedKey,
      span: key.content,
      message: `${shown(entries[0]?.value.value ?? "")} sends no ${key.value}: the condition is never met and nothing is allowed. Use ${advice}.`,
      related: entries.map(({ value }) => ({ span: value.content, message: "The service" })),
    };
  }
}

/** IAM Roles Anywhere hands on the fields of a certificate as tags: its guide restricts trust policies by them. */
function sendsTags(principal: string): boolean {
  return serviceOf(principal) === "rolesanywhere";
}

/** Whether the condition is false for a request without the key. */
function needsKey({ base, ifExists, qualifier }: Condition["parsed"]): boolean {
  return (
    !ifExists &&
    /^(?:string|arn)/i.test(base) &&
    !/not/i.test(base) &&
    !/^forallvalues$/i.test(qualifier ?? "")
  );
}

function* unrestricted(
  { principals, conditions, conditionMember, complete }: Statement,
  policy: Policy,
): Generator<Issue> {
  if (!principals || !complete || policy.located.problems.length > 0) return;
  const services = principals.entries.flatMap(({ type, value }) =>
    type.value === "Service" && sourceAwareServices.has(serviceOf(value.value)) ? [value] : [],
  );
  if (services.length === 0 || (conditionMember && conditionMember.value.kind !== "object")) return;
  const isJudged = ({ key: { value } }: Condition): boolean =>
    sourceKeys.has(value.toLowerCase()) ||
    contextKey.test(value.toLowerCase()) ||
    principalKeys.test(value.toLowerCase()) ||
    isOpen(value);
  if (conditions.some(isJudged)) return;
  const weak = conditions.find(({ key }) => weakKeys.has(key.value.toLowerCase()));
  for (const service of services) yield weak ? weakIssue(weak, service) : openIssue(service);
}

function weakIssue({ key }: Condition, service: StringNode): Issue {
  return {
    rule: recommendedKey,
    span: key.content,
    message: `${key.value} hardly tells for whom ${shown(service.value)} works. Use ${advice} instead.`,
    related: [{ span: service.content, message: "The service" }],
  };
}

function openIssue(service: StringNode): Issue {
  return {
    rule: restrictAccess,
    span: service.content,
    message: `${shown(service.value)} may do this for any customer of AWS. Say for whom: add a condition on ${advice}.`,
  };
}
