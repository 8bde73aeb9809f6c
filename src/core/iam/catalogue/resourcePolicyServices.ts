/** What a resource policy of one kind of resource may speak of. */
export interface ResourcePolicyKind {
  /** For a person, with its article: `an S3 bucket`. */
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

const bucket = kind("an S3 bucket", "s3", { irrelevantKeys: ["s3:resourceaccount"] });
const queue = kind("an SQS queue", "sqs");
const topic = kind("an SNS topic", "sns");
const key = kind("a KMS key", "kms");
const table = kind("a DynamoDB table", "dynamodb");
const domain = kind("an OpenSearch domain", "es");

/**
 * Kinds of resource policies by the CloudFormation type of the resource or of its policy. Sources: the types' pages in
 * the CloudFormation user guide, and each service's page on resource-based policies.
 */
const kinds: Readonly<Record<string, ResourcePolicyKind>> = {
  "AWS::S3::Bucket": bucket,
  "AWS::S3::BucketPolicy": bucket,
  "AWS::S3::AccessPoint": { ...bucket, name: "an S3 access point" },
  "AWS::S3::MultiRegionAccessPoint": { ...bucket, name: "an S3 multi-Region access point" },
  "AWS::S3::MultiRegionAccessPointPolicy": { ...bucket, name: "an S3 multi-Region access point" },
  "AWS::S3Express::DirectoryBucket": kind("an S3 directory bucket", "s3express"),
  "AWS::S3Express::BucketPolicy": kind("an S3 directory bucket", "s3express"),
  "AWS::S3ObjectLambda::AccessPoint": kind("an S3 Object Lambda access point", "s3-object-lambda"),
  "AWS::S3Outposts::Bucket": kind("an S3 bucket on Outposts", "s3-outposts"),
  "AWS::S3Outposts::AccessPoint": kind("an S3 access point on Outposts", "s3-outposts"),
  "AWS::S3Tables::TableBucket": kind("an S3 table bucket", "s3tables"),
  "AWS::S3Tables::Table": kind("an S3 table", "s3tables"),
  "AWS::S3Vectors::VectorBucket": kind("an S3 vector bucket", "s3vectors"),
  "AWS::Glacier::Vault": kind("a Glacier vault", "glacier"),
  "AWS::SQS::Queue": queue,
  "AWS::SQS::QueuePolicy": queue,
  "AWS::SQS::QueueInlinePolicy": queue,
  "AWS::SNS::Topic": topic,
  "AWS::SNS::TopicPolicy": topic,
  "AWS::SNS::TopicInlinePolicy": topic,
  "AWS::KMS::Key": key,
  "AWS::KMS::ReplicaKey": key,
  "AWS::SecretsManager::ResourcePolicy": kind("a Secrets Manager secret", "secretsmanager"),
  "AWS::SecretsManager::Secret": kind("a Secrets Manager secret", "secretsmanager"),
  "AWS::ECR::Repository": kind("an ECR repository", "ecr"),
  "AWS::ECR::RegistryPolicy": kind("an ECR registry", "ecr"),
  "AWS::EFS::FileSystem": kind("an EFS file system", "elasticfilesystem"),
  "AWS::DynamoDB::Table": table,
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::DynamoDB::Stream": table,
  "AWS::Kinesis::Stream": kind("a Kinesis data stream", "kinesis"),
  "AWS::Kinesis::ResourcePolicy": kind("a Kinesis data stream", "kinesis"),
  "AWS::Events::EventBus": kind("an event bus", "events"),
  "AWS::Events::EventBusPolicy": kind("an event bus", "events"),
  "AWS::EventSchemas::Registry": kind("a schema registry", "schemas"),
  "AWS::Backup::LogicallyAirGappedBackupVault": kind("a backup vault", "backup"),
  "AWS::Backup::BackupVault": kind("a backup vault", "backup"),
  "AWS::Elasticsearch::Domain": domain,
  "AWS::OpenSearchService::Domain": domain,
  "AWS::ApiGateway::RestApi": kind("an API Gateway API", "execute-api"),
  "AWS::CodeArtifact::Domain": kind("a CodeArtifact domain", "codeartifact"),
  "AWS::CodeArtifact::Repository": kind("a CodeArtifact repository", "codeartifact"),
};

/** The kind of a resource policy; undefined for a type whose policies are not known well enough to judge. */
export function resourcePolicyKind(resourceType: string | undefined): ResourcePolicyKind | undefined {
  return resourceType !== undefined && Object.hasOwn(kinds, resourceType) ? kinds[resourceType] : undefined;
}
