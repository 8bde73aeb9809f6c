import type { Condition, Statement } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";

/**
 * Condition keys that pin who may call, by lower-case name: the caller's account, organisation, network or ARN. Source:
 * the list of keys with which AWS does not count a policy as public (Amazon S3 user guide, "The meaning of public"),
 * the global keys of principals and sources, and the services' own keys for the same.
 */
const pinningKeys: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalservicename",
  "aws:principalisawsservice",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:vpcsourceip",
  "aws:userid",
  "aws:username",
  "aws:federatedprovider",
  "kms:calleraccount",
  "kms:grantisforawsresource",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "elasticfilesystem:accesspointarn",
  "elasticfilesystem:accessedviamounttarget",
  "lambda:eventsourcetoken",
  "sns:endpoint",
  "sns:protocol",
]);

/** Whether a condition names callers, not all of them. In doubt it does. */
function pinsCallers({ key, parsed, values, complete }: Condition): boolean {
  const name = key.value.toLowerCase();
  const base = parsed.base.toLowerCase();
  if (hasUnknown(name) || !complete) return true;
  const known =
    pinningKeys.has(name) || name.startsWith("aws:principaltag/") || /:(?:sub|aud|amr|azp|oaud)$/.test(name);
  if (!known) return false;
  // "Not these" leaves everyone else; a key that may be absent lets in whoever does not send it.
  if (base === "null" || base.includes("not")) return false;
  return values.length > 0 && !values.some(({ text }) => text === "*" || /^(?:0\.0\.0\.0|::)\/0$/.test(text));
}

/** Whether the conditions of a statement name its callers. */
export function isPinned({ conditions, complete }: Statement): boolean {
  return !complete || conditions.some(pinsCallers);
}
