import { severities, type Severity } from "../../model/severity.ts";
import type { McpFlag, McpStatus } from "../model/verdict.ts";

const severityByStatus: Readonly<Record<McpStatus, Severity | undefined>> = {
  ALLOWED: undefined,
  ALLOWED_RENAMED: "info",
  UNPINNED: "info",
  UNVERIFIED: "info",
  NOT_LISTED: "warning",
  DRIFT: "warning",
  UNVERIFIABLE: "warning",
  BLOCKED_BY_REGISTRY_MODE: "warning",
  DENIED: "error",
  NAME_ONLY: "error",
  INVALID: "error",
};

/**
 * How loud a verdict is: by its status, an error when a workspace takes a central name, one lower when the server is
 * disabled, and at most info while the policy only audits.
 */
export function severityOf(
  status: McpStatus,
  flags: readonly McpFlag[],
  audit: boolean,
): Severity | undefined {
  const base = flags.includes("SHADOWS_CENTRAL") ? "error" : severityByStatus[status];
  if (base === undefined) return undefined;
  const lowered = flags.includes("DISABLED") ? (severities[severities.indexOf(base) + 1] ?? base) : base;
  return audit && (lowered === "error" || lowered === "warning") ? "info" : lowered;
}
