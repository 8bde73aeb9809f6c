import type { Span } from "../../../model/span.ts";
import { parseArn } from "../../matching/arn.ts";
import type { PolicyType } from "../../model/located.ts";
import type { Policy } from "../../model/policy.ts";
import { hasUnknown, unknownText, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import type { RemotePolicyType } from "../../../ports.ts";

/** A policy written anew as JSON, whatever language it stands in. */
export interface PolicyJson {
  /** With two spaces per level; duplicate keys are kept. */
  readonly text: string;
  /** Values with a part that is not known here; the part was filled with an example. */
  readonly filled: readonly Span[];
  /** Values of which nothing is known: the policy cannot be sent. */
  readonly missing: readonly Span[];
}

/** Writes the policy as JSON. */
export function policyJson({ located }: Policy): PolicyJson {
  const writer = { filled: [] as Span[], missing: [] as Span[] };
  return { text: write(located.root, "\n", writer), ...writer };
}

function write(node: ValueNode, line: string, writer: { filled: Span[]; missing: Span[] }): string {
  const deeper = `${line}  `;
  switch (node.kind) {
    case "object": {
      if (node.partial) writer.missing.push(node.span);
      const members = node.members.map(
        ({ key, value }) => `${deeper}${writeText(key, writer)}: ${write(value, deeper, writer)}`,
      );
      return members.length === 0 ? "{}" : `{${members.join(",")}${line}}`;
    }
    case "list": {
      if (node.partial) writer.missing.push(node.span);
      const items = node.items.map((item) => `${deeper}${write(item, deeper, writer)}`);
      return items.length === 0 ? "[]" : `[${items.join(",")}${line}]`;
    }
    case "string":
      return writeText(node, writer);
    case "unknown":
      writer.missing.push(node.span);
      return "null";
    case "number":
    case "boolean":
    case "null":
      break;
  }
  return JSON.stringify(node.value);
}

function writeText(node: StringNode, writer: { filled: Span[] }): string {
  if (!hasUnknown(node.value)) return JSON.stringify(node.value);
  writer.filled.push(node.content);
  return JSON.stringify(withExamples(node.value));
}

/** AWS's own example of an account id, and names that are plainly examples. */
const examples = { partition: "aws", region: "us-east-1", account: "111122223333", other: "example" };

function withExamples(text: string): string {
  if (text === unknownText) return examples.other;
  const arn = parseArn(text);
  if (!arn || arn.prefix !== "arn") return text.replaceAll(unknownText, examples.other);
  const fill = (field: string, example: string): string => (hasUnknown(field) ? example : field);
  return [
    arn.prefix,
    fill(arn.partition, examples.partition),
    arn.service.replaceAll(unknownText, examples.other),
    fill(arn.region, examples.region),
    fill(arn.account, examples.account),
    arn.resource.replaceAll(unknownText, examples.other),
  ].join(":");
}

const types: Readonly<Record<PolicyType, RemotePolicyType>> = {
  identity: "IDENTITY_POLICY",
  boundary: "IDENTITY_POLICY",
  trust: "RESOURCE_POLICY",
  resource: "RESOURCE_POLICY",
  "vpc-endpoint": "RESOURCE_POLICY",
  scp: "SERVICE_CONTROL_POLICY",
  rcp: "RESOURCE_CONTROL_POLICY",
};

/** Resources for which ValidatePolicy has checks of its own. */
const validated: ReadonlySet<string> = new Set([
  "AWS::S3::Bucket",
  "AWS::S3::AccessPoint",
  "AWS::S3::MultiRegionAccessPoint",
  "AWS::S3ObjectLambda::AccessPoint",
  "AWS::DynamoDB::Table",
]);

/** How Access Analyzer calls the policy's type, and what it is attached to where that matters to it. */
export function remoteTypeOf({ type, resourceType }: Policy): {
  readonly type: RemotePolicyType;
  readonly resourceType?: string;
} {
  if (type === "trust") return { type: types[type], resourceType: "AWS::IAM::AssumeRolePolicyDocument" };
  const isValidated = type === "resource" && resourceType !== undefined && validated.has(resourceType);
  return isValidated ? { type: types[type], resourceType } : { type: types[type] };
}
