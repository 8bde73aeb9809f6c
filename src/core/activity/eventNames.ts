/**
 * Where CloudTrail's names differ from IAM's. Facts: the services' pages on CloudTrail and the Service Authorization
 * Reference, which names the API operations that an action stands for.
 */

/** The action prefix of hosts that are not called by it, without `.amazonaws.com`. */
export const prefixes: Readonly<Record<string, string>> = {
  "api.ecr": "ecr",
  "api.pricing": "pricing",
  "api.sagemaker": "sagemaker",
  "data.iot": "iot",
  "edge.sagemaker": "sagemaker",
  "entitlement.marketplace": "aws-marketplace",
  "metering-marketplace": "aws-marketplace",
  "models.lex": "lex",
  "runtime.lex": "lex",
  "runtime.sagemaker": "sagemaker",
  "streams.dynamodb": "dynamodb",
  appstream2: "appstream",
  billingconsole: "billing",
  email: "ses",
  iotdata: "iot",
  ioteventsdata: "iotevents",
  location: "geo",
  monitoring: "cloudwatch",
  opensearch: "es",
  pinpoint: "mobiletargeting",
  rdsdata: "rds-data",
  sesv2: "ses",
  tagging: "tag",
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
  },
  kms: { reencrypt: ["ReEncryptFrom", "ReEncryptTo"] },
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
