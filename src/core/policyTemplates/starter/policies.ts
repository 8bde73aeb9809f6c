import type { TemplateObject } from "../formats/value.ts";
import { boundaryDenials } from "./boundaryDenials.ts";
import type { StarterValues } from "./options.ts";

const arn = (service: string, resource: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
const iamArn = (resource: string): string => `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:${resource}`;

const document = (...statements: readonly TemplateObject[]): TemplateObject => ({
  Version: "2012-10-17",
  Statement: statements,
});

/**
 * What the agent may do: read a bucket or one object of it, read one secret, deploy functions that carry its tag. Texts
 * hold references. A suffix of six `?` matches the ARN of exactly the secret of this name.
 */
export function permissionsPolicy(values: StarterValues): TemplateObject {
  return document(...bucketStatements(values.oneObject), secretStatement, ...functionStatements(values));
}

function bucketStatements(oneObject: boolean): TemplateObject[] {
  const bucket = "arn:${AWS::Partition}:s3:::${BucketName}";
  if (oneObject)
    return [
      { Sid: "ReadOneObject", Effect: "Allow", Action: "s3:GetObject", Resource: `${bucket}/\${ObjectKey}` },
    ];
  return [
    { Sid: "ListBucket", Effect: "Allow", Action: "s3:ListBucket", Resource: bucket },
    { Sid: "ReadObjects", Effect: "Allow", Action: "s3:GetObject", Resource: `${bucket}/*` },
  ];
}

const secretStatement: TemplateObject = {
  Sid: "ReadSecret",
  Effect: "Allow",
  Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
  Resource: arn("secretsmanager", "secret:${SecretName}-??????"),
};

/**
 * A new function must carry the tag, an existing one must have it. `lambda:TagResource` is needed to create with tags and
 * could adopt functions of others: their names must begin with the prefix, and no other tag can be set.
 */
function functionStatements({ tag, functionPrefix, functionRole }: StarterValues): TemplateObject[] {
  const functions = arn("lambda", `function:${functionPrefix}*`);
  return [
    {
      Sid: "CreateTaggedFunctions",
      Effect: "Allow",
      Action: "lambda:CreateFunction",
      Resource: functions,
      Condition: { StringEquals: { [`aws:RequestTag/${tag.key}`]: tag.value } },
    },
    {
      Sid: "TagFunctions",
      Effect: "Allow",
      Action: "lambda:TagResource",
      Resource: functions,
      Condition: {
        StringEquals: { [`aws:RequestTag/${tag.key}`]: tag.value },
        "ForAllValues:StringEquals": { "aws:TagKeys": [tag.key] },
      },
    },
    {
      Sid: "UpdateTaggedFunctions",
      Effect: "Allow",
      Action: [
        "lambda:GetFunction",
        "lambda:GetFunctionConfiguration",
        "lambda:UpdateFunctionCode",
        "lambda:UpdateFunctionConfiguration",
      ],
      Resource: functions,
      Condition: { StringEquals: { [`aws:ResourceTag/${tag.key}`]: tag.value } },
    },
    {
      Sid: "PassFunctionRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: iamArn(`role/${functionRole}`),
      Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    },
  ];
}

/**
 * The most that the agent and its functions can ever have, whatever policies they are given: the services of their work,
 * in their Region, without the ways to more permissions or to less of a record.
 */
export function boundaryPolicy(values: StarterValues): TemplateObject {
  return document(
    {
      Sid: "ServicesOfTheWork",
      Effect: "Allow",
      Action: ["lambda:*", "logs:*", "s3:*", "secretsmanager:*"],
      Resource: "*",
    },
    {
      Sid: "RoleOfItsFunctions",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: iamArn(`role/${values.functionRole}`),
      Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
    },
    ...boundaryDenials,
  );
}

/**
 * Who may assume the role. The session must be named after the role's use, and must carry a source identity, which
 * CloudTrail keeps over role chaining: so each call leads back to a person.
 */
export function trustPolicy({ role, trusted }: StarterValues): TemplateObject {
  const principal = { AWS: trusted ?? iamArn("root") };
  const identity: TemplateObject = trusted
    ? {}
    : { ArnLike: { "aws:PrincipalArn": iamArn("role/aws-reserved/sso.amazonaws.com/*") } };
  return document(
    {
      Sid: "NamedSessionsOfPeople",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:AssumeRole",
      Condition: {
        ...identity,
        StringLike: { "sts:RoleSessionName": `${role}-*`, "sts:SourceIdentity": "?*" },
      },
    },
    {
      Sid: "SourceIdentity",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:SetSourceIdentity",
      Condition: { ...identity, StringLike: { "sts:SourceIdentity": "?*" } },
    },
  );
}

/** Lets Lambda run functions as the role. Lambda sends neither `aws:SourceArn` nor `aws:SourceAccount` here. */
export const functionTrustPolicy: TemplateObject = document({
  Sid: "Lambda",
  Effect: "Allow",
  Principal: { Service: "lambda.amazonaws.com" },
  Action: "sts:AssumeRole",
});

/** What a function needs to write its own log. */
export function functionPolicy({ functionPrefix }: StarterValues): TemplateObject {
  const group = arn("logs", `log-group:/aws/lambda/${functionPrefix}*`);
  return document(
    { Sid: "CreateLogGroup", Effect: "Allow", Action: "logs:CreateLogGroup", Resource: group },
    {
      Sid: "WriteLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${group}:log-stream:*`,
    },
  );
}
