import type { McpPolicy } from "../model/policy.ts";
import { readAllowlist, type ReadPolicy } from "./allowlist.ts";
import { readClaudeLists } from "./claude.ts";
import { readCopilotLists } from "./copilot.ts";
import { readPolicyJson, type DocumentError } from "./policyJson.ts";
import { listOf, recordOf } from "./recordOf.ts";
import { readRegistry } from "./registry.ts";

export type PolicyFormat = McpPolicy["source"];

const readers: Readonly<Record<PolicyFormat, (text: string) => ReadPolicy | DocumentError>> = {
  picket: readAllowlist,
  "kiro-registry": readRegistry,
  copilot: readCopilotLists,
  claude: readClaudeLists,
};

/** Reads a policy document of a known format, or of the one that its members show. */
export function readPolicy(text: string, format = formatOf(text)): ReadPolicy | DocumentError {
  return readers[format](text);
}

/**
 * The format of a document by its members. Picket's own when nothing tells: its reader is the strict one. The lists of
 * Copilot and Claude look the same; Claude's other settings tell them apart.
 */
export function formatOf(text: string): PolicyFormat {
  const json = readPolicyJson(text);
  const document = "error" in json ? undefined : recordOf(json.value);
  if (!document || document["version"] !== undefined) return "picket";
  if (document["mcpServers"] !== undefined) return "claude";
  if (document["allowManagedMcpServersOnly"] !== undefined) return "claude";
  if (document["allowedMcpServers"] !== undefined || document["deniedMcpServers"] !== undefined)
    return "copilot";
  const [first] = listOf(document["servers"]) ?? [];
  return recordOf(first)?.["server"] === undefined ? "picket" : "kiro-registry";
}
