/** What a resource policy of one kind of resource may speak of. */
export interface ResourcePolicyKind {
  /** For a person: `S3 bucket`. */
  readonly name: string;
  /** Prefixes of the actions that the policy may hold. */
  readonly actions: readonly string[];
  /** Services that its resources' ARNs may name. */
  readonly arns: readonly string[];
  /** Condition keys that say nothing there, in lower case: the resource that they tell of is the one that has the policy. */
  readonly irrelevantKeys?: readonly string[];
}

function kind(name: string, prefix: string, more: Partial<ResourcePolicyKind> = {}): ResourcePolicyKind {
  return { name, actions: [prefix], arns: [prefix], ...more };
}

const bucket = kind("S3 bucket", "s3", { irrelevantKeys: ["s3:resourceaccount"] });
const queue = kind("SQS queue", "sqs");
const topic = kind("SNS topic", "sns");
const key = kind("KMS key", "kms");
const table = kind("DynamoDB table", "dynamodb");
const domain = kind("OpenSearch domain", "es");

/**
 * Kinds of resource policies by the CloudFormation type of the resource or of its policy. Sources: the types' pages in
 * the CloudFormation user guide, and each service's page on resource-based policies.
 */
const kinds: Readonly<Record<string, ResourcePolicyKind>> = {
  "AWS::S3::Bucket": bucket,
  "AWS::S3::BucketPolicy": bucket,
  "AWS::S3::AccessPoint": { ...bucket, name: "S3 access point" },
  "AWS::S3::MultiRegionAccessPoint": { ...bucket, name: "S3 multi-Region access point" },
  "AWS::S3::MultiRegionAccessPointPolicy": { ...bucket, name: "S3 multi-Region access point" },
  "AWS::S3Express::BucketPolicy": kind("S3 directory bucket", "s3express"),
  "AWS::S3ObjectLambda::AccessPoint": kind("S3 Object Lambda access point", "s3-object-lambda"),
  "AWS::SQS::Queue": queue,
  "AWS::SQS::QueuePolicy": queue,
  "AWS::SQS::QueueInlinePolicy": queue,
  "AWS::SNS::Topic": topic,
  "AWS::SNS::TopicPolicy": topic,
  "AWS::SNS::TopicInlinePolicy": topic,
  "AWS::KMS::Key": key,
  "AWS::KMS::ReplicaKey": key,
  "AWS::SecretsManager::ResourcePolicy": kind("Secrets Manager secret", "secretsmanager"),
  "AWS::SecretsManager::Secret": kind("Secrets Manager secret", "secretsmanager"),
  "AWS::ECR::Repository": kind("ECR repository", "ecr"),
  "AWS::ECR::RegistryPolicy": kind("ECR registry", "ecr"),
  "AWS::EFS::FileSystem": kind("EFS file system", "elasticfilesystem"),
  "AWS::DynamoDB::Table": table,
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::Kinesis::Stream": kind("Kinesis data stream", "kinesis"),
  "AWS::Kinesis::ResourcePolicy": kind("Kinesis data stream", "kinesis"),
  "AWS::Events::EventBus": kind("event bus", "events"),
  "AWS::Events::EventBusPolicy": kind("event bus", "events"),
  "AWS::Backup::BackupVault": kind("backup vault", "backup"),
  "AWS::Elasticsearch::Domain": domain,
  "AWS::OpenSearchService::Domain": domain,
  "AWS::ApiGateway::RestApi": kind("API Gateway API", "execute-api"),
  "AWS::CodeArtifact::Domain": kind("CodeArtifact domain", "codeartifact"),
  "AWS::CodeArtifact::Repository": kind("CodeArtifact repository", "codeartifact"),
};

/** The kind of a resource policy; undefined for a type whose policies are not known well enough to judge. */
export function resourcePolicyKind(resourceType: string | undefined): ResourcePolicyKind | undefined {
  return resourceType !== undefined && Object.hasOwn(kinds, resourceType) ? kinds[resourceType] : undefined;
}
