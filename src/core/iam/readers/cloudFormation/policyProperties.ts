import type { PolicyType } from "../../model/located.ts";

/** A property that holds a policy document. */
export interface PolicyProperty {
  /** Names from `Properties` on, with points between them; lists on the way are walked through. */
  readonly path: string;
  readonly type: PolicyType;
  readonly resourceType?: string;
  /** The value is one statement or a list of them, not a document. */
  readonly statements?: true;
}

const on = (path: string, resourceType: string): readonly PolicyProperty[] => [
  { path, type: "resource", resourceType },
];
const identity = (path: string): readonly PolicyProperty[] => [{ path, type: "identity" }];

/**
 * Properties with policies, by type of the resource; the types of `principals.ts` aside. An empty list: the documents of
 * that type look like policies of IAM and are none. Source: the resource reference of CloudFormation.
 */
export const policyProperties: Readonly<Record<string, readonly PolicyProperty[]>> = {
  "AWS::ApiGateway::RestApi": on("Policy", "AWS::ApiGateway::RestApi"),
  "AWS::Backup::BackupVault": on("AccessPolicy", "AWS::Backup::BackupVault"),
  "AWS::Backup::LogicallyAirGappedBackupVault": on("AccessPolicy", "AWS::Backup::BackupVault"),
  "AWS::CodeArtifact::Domain": on("PermissionsPolicyDocument", "AWS::CodeArtifact::Domain"),
  "AWS::CodeArtifact::Repository": on("PermissionsPolicyDocument", "AWS::CodeArtifact::Repository"),
  "AWS::DynamoDB::GlobalTable": [
    ...on("Replicas.ResourcePolicy.PolicyDocument", "AWS::DynamoDB::Table"),
    ...on("Replicas.ReplicaStreamSpecification.ResourcePolicy.PolicyDocument", "AWS::DynamoDB::Stream"),
  ],
  "AWS::DynamoDB::Table": [
    ...on("ResourcePolicy.PolicyDocument", "AWS::DynamoDB::Table"),
    ...on("StreamSpecification.ResourcePolicy.PolicyDocument", "AWS::DynamoDB::Stream"),
  ],
  "AWS::EC2::VPCEndpoint": [{ path: "PolicyDocument", type: "vpc-endpoint" }],
  "AWS::ECR::PublicRepository": on("RepositoryPolicyText", "AWS::ECR::PublicRepository"),
  "AWS::ECR::RegistryPolicy": on("PolicyText", "AWS::ECR::RegistryPolicy"),
  "AWS::ECR::Repository": on("RepositoryPolicyText", "AWS::ECR::Repository"),
  "AWS::ECR::RepositoryCreationTemplate": on("RepositoryPolicy", "AWS::ECR::Repository"),
  "AWS::EFS::FileSystem": on("FileSystemPolicy", "AWS::EFS::FileSystem"),
  "AWS::Elasticsearch::Domain": on("AccessPolicies", "AWS::Elasticsearch::Domain"),
  "AWS::Events::EventBus": on("Policy", "AWS::Events::EventBus"),
  "AWS::Events::EventBusPolicy": [
    { path: "Statement", type: "resource", resourceType: "AWS::Events::EventBus", statements: true },
  ],
  "AWS::EventSchemas::RegistryPolicy": on("Policy", "AWS::EventSchemas::Registry"),
  "AWS::IoT::Policy": [],
  "AWS::Kinesis::ResourcePolicy": on("ResourcePolicy", "AWS::Kinesis::Stream"),
  "AWS::KMS::Key": on("KeyPolicy", "AWS::KMS::Key"),
  "AWS::KMS::ReplicaKey": on("KeyPolicy", "AWS::KMS::Key"),
  "AWS::Lex::ResourcePolicy": on("Policy", "AWS::Lex::Bot"),
  "AWS::Logs::Destination": on("DestinationPolicy", "AWS::Logs::Destination"),
  "AWS::Logs::LogGroup": on("ResourcePolicyDocument", "AWS::Logs::ResourcePolicy"),
  "AWS::Logs::ResourcePolicy": on("PolicyDocument", "AWS::Logs::ResourcePolicy"),
  "AWS::MediaPackageV2::ChannelPolicy": on("Policy", "AWS::MediaPackageV2::Channel"),
  "AWS::MediaPackageV2::OriginEndpointPolicy": on("Policy", "AWS::MediaPackageV2::OriginEndpoint"),
  "AWS::MediaStore::Container": on("Policy", "AWS::MediaStore::Container"),
  "AWS::MSK::ClusterPolicy": on("Policy", "AWS::MSK::Cluster"),
  "AWS::Oam::Sink": on("Policy", "AWS::Oam::Sink"),
  "AWS::OpenSearchService::Domain": on("AccessPolicies", "AWS::OpenSearchService::Domain"),
  "AWS::Organizations::ResourcePolicy": on("Content", "AWS::Organizations::ResourcePolicy"),
  "AWS::RAM::Permission": [],
  "AWS::Redshift::Cluster": on("NamespaceResourcePolicy", "AWS::Redshift::Cluster"),
  "AWS::RedshiftServerless::Namespace": on("NamespaceResourcePolicy", "AWS::RedshiftServerless::Namespace"),
  "AWS::RolesAnywhere::Profile": identity("SessionPolicy"),
  "AWS::S3::AccessPoint": on("Policy", "AWS::S3::AccessPoint"),
  "AWS::S3::BucketPolicy": on("PolicyDocument", "AWS::S3::Bucket"),
  "AWS::S3::MultiRegionAccessPointPolicy": on("Policy", "AWS::S3::MultiRegionAccessPoint"),
  "AWS::S3Express::AccessPoint": on("Policy", "AWS::S3Express::AccessPoint"),
  "AWS::S3Express::BucketPolicy": on("PolicyDocument", "AWS::S3Express::DirectoryBucket"),
  "AWS::S3ObjectLambda::AccessPointPolicy": on("PolicyDocument", "AWS::S3ObjectLambda::AccessPoint"),
  "AWS::S3Outposts::AccessPoint": on("Policy", "AWS::S3Outposts::AccessPoint"),
  "AWS::S3Outposts::BucketPolicy": on("PolicyDocument", "AWS::S3Outposts::Bucket"),
  "AWS::S3Tables::TableBucketPolicy": on("ResourcePolicy", "AWS::S3Tables::TableBucket"),
  "AWS::S3Tables::TablePolicy": on("ResourcePolicy", "AWS::S3Tables::Table"),
  "AWS::S3Vectors::VectorBucketPolicy": on("Policy", "AWS::S3Vectors::VectorBucket"),
  "AWS::SageMaker::ModelPackageGroup": on("ModelPackageGroupPolicy", "AWS::SageMaker::ModelPackageGroup"),
  "AWS::SecretsManager::ResourcePolicy": on("ResourcePolicy", "AWS::SecretsManager::Secret"),
  "AWS::Serverless::Api": [
    {
      path: "Auth.ResourcePolicy.CustomStatements",
      type: "resource",
      resourceType: "AWS::ApiGateway::RestApi",
      statements: true,
    },
  ],
  "AWS::SNS::TopicInlinePolicy": on("PolicyDocument", "AWS::SNS::Topic"),
  "AWS::SNS::TopicPolicy": on("PolicyDocument", "AWS::SNS::Topic"),
  "AWS::SQS::QueueInlinePolicy": on("PolicyDocument", "AWS::SQS::Queue"),
  "AWS::SQS::QueuePolicy": on("PolicyDocument", "AWS::SQS::Queue"),
  "AWS::SSM::ResourcePolicy": on("Policy", "AWS::SSM::Parameter"),
  "AWS::Transfer::User": identity("Policy"),
  "AWS::VpcLattice::AuthPolicy": on("Policy", "AWS::VpcLattice::AuthPolicy"),
  "AWS::VpcLattice::ResourcePolicy": on("Policy", "AWS::VpcLattice::ResourcePolicy"),
  "AWS::XRay::ResourcePolicy": on("PolicyDocument", "AWS::XRay::ResourcePolicy"),
};

/** The type of a policy of AWS Organizations, by its property `Type`; undefined for those of another language. */
export function organizationsType(type: string | undefined): PolicyType | undefined {
  if (type === "SERVICE_CONTROL_POLICY") return "scp";
  return type === "RESOURCE_CONTROL_POLICY" ? "rcp" : undefined;
}

/** Types whose resources the checks of networks and workspaces look at. */
export const watchedType =
  /^AWS::(?:EC2::(?:SecurityGroup(?:Ingress|Egress)?|NetworkAcl(?:Entry)?)|WorkSpaces::\w+|Lambda::Permission)$/;
