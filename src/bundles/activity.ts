/** What the extension loads lazily as `dist/activity.js`: the feed of events with its risk, files, masking and exports. */
export { nodeHash as hash } from "../adapters/node/hash.ts";
export { recordPacker as pack } from "../adapters/node/recordPacker.ts";
export { trailFolder } from "../adapters/node/trailFolder.ts";
export { exportCsv, exportJsonl } from "../core/activity/export/exportRows.ts";
export { lookupCommand } from "../core/activity/export/lookupCommand.ts";
export { ActivityFeed } from "../core/activity/feed/activityFeed.ts";
export { maskRecord } from "../core/activity/masking/maskRecord.ts";
export { classifyRisk } from "../core/activity/risk/classifyRisk.ts";
export { RiskWatch } from "../core/activity/risk/watch/riskWatch.ts";
export { Alerts } from "../core/activity/alerts/alerts.ts";
export { criticalNews } from "../core/activity/alerts/criticalNews.ts";
export { policyFromUse } from "../core/activity/leastPrivilege/policyFromUse.ts";
export { UseOfRole } from "../core/activity/leastPrivilege/useOfRole.ts";
export { readDeclaredPolicies } from "../core/activity/policy/declaredPolicy.ts";
export { grantingStatements } from "../core/activity/policy/grantingStatements.ts";
export { outOfPolicyOf } from "../core/activity/policy/outOfPolicy.ts";
export { analyse } from "../core/activity/leastPrivilege/analyse.ts";
export { mergeSources } from "../core/activity/stream/mergeSources.ts";
