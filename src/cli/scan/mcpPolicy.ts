import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readPolicyFile } from "../../adapters/node/mcpPolicyFile.ts";
import { nodeSignatures } from "../../adapters/node/mcpSignature.ts";
import { policyState } from "../../core/mcp/policies/policyState.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import { UsageError } from "../usageError.ts";
import type { LoadedConfig } from "./config.ts";

/**
 * The policy that the configuration names, or undefined when it names none. Only a configuration that the command line
 * names may: one that is merely found stands in the tree that is judged.
 * @throws UsageError
 */
export async function readMcpPolicy(
  { config, folder }: LoadedConfig,
  named: boolean,
): Promise<PolicyState | undefined> {
  const { mcpAllowlist } = config;
  if (mcpAllowlist === undefined) return undefined;
  if (!named) {
    const why = "what is scanned must not choose its judge";
    throw new UsageError(`mcpAllowlist counts only in a configuration that --config names: ${why}`, "scan");
  }
  const path = resolve(folder, mcpAllowlist);
  if (!existsSync(path)) throw new UsageError("the file that mcpAllowlist names does not exist", "scan");
  return policyState(await readPolicyFile(path), {
    now: Date.now(),
    signatures: nodeSignatures,
    serials: new Map(),
  });
}
