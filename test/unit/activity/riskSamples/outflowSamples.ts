import { ownAccount } from "../activityEvents.ts";
import { otherAccount, type Sample } from "./sample.ts";

const replica = (Account: string): object => ({
  ReplicationConfiguration: { Rule: { Destination: { Account, Bucket: "arn:aws:s3:::copy" } } },
});
const arn = (service: string, account: string): string => `arn:aws:${service}:eu-west-1:${account}:x`;
const endpoint = { eventType: "AwsVpceEvent", userIdentity: { type: "AWSAccount", accountId: otherAccount } };
const ownEndpoint = {
  eventType: "AwsVpceEvent",
  userIdentity: { type: "AWSAccount", accountId: ownAccount },
};
const signedIn = { responseElements: { ConsoleLogin: "Success" } };
const singleSignOn = {
  userIdentity: {
    type: "AssumedRole",
    sessionContext: {
      sessionIssuer: { arn: `arn:aws:iam::${ownAccount}:role/aws-reserved/sso.amazonaws.com/Dev` },
    },
  },
};

/** Ways by which data leaves. */
export const outflowSamples: Readonly<Record<string, readonly Sample[]>> = {
  "sent to another account": [
    ["s3:PutBucketReplication", replica(otherAccount), "high"],
    ["s3:PutBucketReplication", replica(ownAccount), "medium"],
    ["s3:PutBucketInventoryConfiguration", { Destination: { AccountId: otherAccount } }, "high"],
    ["s3:PutBucketInventoryConfiguration", { Destination: { AccountId: ownAccount } }, "medium"],
    ["s3:PutBucketNotification", { QueueConfiguration: { Queue: arn("sqs", otherAccount) } }, "high"],
    ["s3:PutBucketNotification", { QueueConfiguration: { Queue: arn("sqs", ownAccount) } }, "medium"],
    ["logs:PutSubscriptionFilter", { destinationArn: arn("logs", otherAccount) }, "high"],
    ["logs:PutSubscriptionFilter", { destinationArn: arn("logs", ownAccount) }, "medium"],
    ["events:PutTargets", { targets: [{ arn: arn("events", otherAccount) }] }, "high"],
    ["events:PutTargets", { targets: [{ arn: arn("events", ownAccount) }] }, "medium"],
    ["sns:Subscribe", { protocol: "sqs", endpoint: arn("sqs", otherAccount) }, "high"],
    ["sns:Subscribe", { protocol: "sqs", endpoint: arn("sqs", ownAccount) }, "low"],
    ["ec2:CreateVpcPeeringConnection", { peerOwnerId: otherAccount }, "high"],
    ["ec2:CreateVpcPeeringConnection", { peerOwnerId: ownAccount }, "medium"],
    ["route53:AssociateVPCWithHostedZone", { vpcOwner: otherAccount }, "high"],
    ["route53:AssociateVPCWithHostedZone", { vPC: { vPCId: "vpc-1" } }, "medium"],
    ["ec2:ModifyVpcEndpointServicePermissions", { addAllowedPrincipals: ["*"] }, "critical"],
    ["ec2:ModifyVpcEndpointServicePermissions", { addAllowedPrincipals: [otherAccount] }, "high"],
    ["ec2:ModifyVpcEndpointServicePermissions", { removeAllowedPrincipals: ["*"] }, "high"],
  ],
  "let out or read": [
    ["sns:Subscribe", { protocol: "email", endpoint: "<hidden>" }, "medium"],
    ["sns:Subscribe", { protocol: "lambda" }, "low"],
    ["s3:GetObject", { key: "deploy/.env.production" }, "medium"],
    ["s3:GetObject", { key: "state/prod.tfstate" }, "medium"],
    ["s3:GetObject", { key: "docs/environment.md" }, "low"],
    ["redshift:ModifyCluster", { publiclyAccessible: true }, "high"],
    ["redshift:ModifyCluster", { publiclyAccessible: false }, "low"],
    ["lambda:UpdateFunctionConfiguration", { timeout: 5 }, "high", singleSignOn],
    ["lambda:UpdateFunctionConfiguration", { timeout: 5 }, "high", { userIdentity: { type: "IAMUser" } }],
    ["lambda:UpdateFunctionConfiguration", { timeout: 5 }, "medium"],
    ["lambda:UpdateFunctionCode", {}, "high", singleSignOn],
    ["lambda:UpdateFunctionCode", {}, "medium"],
    ["s3:ListObjects", {}, "medium", endpoint],
    ["s3:ListObjects", {}, "low", ownEndpoint],
    ["sts:GetCallerIdentity", null, "high", { userAgent: "TruffleHog" }],
    ["signin:ConsoleLogin", null, "high", signedIn],
    ["signin:ConsoleLogin", null, "medium", { ...signedIn, ...singleSignOn }],
    [
      "signin:ConsoleLogin",
      null,
      "medium",
      { ...signedIn, additionalEventData: { SamlProviderArn: "arn:x" } },
    ],
    ["signin:GetSigninToken", null, "high"],
    ["signin:GetSigninToken", null, "high", { userAgent: "Jersey/x" }],
    ["signin:GetSigninToken", null, "high", singleSignOn],
    ["signin:GetSigninToken", null, "low", { ...singleSignOn, userAgent: "Jersey/x" }],
    ["signin:ConsoleLogin", null, "medium", { responseElements: { ConsoleLogin: "Failure" } }],
  ],
};
