import type { TemplateObject } from "../../policyTemplates/formats/value.ts";

const regional = (service: string, resource: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`;

const document = (...statements: readonly TemplateObject[]): TemplateObject => ({
  Version: "2012-10-17",
  Statement: statements,
});

/** Names of a stack's resources that others have to know before they exist. Texts hold references. */
export function stackNames(prefix: string) {
  return {
    trail: `${prefix}-trail`,
    trailArn: regional("cloudtrail", `trail/${prefix}-trail`),
    logGroup: `/${prefix}/cloudtrail`,
    logGroupArn: regional("logs", `log-group:/${prefix}/cloudtrail`),
    trailBucket: `${prefix}-trail-\${AWS::AccountId}-\${AWS::Region}`,
    configBucket: `${prefix}-config-\${AWS::AccountId}-\${AWS::Region}`,
    topic: `${prefix}-alerts`,
  } as const;
}

type Names = ReturnType<typeof stackNames>;

const ofAccount = { "aws:SourceAccount": "${AWS::AccountId}" };

/** The key of the stack: the account manages it, each service may use it for what is its own alone. */
export function keyPolicy({ trailArn, logGroupArn }: Names): TemplateObject {
  return document(
    {
      Sid: "Account",
      Effect: "Allow",
      Principal: { AWS: "arn:${AWS::Partition}:iam::${AWS::AccountId}:root" },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "TrailEncrypts",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["kms:DescribeKey", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "LogGroupEncrypts",
      Effect: "Allow",
      Principal: { Service: "logs.${AWS::Region}.amazonaws.com" },
      Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn } },
    },
    {
      Sid: "AlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: ofAccount },
    },
  );
}

/** Nothing reaches a bucket in the clear, or with a version of TLS that is out of date. */
function onlyTls(bucket: string): TemplateObject[] {
  const everything = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket, `${bucket}/*`] };
  return [
    { Sid: "OnlyTls", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "OnlyRecentTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

/** The trail, and no other one, delivers. */
export function trailBucketPolicy({ trailArn }: Names): TemplateObject {
  const trail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
  return document(
    {
      Sid: "TrailChecks",
      ...trail,
      Action: "s3:GetBucketAcl",
      Resource: "${TrailBucket.Arn}",
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "TrailDelivers",
      ...trail,
      Action: "s3:PutObject",
      Resource: "${TrailBucket.Arn}/AWSLogs/${AWS::AccountId}/*",
      Condition: {
        StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
    ...onlyTls("${TrailBucket.Arn}"),
  );
}

/** AWS Config delivers by its role; the bucket itself only refuses what comes in the clear. */
export const configBucketPolicy: TemplateObject = document(...onlyTls("${ConfigBucket.Arn}"));

/** A role that a service uses for this account, and for one resource where it says which. */
export function serviceTrust(service: string, sourceArn?: string): TemplateObject {
  return document({
    Sid: "Service",
    Effect: "Allow",
    Principal: { Service: `${service}.amazonaws.com` },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { ...ofAccount, ...(sourceArn !== undefined && { "aws:SourceArn": sourceArn }) },
    },
  });
}

/** CloudTrail writes streams of its own name into the log group. */
export function trailLogPolicy({ logGroupArn }: Names): TemplateObject {
  return document({
    Sid: "WriteEvents",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:log-stream:\${AWS::AccountId}_CloudTrail_\${AWS::Region}*`,
  });
}

/** AWS Config writes snapshots and histories into its bucket, with the stack's key. */
export const configDeliveryPolicy: TemplateObject = document(
  {
    Sid: "CheckBucket",
    Effect: "Allow",
    Action: ["s3:GetBucketAcl", "s3:ListBucket"],
    Resource: "${ConfigBucket.Arn}",
  },
  {
    Sid: "Deliver",
    Effect: "Allow",
    Action: "s3:PutObject",
    Resource: "${ConfigBucket.Arn}/AWSLogs/${AWS::AccountId}/Config/*",
    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
  },
  {
    Sid: "Encrypt",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: "${AuditKey.Arn}",
  },
);

/** Alarms of this account publish, over TLS. */
export const topicPolicy: TemplateObject = document(
  {
    Sid: "AlarmsPublish",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: "${AlertTopic}",
    Condition: { StringEquals: ofAccount, ArnLike: { "aws:SourceArn": regional("cloudwatch", "alarm:*") } },
  },
  {
    Sid: "OnlyTls",
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource: "${AlertTopic}",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
);
