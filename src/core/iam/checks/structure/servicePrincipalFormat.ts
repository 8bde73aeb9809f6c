import type { Condition } from "../../model/policy.ts";
import type { StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import {
  isOpenText,
  isRegionalService,
  isServiceName,
  isServicePrincipal,
  meantPrincipal,
} from "./servicePrincipalNames.ts";
import { shown } from "./wording.ts";

const invalidFormat = analyzerRule(
  "INVALID_SERVICE_PRINCIPAL_FORMAT",
  "error",
  "Service principal that is written wrong",
);

/** Condition keys that hold service principals, in lower case. */
const keysOfPrincipals = new Set([
  "aws:calledvia",
  "aws:calledviafirst",
  "aws:calledvialast",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "iam:awsservicename",
  "iam:passedtoservice",
]);

/** Service principals in `Principal` and in conditions. Patterns and texts with unknown parts are left alone. */
export const servicePrincipalFormatCheck: PolicyCheck = {
  rules: [invalidFormat],
  *check({ statements }) {
    for (const { principals, conditions } of statements) {
      for (const { type, value } of principals?.entries ?? []) {
        if (type.value === "Service" && !isOpenText(value.value) && !isServicePrincipal(value.value))
          yield issue(value, "service.amazonaws.com");
      }
      for (const condition of conditions) yield* inCondition(condition);
    }
  },
};

function* inCondition({ key, parsed, values }: Condition): Generator<Issue> {
  const name = key.value.toLowerCase();
  const isVia = name === "kms:viaservice";
  if (!isVia && !keysOfPrincipals.has(name)) return;
  if (!/^string/i.test(parsed.base)) return;
  for (const { node } of values) {
    if (node.kind !== "string" || isOpenText(node.value)) continue;
    if (isVia) {
      if (!isRegionalService(node.value)) yield issue(node, "service.region.amazonaws.com");
    } else if (!isServicePrincipal(node.value)) yield issue(node, "service.amazonaws.com");
    // Access Analyzer takes a service in two parts for none here: the key holds the outer name.
    else if (name === "aws:calledvia" && !/like$/i.test(parsed.base) && !isServiceName(node.value))
      yield issue(node, "service.amazonaws.com");
  }
}

function issue(node: StringNode, format: string): Issue {
  const meant = format === "service.amazonaws.com" ? meantPrincipal(node.value) : undefined;
  const suggestion = meant === node.value ? undefined : meant;
  return {
    rule: invalidFormat,
    span: node.content,
    message: `${shown(node.value)} is not written like a service principal here: the form is ${format}, in lower case.${suggestion ? ` Did you mean ${shown(suggestion)}?` : ""}`,
    ...(suggestion && { data: { suggestion } }),
  };
}
