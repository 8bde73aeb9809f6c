import type { TableGroup } from "./entry.ts";

/** Ways in that are not of IAM: keys, passwords, certificates and permissions of other services. */
export const entryTable: readonly TableGroup[] = [
  {
    service: "lightsail",
    names:
      "GetInstanceAccessDetails DownloadDefaultKeyPair GetRelationalDatabaseMasterUserPassword CreateKeyPair",
    severity: "high",
    category: "credential-access",
    technique: "T1552",
    reason: "A key or password of a machine or database was read or made.",
    source: "MITRE T1552",
  },
  {
    service: ["acm", "acm-pca"],
    names:
      "ExportCertificate IssueCertificate CreateCertificateAuthority ImportCertificateAuthorityCertificate",
    severity: "high",
    category: "credential-access",
    technique: "T1552.004",
    reason: "A certificate was exported with its key, or issued by the account's own authority.",
    source: "MITRE T1552.004, T1649",
  },
  {
    service: [
      "redshift",
      "redshift-serverless",
      "sso",
      "codeartifact",
      "ecr",
      "apigateway",
      "appsync",
      "lambda",
    ],
    names:
      "GetClusterCredentials GetClusterCredentialsWithIAM GetCredentials GetRoleCredentials CreateApiKey",
    severity: "medium",
    category: "credential-access",
    technique: "T1552",
    reason: "Credentials for something else were taken or made.",
    source: "MITRE T1552",
  },
  {
    service: "sagemaker",
    names:
      "CreatePresignedNotebookInstanceUrl CreatePresignedDomainUrl CreateNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig CreateStudioLifecycleConfig",
    severity: "high",
    category: "privilege-escalation",
    technique: "T1648",
    reason: "A notebook, and the role it runs with, was opened or given a script.",
    source: "Stratus; Elastic",
  },
  {
    service: "transfer",
    names: "CreateUser UpdateUser ImportSshPublicKey CreateAccess UpdateAccess CreateServer UpdateServer",
    severity: "high",
    category: "persistence",
    technique: "T1098",
    reason: "Someone outside can now move files in and out.",
    source: "MITRE T1098, T1537",
  },
  {
    service: "ds",
    names:
      "ResetUserPassword CreateTrust UpdateTrust CreateDirectory ConnectDirectory DeleteDirectory ShareDirectory DisableSso EnableLDAPS DisableLDAPS RegisterCertificate AuthorizeApplication",
    severity: "high",
    category: "persistence",
    technique: "T1556",
    reason: "A directory, or who can sign in by it, was changed.",
    source: "MITRE T1556",
  },
  {
    service: "cognito-idp",
    names:
      "AdminSetUserPassword AdminResetUserPassword AdminCreateUser AdminAddUserToGroup AdminUpdateUserAttributes AdminSetUserMFAPreference SetUserPoolMfaConfig CreateIdentityProvider UpdateIdentityProvider UpdateUserPool CreateUserPoolClient UpdateUserPoolClient",
    severity: "medium",
    category: "persistence",
    technique: "T1098",
    reason: "Users of an application, or how they sign in, were changed.",
    source: "MITRE T1098",
  },
  {
    service: "lakeformation",
    names: "GrantPermissions BatchGrantPermissions PutDataLakeSettings RegisterResource UpdateResource",
    severity: "high",
    category: "privilege-escalation",
    technique: "T1098",
    reason: "Permissions on the data lake were granted.",
    source: "MITRE T1098",
  },
  {
    service: "ssm",
    names: "CreateActivation UpdateServiceSetting PutResourcePolicy RegisterTaskWithMaintenanceWindow",
    severity: "high",
    category: "persistence",
    technique: "T1651",
    reason: "Machines from outside can join, or a setting or task for all of them was changed.",
    source: "MITRE T1651",
  },
  {
    service: "organizations",
    names:
      "DisableAWSServiceAccess DeregisterDelegatedAdministrator EnableAllFeatures CancelHandshake DeleteResourcePolicy",
    severity: "high",
    category: "privilege-escalation",
    technique: "T1098",
    reason: "The organisation was changed.",
    source: "CIS 4.15",
  },
  {
    service: "account",
    names: "StartPrimaryEmailUpdate AcceptPrimaryEmailUpdate CloseAccount DeleteAlternateContact",
    severity: "high",
    category: "persistence",
    technique: "T1098",
    reason: "The account's owner, or who is told of its troubles, was changed.",
    source: "MITRE T1098, T1531",
  },
  {
    service: [
      "codebuild",
      "codecommit",
      "codestar-connections",
      "codeconnections",
      "codepipeline",
      "amplify",
    ],
    names:
      "ImportSourceCredentials CreateConnection CreateWebhook PutWebhook UpdateWebhook PutApprovalRule UpdatePipeline CreatePipeline PutJobSuccessResult CreateApp",
    severity: "medium",
    category: "persistence",
    technique: "T1195.002",
    reason: "What builds and delivers programs was connected or changed.",
    source: "MITRE T1195.002",
  },
  {
    service: ["ec2", "directconnect"],
    names:
      "CreateVpnConnection CreateClientVpnEndpoint AuthorizeClientVpnIngress ExportClientVpnClientConfiguration CreateVpcEndpointServiceConfiguration ModifyVpcEndpointServicePermissions CreateTransitGatewayPeeringAttachment AcceptTransitGatewayPeeringAttachment CreateVpcBlockPublicAccessExclusion ConfirmConnection",
    severity: "high",
    category: "persistence",
    technique: "T1133",
    reason: "The network was joined to another one.",
    source: "MITRE T1133",
  },
  {
    service: ["ecs", "eks"],
    names:
      "ExecuteCommand AssociateIdentityProviderConfig CreatePodIdentityAssociation UpdatePodIdentityAssociation",
    severity: "high",
    category: "execution",
    technique: "T1609",
    reason: "A shell in a container was opened, or containers were given an identity.",
    source: "MITRE T1609",
  },
];
