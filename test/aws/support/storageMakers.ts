import {
  CreateAliasCommand,
  CreateKeyCommand,
  EnableKeyRotationCommand,
  type KMSClient,
} from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
  type ObjectLockConfiguration,
  type OwnershipControls,
  type PublicAccessBlockConfiguration,
  type ServerSideEncryptionRule,
  type VersioningConfiguration,
} from "@aws-sdk/client-s3";
import { asObject, type ResourceMaker } from "./cloudFormationStack.ts";
import { json, property, text } from "./properties.ts";

interface Clients {
  readonly kms: KMSClient;
  readonly s3: S3Client;
}

/** Makes keys and buckets. */
export function storageMakers(clients: Clients): Record<string, ResourceMaker> {
  return { ...keyMakers(clients), ...bucketMakers(clients) };
}

function keyMakers({ kms }: Clients): Record<string, ResourceMaker> {
  return {
    "AWS::KMS::Key": async (properties) => {
      const { KeyMetadata } = await kms.send(
        new CreateKeyCommand({
          Description: text(properties, "Description"),
          Policy: json(properties, "KeyPolicy"),
        }),
      );
      const { KeyId = "", Arn = "" } = KeyMetadata ?? {};
      if (properties["EnableKeyRotation"] === true) await kms.send(new EnableKeyRotationCommand({ KeyId }));
      return { Ref: KeyId, Arn };
    },
    "AWS::KMS::Alias": async (properties) => {
      const AliasName = text(properties, "AliasName");
      await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: text(properties, "TargetKeyId") }));
      return { Ref: AliasName };
    },
  };
}

function bucketMakers({ s3 }: Clients): Record<string, ResourceMaker> {
  return {
    "AWS::S3::Bucket": async (properties) => {
      const Bucket = text(properties, "BucketName");
      const ObjectLockEnabledForBucket = properties["ObjectLockEnabled"] === true;
      await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket }));
      const { ServerSideEncryptionConfiguration: rules } = asObject(properties["BucketEncryption"]);
      const Rules = (rules as readonly Record<string, unknown>[]).map(
        ({ ServerSideEncryptionByDefault, ...rest }): ServerSideEncryptionRule => ({
          ...rest,
          ApplyServerSideEncryptionByDefault: property(
            { ServerSideEncryptionByDefault },
            "ServerSideEncryptionByDefault",
          ),
        }),
      );
      await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
      const OwnershipControls = property<OwnershipControls>(properties, "OwnershipControls");
      await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
      const PublicAccessBlockConfiguration = property<PublicAccessBlockConfiguration>(
        properties,
        "PublicAccessBlockConfiguration",
      );
      await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
      const VersioningConfiguration = property<VersioningConfiguration>(
        properties,
        "VersioningConfiguration",
      );
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      const lock = property<ObjectLockConfiguration | undefined>(properties, "ObjectLockConfiguration");
      if (lock)
        await s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration: lock }));
      return { Ref: Bucket, Arn: `arn:aws:s3:::${Bucket}` };
    },
    "AWS::S3::BucketPolicy": async (properties) => {
      const Bucket = text(properties, "Bucket");
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: json(properties, "PolicyDocument") }));
      return { Ref: Bucket };
    },
  };
}
