import type { McpRulePage } from "./check.ts";

/** The pages of all rules; the docs are made from them, and a test runs their examples. */
export const mcpPages: readonly McpRulePage[] = [];
