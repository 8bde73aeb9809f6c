import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/core/model/edit.ts";
import type { McpContext, McpExample } from "../../../../src/core/mcp/checks/check.ts";
import { scanMcp, type McpScanResult } from "../../../../src/core/mcp/engine.ts";
import type { McpFix } from "../../../../src/core/mcp/fixes/mcpFix.ts";
import { planMcpFixes } from "../../../../src/core/mcp/fixes/planMcpFixes.ts";
import type { PolicyState } from "../../../../src/core/mcp/model/policy.ts";
import { readAllowlist } from "../../../../src/core/mcp/policies/allowlist.ts";
import { scan } from "../../../../src/core/secrets/scan.ts";

export const path = ".kiro/settings/mcp.json";
export const now = Date.parse("2027-01-01T00:00:00Z");

/** A policy document of the tests as a state that can be relied on. */
export function validPolicy(text: string): PolicyState {
  const read = readAllowlist(text);
  assert.ok("policy" in read, "error" in read ? read.error : "");
  return { state: "valid", policy: read.policy };
}

export function contextOf(more: Partial<McpContext> = {}): McpContext {
  return { path, now, ...more };
}

export function scanServers(text: string, more: Partial<McpContext> = {}): McpScanResult {
  return scanMcp(text, contextOf(more));
}

/** Scans with the findings of the secrets engine, as hosts do. */
export async function scanWithSecrets(text: string, more: Partial<McpContext> = {}): Promise<McpScanResult> {
  return scanServers(text, { ...more, secrets: await scan(text, { path }) });
}

/** For each finding its severity, rule and the text it covers. */
export function marksOf(text: string, more: Partial<McpContext> = {}): string[] {
  return scanServers(text, more).findings.map(
    ({ ruleId, severity, span }) =>
      `${severity} ${ruleId.slice("mcp/".length)} ${text.slice(span.start, span.end)}`,
  );
}

export function judgeExample({ text, policy, given }: McpExample): McpScanResult {
  return scanServers(text, {
    ...(policy !== undefined && { policy: validPolicy(policy) }),
    ...given?.context,
  });
}

export function fixesOf(text: string, more: Partial<McpContext> = {}, version?: string): readonly McpFix[] {
  const context = contextOf(more);
  const result = scanMcp(text, context);
  return planMcpFixes({ text, result, context, ...(version !== undefined && { version }) });
}

/** The text after the one fix with that title. */
export function fixed(text: string, title: RegExp, more: Partial<McpContext> = {}, version?: string): string {
  const fixes = fixesOf(text, more, version);
  const fix = fixes.find((one) => title.test(one.title));
  assert.ok(fix, `among: ${fixes.map((one) => one.title).join(" | ") || "no fixes"}`);
  return applyEdits(text, fix.edits);
}
