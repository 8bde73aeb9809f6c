import { join } from "node:path";
import {
  GuardPolicyError,
  mergePolicies,
  readGuardPolicy,
  type GuardPolicy,
} from "../../core/kiro/guard/policy.ts";
import { readPolicyFile } from "./mcpPolicyFile.ts";

/** Places of the guard's policy, weakest first: the person's, then the organisation's. Never one of a workspace. */
export function guardPolicyPaths(home: string, managedFolder: string): readonly string[] {
  return [join(home, ".kiro", "picket", "guard.json"), join(managedFolder, "picket-guard.json")];
}

/**
 * The policy of all places that have one.
 * @throws GuardPolicyError when one is there and cannot be read or used: the guard must then not judge by another
 */
export async function loadGuardPolicy(paths: readonly string[]): Promise<GuardPolicy> {
  const files = [];
  for (const path of paths) {
    const found = await readPolicyFile(path);
    if (found.kind === "absent") continue;
    if (found.kind === "unavailable") throw new GuardPolicyError(`the policy ${path}: ${found.reason}`);
    try {
      files.push(readGuardPolicy(found.document.text));
    } catch (error) {
      if (!(error instanceof GuardPolicyError)) throw error;
      throw new GuardPolicyError(`the policy ${path}: ${error.message}`);
    }
  }
  return mergePolicies(files);
}
