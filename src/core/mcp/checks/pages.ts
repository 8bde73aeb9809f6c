import type { McpRulePage } from "./check.ts";
import { policyPages } from "./pages/policyPages.ts";
import { readingPages } from "./pages/readingPages.ts";
import { usePages } from "./pages/usePages.ts";

/** The pages of all rules; the docs are made from them, and a test runs their examples. */
export const mcpPages: readonly McpRulePage[] = [...policyPages, ...readingPages, ...usePages];
