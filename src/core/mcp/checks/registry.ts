import { approvalChecks } from "./approval/approvalChecks.ts";
import type { McpCheck, McpRule } from "./check.ts";
import { statusChecks } from "./policy/statusChecks.ts";
import { versionChecks } from "./policy/unpinned.ts";
import { readingChecks } from "./reading/readingChecks.ts";
import { textChecks } from "./reading/textChecks.ts";
import { secretChecks } from "./secretChecks.ts";
import { argumentChecks } from "./start/argumentChecks.ts";
import { envChecks } from "./start/envChecks.ts";

/** Every check of the engine. */
export const mcpChecks: readonly McpCheck[] = [
  ...statusChecks,
  ...versionChecks,
  ...readingChecks,
  ...textChecks,
  ...secretChecks,
  ...envChecks,
  ...argumentChecks,
  ...approvalChecks,
];

/** Every rule of the engine, ordered by id. */
export const mcpRules: readonly McpRule[] = mcpChecks
  .flatMap(({ rules }) => rules)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
