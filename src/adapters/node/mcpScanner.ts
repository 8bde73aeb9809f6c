import type { McpContext } from "../../core/mcp/checks/check.ts";
import { hideValues } from "../../core/iam/hideValues.ts";
import type { McpFileKind } from "../../core/mcp/model/definition.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";

/** What is said of a file that defines MCP servers, when it is handed over to be scanned. */
export interface McpJob {
  readonly kind: McpFileKind;
  /** Absent: no policy is asked for, and only what is wrong whatever one says is found. */
  readonly policy?: PolicyState;
  /** ms since epoch. */
  readonly now: number;
}

/** What the engine of MCP servers needs to know of a text. */
export interface McpTextContext extends McpJob, Pick<McpContext, "path" | "severities" | "secretsShown"> {
  readonly secrets: ScanResult;
}

/** Finds what is wrong with the MCP servers of a text. No message holds what the secrets engine saw. */
export type McpScan = (
  text: string,
  context: McpTextContext,
) => Promise<{ readonly findings: readonly Finding[]; readonly suppressed: number }>;

/** The engine, loaded when the first file of servers comes. */
export const scanMcpText: McpScan = async (text, { secrets, ...context }) => {
  const { scanMcp } = await import("../../core/mcp/engine.ts");
  const { findings, suppressed } = scanMcp(text, { ...context, secrets: secrets.findings });
  const values = secrets.seen.map(({ candidate }) => candidate.span);
  return { findings: hideValues(findings, text, values), suppressed };
};
