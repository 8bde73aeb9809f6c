import type { Catalogue } from "../../catalogue/catalogue.ts";
import { findConditionKey } from "../../catalogue/conditionKeys.ts";
import { isPattern } from "../../catalogue/expand.ts";
import { nearest } from "../../catalogue/nearest.ts";
import { isRegion, looksLikeRegion, regionNames } from "../../catalogue/partitions.ts";
import type { Condition } from "../../model/policy.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { nearestService, unknownService } from "./actionChecks.ts";
import { regionMessage } from "./arnFields.ts";
import { invalidService } from "./arnRules.ts";
import { short } from "./short.ts";

const invalidRegion = analyzerRule("INVALID_REGION", "error", "Condition on a Region that does not exist");

/** Regions that conditions name, and the services that condition keys begin with. */
export const conditionValueChecks: readonly PolicyCheck[] = [
  {
    rules: [invalidRegion],
    *check(policy) {
      for (const { conditions } of policy.statements) {
        for (const condition of conditions) yield* checkRegions(condition);
      }
    },
  },
  {
    rules: [],
    *check(policy, { catalogue }) {
      for (const { conditions } of policy.statements) {
        for (const { key } of conditions) {
          const issue = serviceOfKey(key, catalogue);
          if (issue) yield issue;
        }
      }
    },
  },
];

function* checkRegions({ key, parsed, values }: Condition): Generator<Issue> {
  if (key.value.toLowerCase() !== "aws:requestedregion" || !/^string/i.test(parsed.base)) return;
  const takesWildcards = /like$/i.test(parsed.base);
  for (const { node } of values) {
    if (node.kind !== "string") continue;
    const { value } = node;
    if (value.includes("${") || hasUnknown(value)) continue;
    // A wildcard without a Like operator is reported as that.
    if (isPattern(value) && !takesWildcards) continue;
    if (isRegion(/ignorecase/i.test(parsed.base) ? value.toLowerCase() : value)) continue;
    const meant = isPattern(value) ? undefined : nearest(value, regionNames);
    const mayBeNew = looksLikeRegion(value);
    yield {
      rule: invalidRegion,
      span: node.content,
      message: regionMessage(value, mayBeNew, meant),
      ...(mayBeNew && { severity: "warning" as const }),
      ...(meant !== undefined && { data: { suggestion: meant } }),
    };
  }
}

/** Condition keys of services that are none. Claims of identity providers begin with a host name or a word of their own. */
function serviceOfKey(key: StringNode, catalogue: Catalogue): Issue | undefined {
  const colon = key.value.indexOf(":");
  const prefix = key.value.slice(0, Math.max(0, colon)).toLowerCase();
  if (!/^[a-z][a-z0-9-]*$/.test(prefix) || prefix === "aws" || catalogue.nameOf(prefix) !== undefined)
    return undefined;
  if (findConditionKey(key.value, catalogue) || providerWords.has(prefix)) return undefined;
  const meant = nearestService(prefix, catalogue);
  if (meant === undefined) {
    return {
      rule: unknownService,
      span: key.content,
      message: `The service data of ${catalogue.date} has no service "${short(prefix)}". Check the name in this condition key; a service that was retired or is new is not in it.`,
    };
  }
  return {
    rule: invalidService,
    span: key.content,
    message: `There is no service "${short(prefix)}". Did you mean "${meant}"?`,
    data: { suggestion: meant + key.value.slice(colon) },
  };
}

/** Words before the colon of keys that belong to no service of the catalogue. */
const providerWords: ReadonlySet<string> = new Set([
  "saml",
  "identitycenter",
  "catalog",
  "cognito-identity-auth",
  "cognito-identity-unauth",
]);
