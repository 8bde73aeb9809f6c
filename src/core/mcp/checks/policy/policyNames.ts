import type { McpPolicy } from "../../model/policy.ts";
import { listNames, type ListedNames } from "../../verdict/imitation.ts";

/** Making the names of a policy ready takes time, and every scan of a text that is typed in meets the same policy. */
const known = new WeakMap<McpPolicy, ListedNames>();

/** The names that a policy lists; none without a policy. */
export function policyNames(policy: McpPolicy | undefined): ListedNames {
  if (!policy) return listNames([]);
  const names = known.get(policy) ?? listNames(policy.servers.flatMap((entry) => entry.names));
  known.set(policy, names);
  return names;
}
