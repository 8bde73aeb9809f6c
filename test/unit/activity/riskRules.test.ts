import assert from "node:assert/strict";
import type { RiskSeverity } from "../../../src/core/activity/risk/risk.ts";
import { ownAccount, riskOf } from "./activityEvents.ts";

type Case = readonly [call: string, request: unknown, severity: RiskSeverity];

const policy = (principal: unknown, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "*:Get*", Resource: "*", ...more }],
  });
const pinned = { Condition: { StringEquals: { "aws:SourceAccount": ownAccount } } };
const other = { AWS: "arn:aws:iam::444455556666:root" };
const everything = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const trust = (principal: unknown): object => ({
  policyDocument: policy(principal, { Resource: undefined }),
});

const cidr = (cidrIp: string, fromPort?: number, toPort = fromPort): object => ({
  groupId: "sg-1",
  ipPermissions: { items: [{ ipProtocol: "tcp", fromPort, toPort, ipRanges: { items: [{ cidrIp }] } }] },
});

const groups: Readonly<Record<string, readonly Case[]>> = {
  "policies that let everyone or other accounts in": [
    ["s3:PutBucketPolicy", { bucketPolicy: JSON.parse(policy("*")) }, "critical"],
    ["s3:PutBucketPolicy", { bucketPolicy: JSON.parse(policy("*", pinned)) }, "medium"],
    ["s3:PutBucketPolicy", { bucketPolicy: JSON.parse(policy({ AWS: ["*"] })) }, "critical"],
    ["s3:PutBucketPolicy", { bucketPolicy: JSON.parse(policy("*", { Effect: "Deny" })) }, "medium"],
    ["s3:PutBucketPolicy", { bucketPolicy: "{ broken" }, "medium"],
    ["kms:PutKeyPolicy", { policy: policy("*") }, "critical"],
    ["kms:PutKeyPolicy", { policy: encodeURIComponent(policy("*")) }, "critical"],
    ["sns:SetTopicAttributes", { attributeName: "Policy", attributeValue: policy("*") }, "critical"],
    ["sqs:SetQueueAttributes", { attributes: { Policy: policy(other) } }, "high"],
    ["sqs:SetQueueAttributes", { attributes: { Policy: policy({ AWS: ownAccount }) } }, "medium"],
    ["secretsmanager:PutResourcePolicy", { resourcePolicy: policy("*") }, "critical"],
    ["iam:UpdateAssumeRolePolicy", trust(other), "critical"],
    ["iam:UpdateAssumeRolePolicy", trust({ AWS: `arn:aws:iam::${ownAccount}:root` }), "high"],
    ["iam:PutRolePolicy", { policyDocument: everything }, "critical"],
    ["iam:AttachRolePolicy", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }, "critical"],
    ["iam:AttachRolePolicy", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, "high"],
    ["lambda:AddPermission", { principal: "*" }, "critical"],
    ["lambda:AddPermission", { principal: "444455556666" }, "high"],
    ["events:PutPermission", { principal: "*", action: "events:PutEvents" }, "critical"],
    ["events:PutPermission", { principal: "*", condition: { key: "aws:PrincipalOrgID" } }, "medium"],
    ["sns:AddPermission", { aWSAccountId: ["444455556666"] }, "high"],
    ["kms:CreateGrant", { granteePrincipal: "arn:aws:iam::444455556666:role/x" }, "high"],
    ["kms:CreateGrant", { granteePrincipal: `arn:aws:iam::${ownAccount}:role/x` }, "medium"],
    ["lambda:CreateFunctionUrlConfig", { authType: "NONE" }, "critical"],
  ],
  "roles taken or handed on": [
    ["sts:AssumeRole", { roleArn: `arn:aws:iam::${ownAccount}:role/AdminRole` }, "high"],
    ["sts:AssumeRole", { roleArn: `arn:aws:iam::${ownAccount}:role/reader` }, "low"],
    ["sts:AssumeRole", { roleArn: "arn:aws:iam::444455556666:role/reader" }, "medium"],
    ["lambda:CreateFunction", { role: `arn:aws:iam::${ownAccount}:role/x/team-admin` }, "high"],
    ["lambda:CreateFunction", { role: `arn:aws:iam::${ownAccount}:role/worker` }, "medium"],
    ["ec2:RunInstances", { iamInstanceProfile: { name: "PowerUser" } }, "high"],
    ["ec2:RunInstances", { iamInstanceProfile: { name: "web" } }, "medium"],
  ],
  "things shared": [
    [
      "ec2:ModifySnapshotAttribute",
      { createVolumePermission: { add: { items: [{ group: "all" }] } } },
      "critical",
    ],
    [
      "ec2:ModifySnapshotAttribute",
      { createVolumePermission: { add: { items: [{ userId: "444455556666" }] } } },
      "high",
    ],
    ["ec2:ModifyImageAttribute", { launchPermission: { remove: { items: [{ group: "all" }] } } }, "low"],
    ["ec2:ModifyImageAttribute", { launchPermission: { add: { items: [{ userId: ownAccount }] } } }, "low"],
    ["rds:ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }, "critical"],
    ["rds:ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] }, "low"],
    ["ssm:ModifyDocumentPermission", { accountIdsToAdd: ["444455556666"] }, "high"],
    ["s3:PutBucketAcl", { "x-amz-acl": ["public-read"] }, "critical"],
    ["s3:PutBucketAcl", { "x-amz-acl": ["private"] }, "medium"],
    ["s3:PutObjectAcl", { Grantee: { URI: "http://acs.amazonaws.com/groups/global/AllUsers" } }, "critical"],
    ["rds:ModifyDBInstance", { publiclyAccessible: true }, "high"],
    ["rds:ModifyDBInstance", { publiclyAccessible: false }, "medium"],
    ["rds:ModifyDBInstance", { deletionProtection: false }, "high"],
    ["codebuild:UpdateProjectVisibility", { projectVisibility: "PUBLIC_READ" }, "high"],
    ["codebuild:UpdateProjectVisibility", { projectVisibility: "PRIVATE" }, "low"],
  ],
  "doors opened to the internet": [
    ["ec2:AuthorizeSecurityGroupIngress", cidr("0.0.0.0/0", 22), "critical"],
    ["ec2:AuthorizeSecurityGroupIngress", cidr("0.0.0.0/0", 443), "high"],
    ["ec2:AuthorizeSecurityGroupIngress", cidr("::/0", 443), "high"],
    ["ec2:AuthorizeSecurityGroupIngress", cidr("0.0.0.0/0", 0, 65_535), "critical"],
    ["ec2:AuthorizeSecurityGroupIngress", cidr("0.0.0.0/0"), "critical"],
    ["ec2:AuthorizeSecurityGroupIngress", cidr("10.0.0.0/8", 22), "medium"],
    ["ec2:CreateNetworkAclEntry", { ruleAction: "allow", egress: false, cidrBlock: "0.0.0.0/0" }, "high"],
    ["ec2:CreateNetworkAclEntry", { ruleAction: "deny", egress: false, cidrBlock: "0.0.0.0/0" }, "medium"],
    ["ec2:CreateNetworkAclEntry", { ruleAction: "allow", egress: true, cidrBlock: "0.0.0.0/0" }, "medium"],
    ["rds:AuthorizeDBSecurityGroupIngress", { cIDRIP: "0.0.0.0/0" }, "high"],
  ],
  "guards turned off or narrowed": [
    ["s3:PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } }, "high"],
    ["s3:PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } }, "medium"],
    ["s3:PutBucketPublicAccessBlock", { BlockPublicAcls: true, BlockPublicPolicy: false }, "high"],
    ["s3:PutBucketPublicAccessBlock", { BlockPublicAcls: true, BlockPublicPolicy: true }, "low"],
    ["s3:PutBucketLogging", { BucketLoggingStatus: {} }, "high"],
    ["s3:PutBucketLogging", { BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "logs" } } }, "low"],
    ["s3:PutBucketLifecycle", { Rule: { Expiration: { Days: 1 } } }, "high"],
    ["s3:PutBucketLifecycle", { Rule: { Expiration: { Days: 90 } } }, "medium"],
    ["cloudtrail:PutEventSelectors", { eventSelectors: [{ includeManagementEvents: true }] }, "low"],
    ["cloudtrail:PutEventSelectors", { eventSelectors: [{ includeManagementEvents: false }] }, "high"],
    ["config:PutConfigurationRecorder", { recordingGroup: { allSupported: false } }, "high"],
    ["macie2:UpdateMacieSession", { status: "PAUSED" }, "high"],
    [
      "bedrock:PutModelInvocationLoggingConfiguration",
      { loggingConfig: { textDataDeliveryEnabled: true } },
      "low",
    ],
    [
      "bedrock:PutModelInvocationLoggingConfiguration",
      { loggingConfig: { textDataDeliveryEnabled: false } },
      "high",
    ],
    ["ec2:ModifyInstanceAttribute", { disableApiTermination: { value: false } }, "high"],
  ],
  "code that runs and secrets that are read": [
    ["ec2:ModifyInstanceAttribute", { userData: "<sensitiveDataRemoved>" }, "high"],
    ["ec2:ModifyInstanceAttribute", { instanceType: { value: "t3.small" } }, "medium"],
    ["ec2:RunInstances", { instanceType: "p4d.24xlarge" }, "high"],
    ["ec2:RunInstances", { instanceType: "t3.micro" }, "medium"],
    ["lambda:UpdateFunctionConfiguration", { layers: ["arn:aws:lambda:eu-west-1:1:layer:x:1"] }, "high"],
    ["ssm:GetParameter", { name: "/a", withDecryption: true }, "medium"],
    ["ssm:GetParameter", { name: "/a", withDecryption: false }, "info"],
    [
      "ssm:GetParameters",
      { names: Array.from({ length: 10 }, (_, at) => `/${at}`), withDecryption: true },
      "high",
    ],
    ["s3:PutObject", { key: "data/HOW_TO_DECRYPT_FILES.txt" }, "high"],
    ["s3:PutObject", { key: "reports/payments.pdf" }, "low"],
    ["s3:CopyObject", { "x-amz-server-side-encryption-customer-algorithm": "AES256" }, "high"],
    [
      "ecs:RegisterTaskDefinition",
      { command: ["curl 169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] },
      "high",
    ],
    ["ecs:RegisterTaskDefinition", { command: ["node", "server.js"] }, "medium"],
  ],
};

suite("risk by the request", () => {
  for (const [title, cases] of Object.entries(groups)) {
    test(title, () => {
      for (const [call, request, severity] of cases) {
        const risk = riskOf(call, request);
        assert.equal(
          risk.severity,
          severity,
          `${call} ${JSON.stringify(request)}: ${risk.reasons.join(" ")}`,
        );
      }
    });
  }

  test("a sign-in to the console by its factor and its end", () => {
    const login = (MFAUsed: string, ConsoleLogin: string): string =>
      riskOf("signin:ConsoleLogin", null, {
        additionalEventData: { MFAUsed },
        responseElements: { ConsoleLogin },
      }).severity;
    assert.equal(login("No", "Success"), "high");
    assert.equal(login("Yes", "Success"), "high");
    assert.equal(login("No", "Failure"), "medium");
    assert.equal(login("Yes", "Failure"), "high");
  });

  test("a caller that names itself as a tool for stolen keys", () => {
    assert.equal(riskOf("sts:GetCallerIdentity", null, { userAgent: "TruffleHog" }).severity, "high");
    assert.equal(riskOf("sts:GetCallerIdentity", null, { userAgent: "aws-cli/2.15" }).severity, "info");
  });

  test("reasons name accounts and ports, never other text of the request", () => {
    const shared = riskOf("sqs:SetQueueAttributes", { attributes: { Policy: policy(other) } });
    assert.match(shared.reasons.join(" "), /444455556666/);
    const odd = riskOf("sts:AssumeRole", { roleArn: "arn:aws:iam::1:role/admin\u001b[31m" });
    assert.ok(!odd.reasons.join("").includes("\u001b"));
  });
});
