import type { ReadPolicy } from "./allowlist.ts";
import { readPolicyJson, type DocumentError } from "./policyJson.ts";
import { recordOf } from "./recordOf.ts";
import { policyOfLists, readServerLists } from "./serverLists.ts";

/**
 * Reads the MCP lists of Copilot's `managed-settings.json`. Copilot denies first, then refuses what its allow list
 * misses, and compares commands as exact lists: an entry here lists the package or address that the command starts.
 * Source: GitHub, "Configuring an MCP server allowlist for your enterprise".
 */
export function readCopilotLists(text: string): ReadPolicy | DocumentError {
  const json = readPolicyJson(text);
  if ("error" in json) return json;
  const settings = recordOf(json.value);
  if (!settings) return { error: "the whole file must be an object", span: { start: 0, end: 1 } };
  return policyOfLists("copilot", readServerLists(settings));
}
