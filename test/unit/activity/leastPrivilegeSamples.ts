import { isEvent, readEvent, type ActivityEvent } from "../../../src/core/activity/event.ts";
import { matches } from "../../../src/core/iam/matching/wildcard.ts";
import type { Choose } from "../../../scripts/demo/tokens.ts";

/** The account of all samples. */
export const account = "111122223333";

/** A CloudTrail record of the sample role, read. */
export function eventOf(
  service: string,
  eventName: string,
  request: unknown = null,
  more: Readonly<Record<string, unknown>> = {},
): ActivityEvent {
  const event = readEvent({
    eventID: `${eventName}-1`,
    eventTime: "2026-01-31T12:00:00Z",
    eventName,
    eventSource: `${service}.amazonaws.com`,
    eventType: "AwsApiCall",
    awsRegion: "eu-west-1",
    recipientAccountId: account,
    userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::${account}:assumed-role/Agent/work` },
    requestParameters: request,
    ...more,
  });
  if (!isEvent(event)) throw new Error(event.error);
  return event;
}

/** What IAM is asked for one call: an action on each of some resources, in a Region. */
export interface Request {
  readonly action: string;
  readonly resources: readonly string[];
  readonly region: string;
}

/** A call with what IAM is really asked for it; the record shows less. */
export interface SampleCall {
  readonly request: Request;
  readonly event: (more: Readonly<Record<string, unknown>>) => ActivityEvent;
}

const names = ["alpha", "beta", "gamma/one", "gamma/two"] as const;
const regions = ["eu-west-1", "us-east-1"] as const;

type Maker = (name: string, region: string, other: string) => SampleCall;

const flat = (name: string): string => name.replace("/", "-");

function maker(
  service: string,
  eventName: string,
  action: string,
  resources: (name: string, region: string, other: string) => readonly string[],
  request: (name: string, region: string, other: string) => unknown,
): Maker {
  return (name, region, other) => ({
    request: { action, resources: resources(name, region, other), region },
    event: (more) =>
      eventOf(service, eventName, request(name, region, other), { awsRegion: region, ...more }),
  });
}

const makers: readonly Maker[] = [
  maker(
    "s3",
    "GetBucketPolicy",
    "s3:GetBucketPolicy",
    (name) => [`arn:aws:s3:::${flat(name)}`],
    (name) => ({ bucketName: flat(name) }),
  ),
  maker(
    "s3",
    "GetObject",
    "s3:GetObject",
    (name, _, other) => [`arn:aws:s3:::${flat(name)}/${other}`],
    (name, _, other) => ({
      bucketName: flat(name),
      key: other,
    }),
  ),
  maker(
    "s3",
    "ListBuckets",
    "s3:ListAllMyBuckets",
    () => ["*"],
    () => null,
  ),
  maker(
    "sqs",
    "DeleteQueue",
    "sqs:DeleteQueue",
    (name, region) => [`arn:aws:sqs:${region}:${account}:${flat(name)}`],
    (name, region) => ({ queueUrl: `https://sqs.${region}.amazonaws.com/${account}/${flat(name)}` }),
  ),
  maker(
    "dynamodb",
    "DescribeTable",
    "dynamodb:DescribeTable",
    (name, region) => [`arn:aws:dynamodb:${region}:${account}:table/${flat(name)}`],
    (name) => ({ tableName: flat(name) }),
  ),
  // The record does not show the path of a role.
  maker(
    "iam",
    "GetRole",
    "iam:GetRole",
    (name) => [`arn:aws:iam::${account}:role/${name}`],
    (name) => ({
      roleName: name.split("/").at(-1),
    }),
  ),
  // Nor the letters behind a secret's name.
  maker(
    "secretsmanager",
    "GetSecretValue",
    "secretsmanager:GetSecretValue",
    (name, region) => [`arn:aws:secretsmanager:${region}:${account}:secret:${name}-aB3xYz`],
    (name) => ({ secretId: name }),
  ),
  maker(
    "ec2",
    "TerminateInstances",
    "ec2:TerminateInstances",
    (name, region, other) =>
      [name, other].map((id) => `arn:aws:ec2:${region}:${account}:instance/i-${id.replace(/\W/g, "")}`),
    (name, _, other) => ({
      instancesSet: { items: [name, other].map((id) => ({ instanceId: `i-${id.replace(/\W/g, "")}` })) },
    }),
  ),
  // The record says nothing of the resource.
  maker(
    "ec2",
    "DescribeInstances",
    "ec2:DescribeInstances",
    () => ["*"],
    () => ({ filterSet: {} }),
  ),
  maker(
    "ssm",
    "DeleteParameter",
    "ssm:DeleteParameter",
    (name, region) => [`arn:aws:ssm:${region}:${account}:parameter/${name}`],
    () => null,
  ),
  maker(
    "lambda",
    "UpdateFunctionCode20150331v2",
    "lambda:UpdateFunctionCode",
    (name, region) => [`arn:aws:lambda:${region}:${account}:function:${flat(name)}`],
    (name) => ({ functionName: flat(name) }),
  ),
];

/** A call by chance. */
export function callFrom(choose: Choose): SampleCall {
  const pick = <T>(list: readonly T[]): T => list[choose(list.length)]!;
  return pick(makers)(pick(names), pick(regions), pick(names));
}

/** A policy's statement as the evaluator of the tests reads it. */
export interface TestStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: {
    readonly StringEquals?: { readonly "aws:RequestedRegion"?: string | readonly string[] };
  };
}

const actionPatterns = [
  "*",
  "s3:*",
  "s3:Get*",
  "S3:getobject",
  "s3:ListAllMyBuckets",
  "sqs:*",
  "sqs:Delete?ueue",
  "dynamodb:DescribeTable",
  "iam:Get*",
  "iam:PassRole",
  "secretsmanager:*",
  "ec2:TerminateInstances",
  "ec2:*",
  "ssm:*Parameter",
  "lambda:Update*",
];

const resourcePatterns = [
  "*",
  "*",
  "arn:aws:s3:::*",
  "arn:aws:s3:::alpha",
  "arn:aws:s3:::alpha/*",
  "arn:aws:s3:::gamma-*/gamma/*",
  `arn:aws:sqs:*:${account}:*`,
  `arn:aws:dynamodb:eu-west-1:${account}:table/*`,
  `arn:aws:iam::${account}:role/*`,
  `arn:aws:iam::${account}:role/gamma/one`,
  `arn:aws:iam::*:role/alpha`,
  `arn:aws:secretsmanager:*:*:secret:gamma/*`,
  `arn:aws:secretsmanager:eu-west-1:${account}:secret:alpha-aB3xYz`,
  `arn:aws:ec2:*:*:instance/*`,
  `arn:aws:ec2:eu-west-1:${account}:instance/i-alpha`,
  `arn:aws:ssm:*:*:parameter/gamma/*`,
  `arn:aws:lambda:*:*:function:beta`,
];

/** A statement by chance. */
export function statementFrom(choose: Choose): TestStatement {
  const some = <T>(list: readonly T[]): readonly T[] =>
    Array.from({ length: 1 + choose(3) }, () => list[choose(list.length)]!);
  const isDeny = choose(5) === 0;
  return {
    ...(choose(2) === 0 && { Sid: "Same" }),
    Effect: isDeny ? "Deny" : "Allow",
    ...(choose(6) === 0 ? { NotAction: some(actionPatterns.slice(1)) } : { Action: some(actionPatterns) }),
    ...(choose(6) === 0
      ? { NotResource: some(resourcePatterns.slice(2)) }
      : { Resource: some(resourcePatterns) }),
    ...(choose(4) === 0 && { Condition: { StringEquals: { "aws:RequestedRegion": regions[choose(2)]! } } }),
  };
}

const many = (texts: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof texts === "string" ? [texts] : texts;

/** IAM's rule over the statements of all policies, written down a second time for the tests. */
export function allows(
  statements: readonly TestStatement[],
  { action, resources, region }: Request,
): boolean {
  return resources.every((resource) => {
    const applying = statements.filter((one) => {
      const any = (patterns: readonly string[] | undefined, text: string): boolean =>
        patterns?.some((pattern) => matches(pattern, text)) ?? false;
      const lower = (patterns: string | readonly string[] | undefined) =>
        many(patterns)?.map((pattern) => pattern.toLowerCase());
      const acts = one.NotAction
        ? !any(lower(one.NotAction), action.toLowerCase())
        : any(lower(one.Action), action.toLowerCase());
      const on = one.NotResource ? !any(many(one.NotResource), resource) : any(many(one.Resource), resource);
      const wanted = many(one.Condition?.StringEquals?.["aws:RequestedRegion"]);
      return acts && on && (wanted?.includes(region) ?? true);
    });
    return (
      applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny")
    );
  });
}
