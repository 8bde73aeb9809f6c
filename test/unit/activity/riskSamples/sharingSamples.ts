import { ownAccount } from "../activityEvents.ts";
import { otherAccount, type Sample } from "./sample.ts";

const cidr = (cidrIp: string, fromPort?: number, toPort = fromPort): object => ({
  groupId: "sg-1",
  ipPermissions: { items: [{ ipProtocol: "tcp", fromPort, toPort, ipRanges: { items: [{ cidrIp }] } }] },
});
const vpc = (endpointPublicAccess: boolean, publicAccessCidrs: string): object => ({
  resourcesVpcConfig: { endpointPublicAccess, publicAccessCidrs: [publicAccessCidrs] },
});

/** Things given to others, and doors opened. */
export const sharingSamples: Readonly<Record<string, readonly Sample[]>> = {
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
  "other ways to share": [
    ["redshift:AuthorizeSnapshotAccess", { accountWithRestoreAccess: otherAccount }, "high"],
    ["redshift:AuthorizeSnapshotAccess", { accountWithRestoreAccess: ownAccount }, "low"],
    ["ram:CreateResourceShare", { principals: [otherAccount] }, "high"],
    ["ram:CreateResourceShare", { principals: [ownAccount] }, "medium"],
    ["ssm:ModifyDocumentPermission", { accountIdsToRemove: ["all"] }, "low"],
    ["ssm:ModifyDocumentPermission", { accountIdsToAdd: ["all"] }, "critical"],
    ["s3:PutObject", { "x-amz-acl": "public-read", key: "a" }, "critical"],
    ["s3:PutObject", { "x-amz-acl": "bucket-owner-full-control", key: "a" }, "low"],
    ["rds:ModifyDBInstance", { backupRetentionPeriod: 0 }, "high"],
    ["rds:ModifyDBInstance", { backupRetentionPeriod: 7 }, "medium"],
    ["rds:ModifyDBCluster", { masterUserPassword: "****" }, "high"],
    ["ecr-public:CreateRepository", { repositoryName: "a" }, "high"],
    ["ecr:CreateRepository", { repositoryName: "a" }, "low"],
    ["rds:AuthorizeDBSecurityGroupIngress", { cIDRIP: "203.0.113.0/24" }, "medium"],
    ["eks:UpdateClusterConfig", vpc(true, "0.0.0.0/0"), "high"],
    ["eks:UpdateClusterConfig", vpc(true, "203.0.113.0/24"), "medium"],
    ["eks:UpdateClusterConfig", vpc(false, "0.0.0.0/0"), "medium"],
    ["ec2:ModifySecurityGroupRules", { rule: { isEgress: true, cidrIpv4: "0.0.0.0/0" } }, "medium"],
  ],
};
