import { shown } from "../identity/shown.ts";
import type { McpPolicy, PolicyState } from "../model/policy.ts";
import type { McpFlag, McpStatus } from "../model/verdict.ts";

/** What step 1 says: the policy, or the verdict on every entry without one. */
export type PolicyAnswer =
  | { readonly policy: McpPolicy }
  | { readonly status: McpStatus; readonly flag?: McpFlag; readonly reason: string };

/** Step 1: whether there is a policy to rely on. No state but `valid` lets any entry be allowed. */
export function judgePolicy(state: PolicyState, now: number): PolicyAnswer {
  switch (state.state) {
    case "valid":
      if (state.policy.expires === undefined || state.policy.expires > now) return { policy: state.policy };
      return unverified("POLICY_EXPIRED", "The policy is no longer valid: its time is over.");
    case "missing":
      return unverified("POLICY_MISSING", "No policy says which servers are allowed.");
    case "expired":
      return unverified("POLICY_EXPIRED", `The policy is no longer valid: ${sentence(state.reason)}`);
    case "untrusted":
      return unverified("POLICY_UNTRUSTED", `The policy cannot be trusted: ${sentence(state.reason)}`);
    case "stale":
      return unverified(
        "POLICY_STALE",
        `The policy is older than one seen before: ${sentence(state.reason)}`,
      );
    case "broken":
      return {
        status: "DENIED",
        reason: `The policy cannot be read, so that nothing is allowed: ${sentence(state.reason)}`,
      };
    default:
      return { status: "DENIED", reason: "The policy is in a state that is not known." };
  }
}

function unverified(flag: McpFlag, reason: string): PolicyAnswer {
  return { status: "UNVERIFIED", flag, reason };
}

/** A reason as the end of a sentence. */
function sentence(reason: string): string {
  return `${shown(reason, 200).replace(/\.$/, "")}.`;
}
