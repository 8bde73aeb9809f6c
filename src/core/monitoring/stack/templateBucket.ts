import type { TemplateObject } from "../../policyTemplates/formats/value.ts";

const noPublicAccess: TemplateObject = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/** A bucket that nobody outside reads, with the stack's key, where nothing is overwritten. */
export function bucketProperties(name: string, more: TemplateObject = {}): TemplateObject {
  return {
    BucketName: name,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: "${AuditKey.Arn}" },
        },
      ],
    },
    ...more,
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    PublicAccessBlockConfiguration: noPublicAccess,
    VersioningConfiguration: { Status: "Enabled" },
  };
}
