import type { Policy } from "../../model/policy.ts";
import { unknownText, type ValueNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { IamRule, PolicyCheck } from "../check.ts";
import { anchorOf } from "./wording.ts";

const identityQuota = analyzerRule(
  "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
  "warning",
  "Identity policy that is too long",
);
const resourceQuota = analyzerRule(
  "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA",
  "warning",
  "Resource policy that is too long",
);
const trustQuota = analyzerRule(
  "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA",
  "warning",
  "Trust policy that is too long",
);
const scpQuota = analyzerRule(
  "POLICY_SIZE_EXCEEDS_SCP_QUOTA",
  "error",
  "Service control policy that is too long",
);
const rcpQuota = analyzerRule(
  "POLICY_SIZE_EXCEEDS_RCP_QUOTA",
  "error",
  "Resource control policy that is too long",
);

interface Quota {
  readonly rule: IamRule;
  readonly characters: number;
  /** What the quota is of, and what to do. */
  readonly about: string;
}

/**
 * Quotas in characters: IAM and STS quotas, quotas of AWS Organizations (SCPs 10,240 since 2026, RCPs 5,120). The
 * identity quota is what Access Analyzer counts to: the most that any identity policy can hold. A managed policy
 * holds 6,144.
 */
const quotas: Record<Exclude<Policy["type"], "resource" | "vpc-endpoint">, Quota> = {
  identity: {
    rule: identityQuota,
    characters: 10_240,
    about: "an identity policy can hold, and a managed policy holds 6,144. Split it",
  },
  boundary: {
    rule: identityQuota,
    characters: 10_240,
    about: "an identity policy can hold, and a managed policy holds 6,144. Shorten it",
  },
  trust: {
    rule: trustQuota,
    characters: 2048,
    about: "a trust policy holds by default. Shorten it, or ask for a higher quota (up to 4,096)",
  },
  scp: { rule: scpQuota, characters: 10_240, about: "a service control policy holds. Split it" },
  rcp: { rule: rcpQuota, characters: 5120, about: "a resource control policy holds. Split it" },
};

/** Quotas of resource policies, from the services' pages on quotas. */
const resourceQuotas: Readonly<Record<string, number>> = {
  "AWS::S3::BucketPolicy": 20_480,
  "AWS::S3::Bucket": 20_480,
  "AWS::KMS::Key": 32_768,
  "AWS::SNS::Topic": 30_720,
  "AWS::SNS::TopicPolicy": 30_720,
  "AWS::SQS::Queue": 8192,
  "AWS::SQS::QueuePolicy": 8192,
  "AWS::SecretsManager::Secret": 20_480,
  "AWS::SecretsManager::ResourcePolicy": 20_480,
  "AWS::DynamoDB::Table": 20_480,
  "AWS::Events::EventBus": 10_240,
  "AWS::Events::EventBusPolicy": 10_240,
  "AWS::ECR::Repository": 10_240,
  "AWS::EFS::FileSystem": 20_000,
};
const largestResourceQuota = 32_768;
const endpointQuota = 20_480;

/** Policies that are longer than any of their type may be. White space and parts that are unknown count as nothing. */
export const policySizeCheck: PolicyCheck = {
  rules: [identityQuota, resourceQuota, trustQuota, scpQuota, rcpQuota],
  *check(policy) {
    const { root, located, type } = policy;
    if (!root) return;
    const { rule, characters, about } = quotaOf(policy);
    // A JSON text is at least as long as what is counted of it.
    if (located.syntax === "json" && root.span.end - root.span.start <= characters) return;
    const size = sizeOf(root);
    if (size > characters) {
      yield {
        rule,
        span: anchorOf(root),
        message: `The policy has ${grouped(size)} characters without white space: more than the ${grouped(characters)} that ${about}.`,
        data: { size, quota: characters },
      };
    } else if (located.syntax === "json" && (type === "scp" || type === "rcp")) {
      // Organizations counts what it is given; its console and most tools leave the white space out before.
      yield {
        rule,
        severity: "info",
        span: anchorOf(root),
        message: `With its white space the policy has more than ${grouped(characters)} characters, all of which count. Leave the white space out when you upload it.`,
        data: { size: root.span.end - root.span.start, quota: characters },
      };
    }
  },
};

function quotaOf({ type, resourceType }: Policy): Quota {
  if (type === "vpc-endpoint")
    return { rule: resourceQuota, characters: endpointQuota, about: "an endpoint policy holds. Shorten it" };
  if (type !== "resource") return quotas[type];
  const known = resourceType === undefined ? undefined : resourceQuotas[resourceType];
  return {
    rule: resourceQuota,
    characters: known ?? largestResourceQuota,
    about: known ? "a policy of this resource holds. Shorten it" : "any resource's policy holds. Shorten it",
  };
}

/** Length of a value as JSON without white space; at least that, when parts are unknown. */
function sizeOf(node: ValueNode): number {
  if (node.kind === "unknown") return 0;
  if (node.kind === "string") return JSON.stringify(node.value).replace(blanks, "").length;
  if (node.kind === "list") return node.items.reduce((sum, item) => sum + sizeOf(item), commas(node.items));
  if (node.kind !== "object") return String(node.value).length;
  return node.members.reduce(
    (sum, { key, value }) => sum + sizeOf(key) + 1 + sizeOf(value),
    commas(node.members),
  );
}

const blanks = new RegExp(`[\\s${unknownText}]`, "g");

/** Brackets and commas of a list or an object. */
function commas(entries: readonly unknown[]): number {
  return 2 + Math.max(0, entries.length - 1);
}

/** 10240 as `10,240`, wherever it runs. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
