/** A managed rule of AWS Config. */
export interface ConfigRule {
  /** Identifier of the managed rule. */
  readonly identifier: string;
  /** What holds when the rule is met. */
  readonly title: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * Rules on what the two guides and CIS ask for: the record, permissions, secrets, open doors, and the machines. Source of
 * the identifiers: "List of AWS Config Managed Rules".
 */
export const configRules: readonly ConfigRule[] = [
  { identifier: "MULTI_REGION_CLOUD_TRAIL_ENABLED", title: "A trail covers all Regions" },
  { identifier: "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED", title: "Trails sign their log files" },
  { identifier: "CLOUD_TRAIL_ENCRYPTION_ENABLED", title: "Trails are encrypted with a key of KMS" },
  {
    identifier: "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS",
    title: "No policy of the account allows everything",
  },
  {
    identifier: "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS",
    title: "No policy of the account allows all of a service",
  },
  { identifier: "IAM_ROOT_ACCESS_KEY_CHECK", title: "The root user has no access key" },
  { identifier: "ROOT_ACCOUNT_MFA_ENABLED", title: "The root user has MFA" },
  { identifier: "MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", title: "IAM users with a password have MFA" },
  {
    identifier: "ACCESS_KEYS_ROTATED",
    title: "Access keys are at most 90 days old",
    parameters: { maxAccessKeyAge: "90" },
  },
  { identifier: "SECRETSMANAGER_ROTATION_ENABLED_CHECK", title: "Secrets are rotated" },
  { identifier: "S3_BUCKET_PUBLIC_READ_PROHIBITED", title: "No bucket can be read by everyone" },
  { identifier: "S3_BUCKET_PUBLIC_WRITE_PROHIBITED", title: "No bucket can be written by everyone" },
  { identifier: "S3_BUCKET_SSL_REQUESTS_ONLY", title: "Buckets take encrypted connections only" },
  { identifier: "LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", title: "No function can be called by everyone" },
  { identifier: "INCOMING_SSH_DISABLED", title: "No security group opens SSH to the world" },
  { identifier: "VPC_DEFAULT_SECURITY_GROUP_CLOSED", title: "Default security groups let nothing through" },
  { identifier: "KMS_CMK_NOT_SCHEDULED_FOR_DELETION", title: "No key is about to be deleted" },
  {
    identifier: "WORKSPACES_ROOT_VOLUME_ENCRYPTION_ENABLED",
    title: "Root volumes of WorkSpaces are encrypted",
  },
  {
    identifier: "WORKSPACES_USER_VOLUME_ENCRYPTION_ENABLED",
    title: "User volumes of WorkSpaces are encrypted",
  },
];

/** `S3_BUCKET_SSL_REQUESTS_ONLY` as `S3BucketSslRequestsOnly`. */
export function pascalCase(identifier: string): string {
  return identifier
    .toLowerCase()
    .split("_")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}
