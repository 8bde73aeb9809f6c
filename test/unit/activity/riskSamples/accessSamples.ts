import { ownAccount } from "../activityEvents.ts";
import { other, pinned, policy, type Sample } from "./sample.ts";

const everything = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const trust = (principal: unknown): object => ({
  policyDocument: policy(principal, { Resource: undefined }),
});

/** Policies, permissions and roles. */
export const accessSamples: Readonly<Record<string, readonly Sample[]>> = {
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
  "policies in other services, and permissions of functions": [
    [
      "kms:CreateKey",
      { tags: Array<string>(30).fill(policy(other, { Effect: "Deny" })), policy: policy("*") },
      "critical",
    ],
    ["elasticfilesystem:PutFileSystemPolicy", { policy: policy("*") }, "critical"],
    ["lambda:AddPermission", { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::b" }, "low"],
    ["lambda:AddPermission", { principal: "s3.amazonaws.com" }, "medium"],
    ["lambda:AddPermission", { principal: "*", sourceAccount: ownAccount }, "medium"],
    ["lambda:UpdateFunctionUrlConfig", { authType: "AWS_IAM" }, "medium"],
    ["events:PutPermission", { principal: ownAccount }, "medium"],
    ["iam:CreatePolicy", { policyDocument: policy("x", { Principal: undefined }) }, "high"],
    ["iam:CreatePolicyVersion", { policyDocument: everything }, "critical"],
    ["ecs:RegisterTaskDefinition", { taskRoleArn: `arn:aws:iam::${ownAccount}:role/Admin` }, "high"],
    ["ecs:RegisterTaskDefinition", { taskRoleArn: `arn:aws:iam::${ownAccount}:role/web` }, "medium"],
    ["glue:GetDatabase", { role: `arn:aws:iam::${ownAccount}:role/Admin` }, "info"],
  ],
};
