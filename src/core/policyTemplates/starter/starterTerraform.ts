import { attribute, block, Encoded, Expression, terraformText, type HclItem } from "../formats/terraform.ts";
import { piecesOf, type TemplateParameter } from "../formats/value.ts";
import type { StarterValues } from "./options.ts";
import { openParameters, starterComment, starterPolicies } from "./starterTemplate.ts";

/** Expressions of Terraform for the pseudo parameters of CloudFormation. */
export const pseudoParameters: ReadonlyMap<string, string> = new Map([
  ["AWS::AccountId", "data.aws_caller_identity.current.account_id"],
  ["AWS::Partition", "data.aws_partition.current.partition"],
  ["AWS::Region", "data.aws_region.current.region"],
]);

/** The provider, and what is asked of the account. */
export const terraformHead: readonly HclItem[] = [
  block("terraform", { required_version: ">= 1.5" }, [
    block("required_providers", { aws: { source: "hashicorp/aws", version: ">= 6.0" } }),
  ]),
  block("data aws_caller_identity current", {}),
  block("data aws_partition current", {}),
  block("data aws_region current", {}),
];

/** A variable that whoever deploys gives; its value must have the form that AWS asks for. */
export function terraformVariable(
  name: string,
  { description, pattern, default: given }: TemplateParameter,
): HclItem {
  const condition = new Expression(`can(regex(${JSON.stringify(pattern)}, var.${name}))`);
  return block(
    `variable ${name}`,
    { type: new Expression("string"), description, ...(given !== undefined && { default: given }) },
    [block("validation", { condition, error_message: `AWS does not take this value: ${description}.` })],
  );
}

/** `BucketName` as `bucket_name`. */
function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** The starter for Terraform. */
export function starterTerraform(values: StarterValues): string {
  const parameters = openParameters(values);
  const policies = starterPolicies(values);
  const variables = Object.entries(parameters).map(([name, one]) => terraformVariable(snakeCase(name), one));
  const references = new Map([
    ...pseudoParameters,
    ...Object.keys(parameters).map((name) => [name, `var.${snakeCase(name)}`] as const),
  ]);
  const boundary = new Expression("aws_iam_policy.boundary.arn");
  const resources: HclItem[] = [
    block("resource aws_iam_policy boundary", {
      name: values.boundary,
      description: "The most that the agent and its functions can have",
      policy: new Encoded(policies.boundary),
    }),
    block("resource aws_iam_role agent", {
      name: values.role,
      description: "An AI agent that works for a developer",
      max_session_duration: 3600,
      permissions_boundary: boundary,
      assume_role_policy: new Encoded(policies.trust),
    }),
    block("resource aws_iam_role_policy agent", {
      name: "agent-work",
      role: new Expression("aws_iam_role.agent.id"),
      policy: new Encoded(policies.permissions),
    }),
    block("resource aws_iam_role function", {
      name: values.functionRole,
      description: "Functions that the agent deploys",
      permissions_boundary: boundary,
      assume_role_policy: new Encoded(policies.functionTrust),
    }),
    block("resource aws_iam_role_policy function_log", {
      name: "write-log",
      role: new Expression("aws_iam_role.function.id"),
      policy: new Encoded(policies.functionLog),
    }),
    output("agent_role_arn", "Role for the agent's profile", "aws_iam_role.agent.arn"),
    output("function_role_arn", "Role to give to functions", "aws_iam_role.function.arn"),
  ];
  const used = JSON.stringify(policies);
  const head = terraformHead.filter((item) => isUsed(item, used));
  return terraformText([...head, ...variables, ...resources], references, starterComment(values));
}

/** An output. */
export function output(name: string, description: string, expression: string): HclItem {
  return {
    block: "output",
    labels: [name],
    body: [attribute("description", description), attribute("value", new Expression(expression))],
  };
}

/** A data source stands in the file when something asks for it. */
function isUsed(item: HclItem, used: string): boolean {
  if ("name" in item || item.block !== "data") return true;
  const names = new Set(
    piecesOf(used).flatMap((piece) => ("name" in piece ? [pseudoParameters.get(piece.name)] : [])),
  );
  return [...names].some((expression) => expression?.startsWith(`data.${item.labels?.[0] ?? ""}.`));
}
