import type { PanelRow } from "../../../protocol/activity.ts";
import type { PanelStringName } from "../../../protocol/panelStrings.ts";

/** The word for each risk. */
export const riskNames: Readonly<Record<PanelRow["severity"], PanelStringName>> = {
  critical: "riskCritical",
  high: "riskHigh",
  medium: "riskMedium",
  low: "riskLow",
  info: "riskInfo",
};

/** The word for each category of risks. */
export const categoryNames: Readonly<Record<PanelRow["category"], PanelStringName>> = {
  "console-root": "categoryConsoleRoot",
  denied: "categoryDenied",
  "out-of-policy": "categoryOutOfPolicy",
  "credential-access": "categoryCredentialAccess",
  "defense-evasion": "categoryDefenseEvasion",
  destructive: "categoryDestructive",
  execution: "categoryExecution",
  exfiltration: "categoryExfiltration",
  persistence: "categoryPersistence",
  "privilege-escalation": "categoryPrivilegeEscalation",
  recon: "categoryRecon",
  read: "categoryRead",
  write: "categoryWrite",
  self: "categorySelf",
};

/** The word for each outcome. */
export const outcomeNames: Readonly<Record<PanelRow["outcome"], PanelStringName>> = {
  success: "success",
  denied: "denied",
  failed: "failed",
};
