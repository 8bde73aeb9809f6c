/** Events of one filter: those it is for, and those that are nearly so. */
export interface FilterEvents {
  readonly hits: readonly object[];
  readonly misses: readonly object[];
}

const sessionOf = (role: string): object => ({
  type: "AssumedRole",
  arn: `arn:aws:sts::111122223333:assumed-role/${role}/${role}-ana`,
  sessionContext: { sessionIssuer: { type: "Role", userName: role } },
});

/** A call of the agent's role. */
const agent = (service: string, eventName: string, more: object = {}): object => ({
  ...call(service, eventName),
  userIdentity: sessionOf("kiro-agent"),
  ...more,
});

/** A call of a user. */
function call(service: string, eventName: string, more: object = {}): object {
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventType: "AwsApiCall",
    awsRegion: "eu-west-1",
    readOnly: false,
    userIdentity: { type: "IAMUser", userName: "ana" },
    ...more,
  };
}

const denied = { errorCode: "AccessDenied" };
const failed = { errorCode: "NoSuchBucket" };
const role = "arn:aws:iam::111122223333:role/kiro-agent";
const root = { userIdentity: { type: "Root" } };

const signIn = (outcome: string, more: object = {}): object =>
  call("signin", "ConsoleLogin", {
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: { MFAUsed: "No" },
    ...more,
  });
const verification = (outcome: string): object =>
  call("signin", "CredentialVerification", { serviceEventDetails: { CredentialVerification: outcome } });
const read = (secretId: string, more: object = {}): object =>
  call("secretsmanager", "GetSecretValue", { requestParameters: { secretId }, ...more });
const assume = (more: object): object =>
  call("sts", "AssumeRole", { requestParameters: { roleArn: role, ...more } });

/** By filter, for the role `kiro-agent`, the bucket `reports`, the secret `prod/db` and the Region eu-west-1. */
export const filterEvents: Readonly<Record<string, FilterEvents>> = {
  UnauthorizedCalls: {
    hits: [
      call("s3", "GetObject", denied),
      call("ec2", "RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
    ],
    misses: [call("s3", "GetObject"), call("s3", "GetObject", failed)],
  },
  SignInWithoutMfa: {
    hits: [signIn("Success")],
    misses: [
      signIn("Success", { additionalEventData: { MFAUsed: "Yes" } }),
      signIn("Failure"),
      signIn("Success", { userIdentity: { type: "AssumedRole" } }),
    ],
  },
  RootUse: {
    hits: [call("iam", "CreateUser", root)],
    misses: [
      call("iam", "CreateUser"),
      call("s3", "GetObject", { userIdentity: { type: "Root", invokedBy: "config.amazonaws.com" } }),
      call("kms", "RotateKey", { ...root, eventType: "AwsServiceEvent" }),
    ],
  },
  IamPolicyChange: {
    hits: [call("iam", "PutRolePolicy"), call("iam", "AttachUserPolicy", denied)],
    misses: [
      call("iam", "GetRolePolicy"),
      call("organizations", "AttachPolicy"),
      call("organizations", "CreatePolicy"),
    ],
  },
  TrailChange: {
    hits: [call("cloudtrail", "StopLogging"), call("cloudtrail", "DeleteTrail")],
    misses: [call("cloudtrail", "DescribeTrails"), call("cloudtrail", "LookupEvents")],
  },
  SignInFailed: {
    hits: [signIn("Failure", { errorMessage: "Failed authentication" })],
    misses: [signIn("Success"), call("signin", "CheckMfa", { errorMessage: "Failed authentication" })],
  },
  KeyDisabled: {
    hits: [call("kms", "ScheduleKeyDeletion")],
    misses: [call("kms", "DisableKeyRotation"), call("iam", "DisableKey")],
  },
  BucketPolicyChange: {
    hits: [call("s3", "PutBucketPolicy")],
    misses: [
      call("s3", "GetBucketPolicy"),
      call("s3", "PutBucketTagging"),
      call("s3control", "PutBucketPolicy"),
    ],
  },
  ConfigChange: {
    hits: [call("config", "StopConfigurationRecorder")],
    misses: [call("config", "StartConfigurationRecorder"), call("config", "PutEvaluations")],
  },
  SecurityGroupChange: {
    hits: [call("ec2", "AuthorizeSecurityGroupIngress")],
    misses: [call("ec2", "DescribeSecurityGroups"), call("rds", "AuthorizeDBSecurityGroupIngress")],
  },
  NetworkAclChange: {
    hits: [call("ec2", "ReplaceNetworkAclEntry")],
    misses: [call("ec2", "DescribeNetworkAcls"), call("s3", "PutBucketAcl")],
  },
  GatewayChange: {
    hits: [call("ec2", "AttachInternetGateway")],
    misses: [call("ec2", "CreateNatGateway"), call("ec2", "DescribeInternetGateways")],
  },
  RouteChange: {
    hits: [call("ec2", "CreateRoute")],
    misses: [call("appmesh", "CreateRoute"), call("ec2", "DescribeRouteTables")],
  },
  VpcChange: {
    hits: [call("ec2", "DeleteVpc")],
    misses: [call("ec2", "DeleteVpcEndpoints"), call("ec2", "DescribeVpcs")],
  },
  OrganizationChange: {
    hits: [call("organizations", "LeaveOrganization", denied)],
    misses: [call("organizations", "DescribeOrganization"), call("iam", "CreatePolicy")],
  },
  AgentDenied: {
    hits: [
      agent("s3", "GetObject", denied),
      agent("ec2", "StopInstances", { errorCode: "Client.AuthFailure" }),
    ],
    misses: [
      agent("s3", "GetObject"),
      agent("s3", "GetObject", failed),
      call("s3", "GetObject", denied),
      call("s3", "GetObject", { ...denied, userIdentity: sessionOf("kiro-agent-function") }),
    ],
  },
  AgentIamChange: {
    hits: [agent("iam", "CreateAccessKey"), agent("iam", "UpdateAssumeRolePolicy", denied)],
    misses: [
      agent("iam", "GetRole"),
      agent("iam", "ListRoles"),
      agent("s3", "CreateBucket"),
      call("iam", "CreateUser"),
    ],
  },
  AgentDeletions: {
    hits: [agent("lambda", "DeleteFunction20150331"), agent("ec2", "TerminateInstances")],
    misses: [
      agent("lambda", "DeleteFunction20150331", denied),
      agent("lambda", "GetFunction"),
      call("lambda", "DeleteFunction20150331"),
    ],
  },
  AgentOtherRegion: {
    hits: [agent("ec2", "RunInstances", { awsRegion: "ap-south-1" })],
    misses: [
      agent("ec2", "RunInstances"),
      agent("iam", "CreateRole", { awsRegion: "us-east-1" }),
      agent("ec2", "DescribeInstances", { awsRegion: "ap-south-1", readOnly: true }),
      call("ec2", "RunInstances", { awsRegion: "ap-south-1" }),
    ],
  },
  AgentUnnamedSession: {
    hits: [assume({}), call("sts", "AssumeRoleWithSAML", { requestParameters: { roleArn: role } })],
    misses: [
      assume({ sourceIdentity: "ana" }),
      assume({ roleArn: `${role}-function` }),
      { ...assume({}), ...denied },
      { ...assume({}), userIdentity: { type: "AssumedRole", sessionContext: { sourceIdentity: "ana" } } },
    ],
  },
  CriticalDeletion: {
    hits: [call("rds", "DeleteDBInstance"), agent("kms", "ScheduleKeyDeletion")],
    misses: [
      call("rds", "DeleteDBInstance", denied),
      call("rds", "DeleteDBParameterGroup"),
      call("ec2", "DeleteTags"),
    ],
  },
  MonitoringWeakened: {
    hits: [call("guardduty", "DeleteDetector"), call("logs", "DeleteMetricFilter", denied)],
    misses: [
      call("guardduty", "GetDetector"),
      call("logs", "PutMetricFilter"),
      call("monitoring", "PutMetricAlarm"),
    ],
  },
  ToolConfigurationChange: {
    hits: [
      call("codewhisperer", "UpdateProfile"),
      call("bedrock-agentcore", "CreateGatewayTarget"),
      call("bedrock", "DeleteGuardrail"),
    ],
    misses: [
      call("codewhisperer", "GetProfile", { readOnly: true }),
      call("bedrock", "InvokeModel"),
      call("bedrock", "ApplyGuardrail"),
      call("ec2", "CreateInternetGateway"),
    ],
  },
  IdentityCenterSignInFailed: {
    hits: [verification("Failure")],
    misses: [verification("Success"), call("signin", "UserAuthentication")],
  },
  WorkSpacesChange: {
    hits: [call("workspaces", "ModifyWorkspaceProperties"), call("workspaces", "AuthorizeIpRules")],
    misses: [
      call("workspaces", "DescribeIpGroups", { readOnly: true }),
      call("workspaces", "StartWorkspaces"),
      call("ec2", "CreateVpc"),
    ],
  },
  ObjectsDeleted: {
    hits: [agent("s3", "DeleteObject", { requestParameters: { bucketName: "reports", key: "a" } })],
    misses: [
      agent("s3", "DeleteObject", { requestParameters: { bucketName: "reports-2", key: "a" } }),
      agent("s3", "DeleteObjectTagging", { requestParameters: { bucketName: "reports", key: "a" } }),
      agent("s3", "DeleteObject", { requestParameters: { bucketName: "reports", key: "a" }, ...denied }),
    ],
  },
  SecretReadByOthers: {
    hits: [
      read("prod/db"),
      read("arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-a1B2c3", {
        userIdentity: sessionOf("Other"),
      }),
    ],
    misses: [
      read("prod/db", { userIdentity: sessionOf("kiro-agent") }),
      read("prod/other"),
      read("prod/db", denied),
      call("secretsmanager", "DescribeSecret", { requestParameters: { secretId: "prod/db" } }),
    ],
  },
  DlpViolation: {
    hits: [{ action: "Blocked", policy: "code" }, { eventType: "PolicyViolation" }],
    misses: [{ action: "Allowed" }, { eventType: "Heartbeat" }],
  },
};
