import type { ActivityEvent } from "../../event.ts";
import type { Verdict } from "../risk.ts";
import { changesSomething } from "../verbs.ts";

/** Services without Regions: their events stand in us-east-1 or us-west-2 wherever the caller works. */
const globalServices: ReadonlySet<string> = new Set([
  "account",
  "billingconsole",
  "budgets",
  "ce",
  "chatbot",
  "cloudfront",
  "cur",
  "ecr-public",
  "globalaccelerator",
  "health",
  "iam",
  "importexport",
  "networkmanager",
  "organizations",
  "route53",
  "route53domains",
  "savingsplans",
  "shield",
  "signin",
  "sts",
  "support",
  "trustedadvisor",
  "waf",
]);

const verdict: Verdict = {
  severity: "medium",
  category: "defense-evasion",
  technique: "T1535",
  reason: "Something was changed in a Region where the role is not expected to work.",
};

/** The verdict on a change outside the Regions in which changes are expected. @param regions empty: any */
export function otherRegion(event: ActivityEvent, regions: ReadonlySet<string>): Verdict | undefined {
  const { region, service, outcome } = event;
  if (regions.size === 0 || region === undefined || regions.has(region)) return undefined;
  if (outcome !== "success" || globalServices.has(service) || !changesSomething(event)) return undefined;
  return verdict;
}
