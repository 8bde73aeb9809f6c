import type { McpFlag, McpStatus, McpVerdict } from "../model/verdict.ts";

/** What to change after a verdict, in whole sentences. Facts of the case stand in the verdict's own reasons. */
const byStatus: Readonly<Record<McpStatus, readonly string[]>> = {
  ALLOWED: [],
  ALLOWED_RENAMED: ["Rename the entry to the listed name, so that others recognise it."],
  UNPINNED: [
    "Write the exact version that the policy lists behind the package's name; a fix in the file does it.",
  ],
  NAME_ONLY: [
    "Replace the definition by the listed one, or give the server another name and request approval for what it really is.",
  ],
  NOT_LISTED: ["Request approval, or use a server that the policy lists."],
  DRIFT: ["Bring the definition back to the listed one; the fixes in the file do it step by step."],
  DENIED: ["Remove the entry. A denial stands above every other entry of the policy."],
  INVALID: ["Mend the entry, or remove it: Kiro does not load it as it is."],
  UNVERIFIABLE: [
    "Write the command so that it can be read what it starts: the runner by its plain name, the package itself, no variable and no shell text in its place.",
  ],
  UNVERIFIED: ["Nothing in this entry can be judged before there is a valid policy. Ask who keeps it."],
  BLOCKED_BY_REGISTRY_MODE: [
    'Use the name of a registry server with {"type": "registry"} alone, or request that the server is added to the registry.',
  ],
};

const byFlag: Partial<Record<McpFlag, string>> = {
  POLICY_MISSING: "Set picket.mcp.policy to your organisation's policy, or put it into the managed folder.",
  POLICY_EXPIRED: "Get the present policy from whoever issues it.",
  POLICY_UNTRUSTED: "Get the policy anew from whoever issues it, with its signature.",
  POLICY_STALE: "Get the present policy: an older one than before stands in its place.",
  SHADOWS_CENTRAL: "Remove the workspace's definition: it takes the place of a central one.",
  UNTRUSTED_WORKSPACE:
    "Trust the workspace only after you read this file: Kiro loads nothing of it until then.",
  ENV_NOT_APPROVED:
    "Approve the variable in Kiro (kiroAgent.mcpApprovedEnvVars), or the reference stays as it is written.",
  AUTO_APPROVE_ALL: "Name the tools that may run unasked in autoApprove instead of *.",
  INLINE_SECRET: "Move the secret out of the file into a variable, and rotate it: it was in plain text.",
  WILL_NOT_START: "Split the command line: the program in command, each word in args.",
  DUPLICATE_KEY: "Remove the earlier entry of the same name: only the last one counts.",
  HIDDEN_UNICODE: "Remove the hidden characters; they make two names look alike.",
  PLAIN_HTTP: "Use https: anyone on the way can read and change plain http.",
};

/** What to change, the deciding thing first. Empty: nothing. */
export function adviceFor({ status, flags }: Pick<McpVerdict, "status" | "flags">): readonly string[] {
  return [...byStatus[status], ...flags.flatMap((flag) => byFlag[flag] ?? [])];
}
