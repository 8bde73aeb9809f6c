/** What the extension loads lazily as `dist/mcp.js`: the servers of this machine, their verdicts, and the engine. */
export { readOverview } from "../adapters/node/mcpOverview.ts";
export { detailsPage } from "../core/mcp/overview/detailsPage.ts";
export { overviewCsv, overviewJson } from "../core/mcp/overview/exportText.ts";
export { mcpRules } from "../core/mcp/checks/registry.ts";
export { scanMcp } from "../core/mcp/engine.ts";
export { planMcpFixes } from "../core/mcp/fixes/planMcpFixes.ts";
export { identify } from "../core/mcp/identity/identify.ts";
export { completeMcp } from "../core/mcp/language/completeServers.ts";
export { hoverMcp } from "../core/mcp/language/hoverServer.ts";
export { requestApproval, toPolicyEntry } from "../core/mcp/language/requestApproval.ts";
