import type { Catalogue } from "../../catalogue/catalogue.ts";
import { expandAction } from "../../catalogue/expand.ts";
import { resourcePolicyKind, type ResourcePolicyKind } from "../../catalogue/resourcePolicyServices.ts";
import { parseArn } from "../../matching/arn.ts";
import { matches } from "../../matching/wildcard.ts";
import { hasUnknown, type StringNode } from "../../model/valueNode.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { analyzerRule } from "../analyzerRule.ts";
import { short } from "./short.ts";

const unsupportedAction = analyzerRule(
  "UNSUPPORTED_ACTION_IN_POLICY",
  "error",
  "Action that this kind of resource policy cannot hold",
);
const unsupportedArn = analyzerRule(
  "UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
  "error",
  "ARN that this kind of resource policy cannot hold",
);
const irrelevantKey = analyzerRule(
  "IRRELEVANT_CONDITION_KEY_IN_POLICY",
  "info",
  "Condition key that says nothing in this resource policy",
);

/** Resource policies whose kind of resource is known: actions, ARNs and keys of another service. */
export const resourcePolicyChecks: readonly PolicyCheck[] = [
  {
    rules: [unsupportedAction, unsupportedArn, irrelevantKey],
    *check(policy, { catalogue }) {
      const kind = policy.type === "resource" ? resourcePolicyKind(policy.resourceType) : undefined;
      if (!kind) return;
      for (const { actions, resources, conditions } of policy.statements) {
        for (const node of actions?.negated ? [] : (actions?.values ?? [])) {
          const issue = actionIssue(node, kind, catalogue);
          if (issue) yield issue;
        }
        for (const node of resources?.values ?? []) {
          const issue = arnIssue(node, kind);
          if (issue) yield issue;
        }
        for (const { key } of conditions) {
          if (kind.irrelevantKeys?.includes(key.value.toLowerCase())) yield keyIssue(key, kind);
        }
      }
    },
  },
];

function actionIssue(node: StringNode, kind: ResourcePolicyKind, catalogue: Catalogue): Issue | undefined {
  const colon = node.value.indexOf(":");
  const prefix = node.value.slice(0, colon).toLowerCase();
  // An action without a known service is reported as such.
  if (colon < 0 || catalogue.nameOf(prefix) === undefined) return undefined;
  if (kind.actions.some((one) => one === prefix)) return withoutResource(node, kind, catalogue);
  return {
    rule: unsupportedAction,
    span: node.content,
    message: `The policy of ${kind.name} can only hold actions of ${kind.actions.join(" and ")}: "${short(node.value)}" is not supported.`,
  };
}

/** S3 refuses a bucket policy with an action that works on no bucket and no object. */
function withoutResource(
  node: StringNode,
  kind: ResourcePolicyKind,
  catalogue: Catalogue,
): Issue | undefined {
  if (!kind.actions.includes("s3") || hasUnknown(node.value)) return undefined;
  const named = expandAction(node.value, catalogue);
  if (named.length !== 1 || named[0]?.record.resources.length !== 0) return undefined;
  return {
    rule: unsupportedAction,
    span: node.content,
    message: `"${short(node.value)}" works on no bucket and no object, so that the policy of ${kind.name} cannot hold it. Allow it in an identity policy.`,
  };
}

function arnIssue(node: StringNode, kind: ResourcePolicyKind): Issue | undefined {
  const arn = parseArn(node.value);
  if (arn?.prefix !== "arn" || arn.service.includes("${") || hasUnknown(arn.service)) return undefined;
  if (arn.service === "" || kind.arns.some((one) => matches(arn.service, one))) return undefined;
  return {
    rule: unsupportedArn,
    span: node.content,
    message: `The policy of ${kind.name} can only name resources of ${kind.arns.join(" and ")}: "${short(node.value)}" is of another service.`,
  };
}

function keyIssue(key: StringNode, kind: ResourcePolicyKind): Issue {
  return {
    rule: irrelevantKey,
    span: key.content,
    message: `${short(key.value)} tells of the resource that has this policy, so that it restricts nothing in the policy of ${kind.name}. Use it in identity policies.`,
  };
}
