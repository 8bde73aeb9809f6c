/**
 * Actions that return credentials, after the lists of cloudsplaining and parliament. Those of other rules are left out:
 * keys and passwords of users are privilege escalation, `sts:AssumeRole` has a rule of its own.
 */
export const credentialActions: readonly string[] = [
  "airflow:CreateCliToken",
  "airflow:CreateWebLoginToken",
  "appsync:CreateApiKey",
  "chime:CreateApiKey",
  "cloud9:CreateEnvironmentToken",
  "codepipeline:PollForJobs",
  "cognito-idp:AssociateSoftwareToken",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "connect:GetFederationToken",
  "ec2:GetPasswordData",
  "emr-containers:GetManagedEndpointSessionCredentials",
  "finspace-api:GetProgrammaticAccessCredentials",
  "gamelift:GetComputeAccess",
  "gamelift:GetComputeAuthToken",
  "gamelift:GetInstanceAccess",
  "gamelift:RequestUploadCredentials",
  "grafana:CreateWorkspaceApiKey",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iot:AssumeRoleWithCertificate",
  "license-manager:GetAccessToken",
  "lightsail:CreateBucketAccessKey",
  "lightsail:DownloadDefaultKeyPair",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  "mediapackage:RotateChannelCredentials",
  "mediapackage:RotateIngestEndpointCredentials",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "redshift:GetClusterCredentialsWithIAM",
  "redshift-serverless:GetCredentials",
  "sso:GetRoleCredentials",
];

/** Actions that return credentials of little use: for what the holder may do anyway, or for one application. */
export const weakCredentialActions: readonly string[] = [
  "codeartifact:GetAuthorizationToken",
  "cognito-idp:DescribeUserPoolClient",
  "ecr:GetAuthorizationToken",
  "ecr-public:GetAuthorizationToken",
  "sts:GetFederationToken",
];

/** Actions that read what a company keeps, after cloudsplaining. */
export const dataActions: readonly string[] = [
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
];
