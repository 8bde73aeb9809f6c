import type { McpCheck, McpRule } from "./check.ts";

/** Every check of the engine. */
export const mcpChecks: readonly McpCheck[] = [];

/** Every rule of the engine, ordered by id. */
export const mcpRules: readonly McpRule[] = mcpChecks
  .flatMap(({ rules }) => rules)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
