import type { TableGroup } from "./entry.ts";

/** What guards the account, beside the services of `guardTable`. */
export const watchTable: readonly TableGroup[] = [
  {
    service: "shield",
    names:
      "DeleteProtection DeleteProtectionGroup DeleteSubscription DisableProactiveEngagement DisableApplicationLayerAutomaticResponse DisassociateDRTRole DisassociateHealthCheck",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "The shield against floods was weakened.",
    source: "MITRE T1562.001",
  },
  {
    service: ["securitylake", "auditmanager", "security-ir"],
    names:
      "DeleteDataLake UpdateDataLake DeleteAwsLogSource DeleteCustomLogSource DeleteSubscriber DeregisterDataLakeDelegatedAdministrator DeregisterAccount DeregisterOrganizationAdminAccount DeleteAssessment CancelMembership",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.008",
    reason: "The store of security logs, or an audit, was removed or narrowed.",
    source: "MITRE T1562.008",
  },
  {
    service: "cloudtrail",
    names:
      "UpdateChannel DisableFederation DeleteResourcePolicy PutResourcePolicy StopImport UpdateEventConfiguration",
    severity: "medium",
    category: "defense-evasion",
    technique: "T1562.008",
    reason: "Who reads the trail, or what it takes in, was changed.",
    source: "CIS 4.5",
  },
  {
    service: "guardduty",
    names:
      "DeleteFilter DeleteIPSet DeleteThreatIntelSet DisableOrganizationAdminAccount UpdateOrganizationConfiguration UpdateMemberDetectors DeleteMalwareProtectionPlan DeleteTrustedEntitySet CreateTrustedEntitySet UpdateTrustedEntitySet",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "What GuardDuty sees or reports was changed.",
    source: "Elastic; MITRE T1562.001",
  },
  {
    service: ["securityhub", "inspector2", "macie2", "detective"],
    names:
      "DisableImportFindingsForProduct DisassociateMembers DisableOrganizationAdminAccount UpdateSecurityHubConfiguration UpdateSecurityControl BatchUpdateStandardsControlAssociations DisableSecurityHubV2 CreateFilter UpdateFilter DisableDelegatedAdminAccount CreateFindingsFilter UpdateFindingsFilter DisassociateMember DisassociateMembership",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "A service that looks for threats was turned off or narrowed.",
    source: "MITRE T1562.001",
  },
  {
    service: ["logs", "route53", "redshift", "network-firewall", "vpc-lattice"],
    names:
      "DeleteDataProtectionPolicy PutDataProtectionPolicy DeleteAccountPolicy DeleteDelivery DeleteDeliverySource DeleteDeliveryDestination DeleteQueryLoggingConfig DisableLogging UpdateLoggingConfiguration DeleteAccessLogSubscription",
    severity: "high",
    category: "defense-evasion",
    technique: "T1562.008",
    reason: "A log, or what protects its content, was removed or changed.",
    source: "Elastic; MITRE T1562.008",
  },
  {
    service: ["wafv2", "waf", "waf-regional", "network-firewall"],
    names:
      "UpdateIPSet UpdateRuleGroup UpdateRule UpdateRegexPatternSet DeleteRegexPatternSet DisassociateSubnets UpdateFirewallPolicy AssociateFirewallPolicy",
    severity: "medium",
    category: "defense-evasion",
    technique: "T1562.004",
    reason: "Rules of a firewall were changed.",
    source: "MITRE T1562.004",
  },
  {
    service: ["budgets", "ce"],
    names:
      "DeleteBudget DeleteBudgetAction DeleteSubscriber DeleteNotification DeleteAnomalyMonitor DeleteAnomalySubscription",
    severity: "medium",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "Nobody is told any more when costs rise.",
    source: "MITRE T1562.001",
  },
  {
    service: ["config", "fms", "access-analyzer"],
    names:
      "PutRemediationConfigurations PutRetentionConfiguration DeleteAggregationAuthorization DeleteResourceConfig DeleteNotificationChannel PutPolicy ApplyArchiveRule UpdateArchiveRule UpdateFindings",
    severity: "medium",
    category: "defense-evasion",
    technique: "T1562.001",
    reason: "What is checked, remedied or told was changed.",
    source: "CIS 4.9; MITRE T1562.001",
  },
];
