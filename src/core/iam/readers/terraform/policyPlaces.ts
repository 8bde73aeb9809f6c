import type { PolicyPlace } from "../../model/located.ts";

/** Where a resource of the AWS provider takes a policy. */
export interface PolicyArgument {
  /** Argument, or `block.argument` for a nested block. */
  readonly argument: string;
  readonly place: Pick<PolicyPlace, "type" | "resourceType">;
  /** Argument that names the role, user or group that gets it. `self`: the resource is one. */
  readonly principal?: string;
}

const identity = { type: "identity" } as const;
const on = (resourceType: string) => ({ type: "resource", resourceType }) as const;
const policyOn = (resourceType: string): readonly PolicyArgument[] => [
  { argument: "policy", place: on(resourceType) },
];

/** Resources that take policies, by type. Source: the documentation of the AWS provider, version 6. */
export const policyArguments: Readonly<Record<string, readonly PolicyArgument[]>> = {
  aws_iam_policy: [{ argument: "policy", place: identity }],
  aws_iam_role: [
    { argument: "assume_role_policy", place: { type: "trust" }, principal: "self" },
    { argument: "inline_policy.policy", place: identity, principal: "self" },
  ],
  aws_iam_role_policy: [{ argument: "policy", place: identity, principal: "role" }],
  aws_iam_user_policy: [{ argument: "policy", place: identity, principal: "user" }],
  aws_iam_group_policy: [{ argument: "policy", place: identity, principal: "group" }],
  aws_ssoadmin_permission_set_inline_policy: [
    { argument: "inline_policy", place: identity, principal: "permission_set_arn" },
  ],
  aws_vpc_endpoint: [{ argument: "policy", place: { type: "vpc-endpoint" } }],
  aws_vpc_endpoint_policy: [{ argument: "policy", place: { type: "vpc-endpoint" } }],
  aws_s3_bucket: policyOn("AWS::S3::Bucket"),
  aws_s3_bucket_policy: policyOn("AWS::S3::Bucket"),
  aws_s3_access_point: policyOn("AWS::S3::AccessPoint"),
  aws_s3control_access_point_policy: policyOn("AWS::S3::AccessPoint"),
  aws_s3control_object_lambda_access_point_policy: policyOn("AWS::S3ObjectLambda::AccessPoint"),
  aws_s3control_multi_region_access_point_policy: [
    { argument: "details.policy", place: on("AWS::S3::MultiRegionAccessPoint") },
  ],
  aws_sqs_queue: policyOn("AWS::SQS::Queue"),
  aws_sqs_queue_policy: policyOn("AWS::SQS::Queue"),
  aws_sns_topic: policyOn("AWS::SNS::Topic"),
  aws_sns_topic_policy: policyOn("AWS::SNS::Topic"),
  aws_kms_key: policyOn("AWS::KMS::Key"),
  aws_kms_key_policy: policyOn("AWS::KMS::Key"),
  aws_kms_external_key: policyOn("AWS::KMS::Key"),
  aws_kms_replica_key: policyOn("AWS::KMS::Key"),
  aws_secretsmanager_secret: policyOn("AWS::SecretsManager::Secret"),
  aws_secretsmanager_secret_policy: policyOn("AWS::SecretsManager::Secret"),
  aws_ecr_repository_policy: policyOn("AWS::ECR::Repository"),
  aws_ecr_registry_policy: policyOn("AWS::ECR::RegistryPolicy"),
  aws_ecrpublic_repository_policy: policyOn("AWS::ECR::PublicRepository"),
  aws_efs_file_system_policy: policyOn("AWS::EFS::FileSystem"),
  aws_glacier_vault: [{ argument: "access_policy", place: on("AWS::Glacier::Vault") }],
  aws_glacier_vault_lock: policyOn("AWS::Glacier::Vault"),
  aws_backup_vault_policy: policyOn("AWS::Backup::BackupVault"),
  aws_glue_resource_policy: policyOn("AWS::Glue::ResourcePolicy"),
  aws_cloudwatch_event_bus_policy: policyOn("AWS::Events::EventBus"),
  aws_cloudwatch_log_resource_policy: [
    { argument: "policy_document", place: on("AWS::Logs::ResourcePolicy") },
  ],
  aws_cloudwatch_log_destination_policy: [{ argument: "access_policy", place: on("AWS::Logs::Destination") }],
  aws_elasticsearch_domain: [{ argument: "access_policies", place: on("AWS::Elasticsearch::Domain") }],
  aws_elasticsearch_domain_policy: [{ argument: "access_policies", place: on("AWS::Elasticsearch::Domain") }],
  aws_opensearch_domain: [{ argument: "access_policies", place: on("AWS::OpenSearchService::Domain") }],
  aws_opensearch_domain_policy: [
    { argument: "access_policies", place: on("AWS::OpenSearchService::Domain") },
  ],
  aws_api_gateway_rest_api: policyOn("AWS::ApiGateway::RestApi"),
  aws_api_gateway_rest_api_policy: policyOn("AWS::ApiGateway::RestApi"),
  aws_codeartifact_domain_permissions_policy: [
    { argument: "policy_document", place: on("AWS::CodeArtifact::Domain") },
  ],
  aws_codeartifact_repository_permissions_policy: [
    { argument: "policy_document", place: on("AWS::CodeArtifact::Repository") },
  ],
  aws_codebuild_resource_policy: policyOn("AWS::CodeBuild::ResourcePolicy"),
  aws_dynamodb_resource_policy: policyOn("AWS::DynamoDB::Table"),
  aws_kinesis_resource_policy: policyOn("AWS::Kinesis::Stream"),
  aws_media_store_container_policy: policyOn("AWS::MediaStore::Container"),
  aws_msk_cluster_policy: policyOn("AWS::MSK::Cluster"),
  aws_redshift_resource_policy: policyOn("AWS::Redshift::Cluster"),
  aws_ses_identity_policy: policyOn("AWS::SES::EmailIdentity"),
  aws_sesv2_email_identity_policy: policyOn("AWS::SES::EmailIdentity"),
  aws_vpclattice_auth_policy: policyOn("AWS::VpcLattice::AuthPolicy"),
  aws_vpclattice_resource_policy: policyOn("AWS::VpcLattice::ResourcePolicy"),
  aws_acmpca_policy: policyOn("AWS::ACMPCA::CertificateAuthority"),
};

/** The type of a policy of AWS Organizations, by the `type` argument, whose default is a service control policy. */
export function organizationsType(type: string | undefined): PolicyPlace["type"] | "none" {
  if (type === undefined || type === "SERVICE_CONTROL_POLICY") return "scp";
  return type === "RESOURCE_CONTROL_POLICY" ? "rcp" : "none";
}
