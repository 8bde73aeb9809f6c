import type { Sample } from "./sample.ts";

const attributes = (key: string, value: string): object => ({ attributes: [{ key, value }] });
const points = (pointInTimeRecoveryEnabled: boolean): object => ({
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled },
});

/** Protections of single things. */
export const protectionSamples: Readonly<Record<string, readonly Sample[]>> = {
  "protection from deletion": [
    ["dynamodb:UpdateTable", { deletionProtectionEnabled: false }, "high"],
    ["dynamodb:UpdateTable", { deletionProtectionEnabled: true }, "low"],
    ["cognito-idp:UpdateUserPool", { deletionProtection: "INACTIVE" }, "high"],
    ["cloudformation:UpdateTerminationProtection", { enableTerminationProtection: false }, "high"],
    ["cloudformation:UpdateTerminationProtection", { enableTerminationProtection: true }, "medium"],
    ["network-firewall:UpdateFirewallDeleteProtection", { deleteProtection: false }, "high"],
    [
      "elasticloadbalancing:ModifyLoadBalancerAttributes",
      attributes("deletion_protection.enabled", "false"),
      "high",
    ],
    [
      "elasticloadbalancing:ModifyLoadBalancerAttributes",
      attributes("access_logs.s3.enabled", "false"),
      "high",
    ],
    [
      "elasticloadbalancing:ModifyLoadBalancerAttributes",
      attributes("access_logs.s3.enabled", "true"),
      "low",
    ],
    ["dynamodb:UpdateContinuousBackups", points(false), "high"],
    ["dynamodb:UpdateContinuousBackups", points(true), "low"],
    ["s3:PutObjectLegalHold", { LegalHold: { Status: "OFF" } }, "high"],
    ["s3:PutObjectLegalHold", { LegalHold: { Status: "ON" } }, "low"],
    ["s3:DeleteObject", { key: "a", versionId: "v1" }, "high"],
    ["s3:DeleteObject", { key: "a" }, "medium"],
    ["secretsmanager:DeleteSecret", { forceDeleteWithoutRecovery: true }, "critical"],
    ["secretsmanager:DeleteSecret", { recoveryWindowInDays: 30 }, "high"],
  ],
  "settings that guard": [
    ["ec2:ModifyInstanceMetadataOptions", { httpTokens: "optional" }, "high"],
    ["ec2:ModifyInstanceMetadataOptions", { httpTokens: "required" }, "low"],
    ["ec2:ModifyVpcBlockPublicAccessOptions", { internetGatewayBlockMode: "off" }, "high"],
    ["ec2:ModifyVpcBlockPublicAccessOptions", { internetGatewayBlockMode: "block-bidirectional" }, "low"],
    ["monitoring:PutMetricAlarm", { actionsEnabled: false }, "high"],
    ["monitoring:PutMetricAlarm", { actionsEnabled: true }, "low"],
    ["events:PutRule", { state: "DISABLED" }, "high"],
    ["events:PutRule", { state: "ENABLED" }, "medium"],
    ["guardduty:CreateFilter", { action: "ARCHIVE" }, "high"],
    ["guardduty:CreateFilter", { action: "NOOP" }, "low"],
    ["inspector2:CreateFilter", { action: "SUPPRESS" }, "high"],
    ["securityhub:UpdateStandardsControl", { controlStatus: "DISABLED" }, "high"],
    ["securityhub:UpdateStandardsControl", { controlStatus: "ENABLED" }, "low"],
    ["ecr:PutImageScanningConfiguration", { imageScanningConfiguration: { scanOnPush: false } }, "medium"],
    ["ecr:PutImageScanningConfiguration", { imageScanningConfiguration: { scanOnPush: true } }, "low"],
  ],
};
