import type { ActionRecord } from "../../iam/catalogue/catalogue.ts";

/**
 * Services whose resources have policies that can let a role of the same account in, though its own policies do not (IAM
 * user guide, "AWS services that work with IAM" and "Policy evaluation logic"). `sts`: a role's trust policy.
 */
const withResourcePolicies: ReadonlySet<string> = new Set([
  "acm-pca",
  "apigateway",
  "aps",
  "backup",
  "bedrock",
  "cloudtrail",
  "codeartifact",
  "codebuild",
  "dynamodb",
  "ecr",
  "ecr-public",
  "elasticfilesystem",
  "es",
  "events",
  "execute-api",
  "glacier",
  "glue",
  "iot",
  "kafka",
  "kinesis",
  "kms",
  "lambda",
  "lex",
  "logs",
  "mediastore",
  "oam",
  "organizations",
  "redshift",
  "redshift-serverless",
  "rolesanywhere",
  "s3",
  "s3-object-lambda",
  "s3-outposts",
  "s3express",
  "s3tables",
  "s3vectors",
  "sagemaker",
  "schemas",
  "secretsmanager",
  "securityhub",
  "serverlessrepo",
  "ses",
  "signer",
  "sns",
  "sqs",
  "ssm",
  "ssm-contacts",
  "ssm-incidents",
  "sts",
  "vpc-lattice",
  "xray",
]);

/** Calls that make what a policy could stand on. */
const making =
  /:Create(?:Bucket|Queue|Topic|Function|Secret|Table|Repository|Stream|EventBus|FileSystem|Domain|BackupVault|LogGroup|Trail|Project)$/;

/** Whether a resource's own policy may allow an action, so that the role's policies do not tell all. */
export function mayBeAllowedByResource(action: string, record: ActionRecord): boolean {
  const prefix = action.slice(0, action.indexOf(":"));
  return withResourcePolicies.has(prefix) && record.resources.length > 0 && !making.test(action);
}

/** Calls that take no permission: IAM is not asked (STS API reference; DynamoDB's discovery of endpoints). */
const free: ReadonlySet<string> = new Set([
  "sts:GetCallerIdentity",
  "sts:GetSessionToken",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "dynamodb:DescribeEndpoints",
  "cognito-identity:GetId",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "sso:GetRoleCredentials",
  "sso:ListAccounts",
  "sso:ListAccountRoles",
  "sso:Logout",
]);

/** Whether a call needs a permission at all. @param action in the catalogue's case */
export function needsPermission(action: string): boolean {
  return (
    !free.has(action) &&
    !/^cognito-idp:(?:InitiateAuth|SignUp|ConfirmSignUp|RespondToAuthChallenge|RevokeToken|ForgotPassword|ConfirmForgotPassword|GetUser)$/.test(
      action,
    )
  );
}
