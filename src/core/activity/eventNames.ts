/**
 * Where CloudTrail's names differ from IAM's. Facts: the services' pages on CloudTrail and the Service Authorization
 * Reference, which names the API operations that an action stands for.
 */

/** The action prefix of hosts that are not called by it, without `.amazonaws.com`. */
export const prefixes: Readonly<Record<string, string>> = {
  "acm-pca.runtime": "acm-pca",
  "agent.bedrock": "bedrock",
  "api.ecr": "ecr",
  "api.ecr-public": "ecr-public",
  "api.iotwireless": "iotwireless",
  "api.mediatailor": "mediatailor",
  "api.pricing": "pricing",
  "api.sagemaker": "sagemaker",
  "application-insights": "applicationinsights",
  "bedrock-agent": "bedrock",
  "bedrock-agent-runtime": "bedrock",
  "bedrock-data-automation": "bedrock",
  "bedrock-runtime": "bedrock",
  "catalog.marketplace": "aws-marketplace",
  "data.iot": "iot",
  "data.mediastore": "mediastore",
  "device.sagemaker": "sagemaker",
  "edge.sagemaker": "sagemaker",
  "entitlement.marketplace": "aws-marketplace",
  "kinesisvideo-archived-media": "kinesisvideo",
  "lambda-microvms": "lambda",
  "marketplace-catalog": "aws-marketplace",
  "metering-marketplace": "aws-marketplace",
  "metering.marketplace": "aws-marketplace",
  "models.lex": "lex",
  "models-v2-lex": "lex",
  opensearchserverless: "aoss",
  "participant.connect": "connect",
  "portal.sso": "sso",
  "routing-control": "route53-recovery-cluster",
  "runtime.lex": "lex",
  "runtime-v2-lex": "lex",
  "runtime.sagemaker": "sagemaker",
  "s3-control": "s3",
  "streams.dynamodb": "dynamodb",
  "trail-data": "cloudtrail-data",
  amp: "aps",
  appconfigdata: "appconfig",
  appstream2: "appstream",
  autoscalingplans: "autoscaling-plans",
  billingconsole: "billing",
  email: "ses",
  iotdata: "iot",
  ioteventsdata: "iotevents",
  keyspaces: "cassandra",
  location: "geo",
  macie: "macie2",
  mediapackagevod: "mediapackage-vod",
  "memory-db": "memorydb",
  monitoring: "cloudwatch",
  oidc: "sso-oauth",
  opensearch: "es",
  personalizeruntime: "personalize",
  pinpoint: "mobiletargeting",
  prometheus: "aps",
  rdsdata: "rds-data",
  sesv2: "ses",
  sso_oidc: "sso-oauth",
  tagging: "tag",
};

/**
 * Services whose events come from the host of another one: operations that the first prefix does not have are looked for
 * under these. `RegisterScalableTarget` of Application Auto Scaling stands under `autoscaling.amazonaws.com`.
 */
export const siblings: Readonly<Record<string, readonly string[]>> = {
  "aws-marketplace": ["aws-marketplace-management", "marketplacecommerceanalytics"],
  "sso-directory": ["sso", "identitystore"],
  autoscaling: ["application-autoscaling", "autoscaling-plans"],
  bedrock: ["bedrock-agentcore"],
  billing: ["account", "aws-portal", "payments", "tax", "consolidatedbilling", "invoicing", "budgets", "ce"],
  codestar: ["codestar-connections", "codestar-notifications"],
  connect: ["profile", "voiceid", "wisdom"],
  dynamodb: ["dax"],
  ec2: ["ebs", "ec2-instance-connect"],
  es: ["opensearch"],
  geo: ["geo-maps", "geo-places", "geo-routes"],
  iot: ["iotjobsdata"],
  q: ["qbusiness", "codewhisperer", "qdeveloper"],
  rds: ["rds-data"],
  redshift: ["redshift-data", "redshift-serverless"],
  s3: ["s3express", "s3-object-lambda", "s3-outposts", "s3tables", "s3vectors"],
  sagemaker: ["sagemaker-geospatial", "sagemaker-mlflow"],
  ses: ["sms-voice"],
  ssm: ["ssmmessages", "ssm-incidents", "ssm-contacts", "ssm-quicksetup"],
  sso: ["sso-directory", "sso-oauth", "identitystore"],
  support: ["supportplans", "trustedadvisor"],
  waf: ["waf-regional", "wafv2"],
};

const put = ["PutObject"];
const list = ["ListBucket"];

/** Settings of a bucket: one action reads it, another one writes and deletes it. */
function bucketSetting(operation: string, action: string, list?: string): Record<string, readonly string[]> {
  return {
    [`get${operation}`]: [`Get${action}`],
    [`put${operation}`]: [`Put${action}`],
    [`delete${operation}`]: [`Put${action}`],
    ...(list !== undefined && { [list]: [`Get${action}`] }),
  };
}

/** Operations, lower case, that all need the same actions. */
function named(
  actions: readonly string[],
  ...operations: readonly string[]
): Record<string, readonly string[]> {
  return Object.fromEntries(operations.map((operation) => [operation, actions]));
}

/** By prefix and lower-case operation, the actions where they are not called as the operation. */
export const operationActions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  s3: {
    headbucket: list,
    listobjects: list,
    listobjectsv2: list,
    listobjectversions: ["ListBucketVersions"],
    listbuckets: ["ListAllMyBuckets"],
    listmultipartuploads: ["ListBucketMultipartUploads"],
    listparts: ["ListMultipartUploadParts"],
    headobject: ["GetObject"],
    selectobjectcontent: ["GetObject"],
    deleteobjects: ["DeleteObject"],
    copyobject: ["GetObject", "PutObject"],
    uploadpartcopy: ["GetObject", "PutObject"],
    createmultipartupload: put,
    uploadpart: put,
    completemultipartupload: put,
    postobject: put,
    headobjectversion: ["GetObjectVersion"],
    listdirectorybuckets: ["s3express:ListAllMyDirectoryBuckets"],
    createsession: ["s3express:CreateSession"],
    renameobject: ["GetObject", "DeleteObject", "PutObject"],
    ...bucketSetting("bucketlifecycle", "LifecycleConfiguration"),
    ...bucketSetting("bucketlifecycleconfiguration", "LifecycleConfiguration"),
    ...bucketSetting("bucketreplication", "ReplicationConfiguration"),
    ...bucketSetting("bucketencryption", "EncryptionConfiguration"),
    ...bucketSetting("bucketnotificationconfiguration", "BucketNotification"),
    ...bucketSetting("bucketaccelerateconfiguration", "AccelerateConfiguration"),
    ...bucketSetting("bucketcors", "BucketCORS"),
    ...bucketSetting("buckettagging", "BucketTagging"),
    ...bucketSetting("bucketownershipcontrols", "BucketOwnershipControls"),
    ...bucketSetting("publicaccessblock", "BucketPublicAccessBlock"),
    ...bucketSetting("bucketpublicaccessblock", "BucketPublicAccessBlock"),
    ...bucketSetting("accountpublicaccessblock", "AccountPublicAccessBlock"),
    ...bucketSetting("objectlockconfiguration", "BucketObjectLockConfiguration"),
    ...bucketSetting(
      "bucketanalyticsconfiguration",
      "AnalyticsConfiguration",
      "listbucketanalyticsconfigurations",
    ),
    ...bucketSetting(
      "bucketinventoryconfiguration",
      "InventoryConfiguration",
      "listbucketinventoryconfigurations",
    ),
    ...bucketSetting("bucketmetricsconfiguration", "MetricsConfiguration", "listbucketmetricsconfigurations"),
    ...bucketSetting(
      "bucketintelligenttieringconfiguration",
      "IntelligentTieringConfiguration",
      "listbucketintelligenttieringconfigurations",
    ),
  },
  lambda: {
    invoke: ["InvokeFunction"],
    invokewithresponsestream: ["InvokeFunction"],
    getlayerversionbyarn: ["GetLayerVersion"],
  },
  kms: { reencrypt: ["ReEncryptFrom", "ReEncryptTo"] },
  budgets: {
    ...named(["ModifyBudget"], "createbudget", "updatebudget", "deletebudget"),
    ...named(["ModifyBudget"], "createnotification", "updatenotification", "deletenotification"),
    ...named(["ModifyBudget"], "createsubscriber", "updatesubscriber", "deletesubscriber"),
    ...named(["ViewBudget"], "describebudget", "describebudgets", "describebudgetperformancehistory"),
    ...named(["ViewBudget"], "describenotificationsforbudget", "describesubscribersfornotification"),
    ...named(["ViewBudget"], "describebudgetnotificationsforaccount"),
  },
  cloudsearch: { uploaddocuments: ["document"] },
  sso: { getrolecredentials: [], listaccounts: [], listaccountroles: [], logout: [], authenticate: [] },
  sqs: {
    sendmessagebatch: ["SendMessage"],
    deletemessagebatch: ["DeleteMessage"],
    changemessagevisibilitybatch: ["ChangeMessageVisibility"],
  },
  sns: { publishbatch: ["Publish"] },
  dynamodb: {
    transactgetitems: ["GetItem"],
    transactwriteitems: ["ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"],
    executestatement: ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
    batchexecutestatement: ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
    executetransaction: ["PartiQLDelete", "PartiQLInsert", "PartiQLSelect", "PartiQLUpdate"],
  },
  bedrock: {
    converse: ["InvokeModel"],
    conversestream: ["InvokeModelWithResponseStream"],
    startasyncinvoke: ["InvokeModel"],
  },
};

const methods: readonly (readonly [verbs: RegExp, method: string])[] = [
  [/^(?:Get|Export|Head|List)/, "GET"],
  [/^(?:Delete|Flush|Untag|Reset)/, "DELETE"],
  [/^(?:Update)/, "PATCH"],
  [/^(?:Put|Reimport|ImportDocumentationParts|TagResource)/, "PUT"],
  [/^(?:Create|Import|Generate|TestInvoke)/, "POST"],
];

/** API Gateway's actions are methods of HTTP; the operation's verb tells which one it is. */
export function apiGatewayMethod(operation: string): string | undefined {
  return methods.find(([verbs]) => verbs.test(operation))?.[1];
}
