import type { McpFlag, McpStatus } from "../../core/mcp/model/verdict.ts";

/** How a verdict looks in the tree: an icon of the editor with a colour of the theme, which high contrast has too. */
export interface VerdictLook {
  readonly icon: string;
  readonly color: string;
}

const good = "testing.iconPassed";
const note = "problemsInfoIcon.foreground";
const warning = "problemsWarningIcon.foreground";
const error = "problemsErrorIcon.foreground";

/** From the worst to the best; the groups of the tree stand in this order. No two look the same without colour. */
export const verdictLooks: Readonly<Record<McpStatus, VerdictLook>> = {
  DENIED: { icon: "circle-slash", color: error },
  NAME_ONLY: { icon: "mirror", color: error },
  INVALID: { icon: "error", color: error },
  DRIFT: { icon: "git-compare", color: warning },
  NOT_LISTED: { icon: "question", color: warning },
  UNVERIFIABLE: { icon: "eye-closed", color: warning },
  BLOCKED_BY_REGISTRY_MODE: { icon: "lock", color: warning },
  UNVERIFIED: { icon: "circle-large-outline", color: note },
  UNPINNED: { icon: "pinned-dirty", color: note },
  ALLOWED_RENAMED: { icon: "tag", color: good },
  ALLOWED: { icon: "pass-filled", color: good },
};

/** Flags that a person should see beside the name, in this order. The others stand in the tooltip. */
export const badgeFlags: readonly McpFlag[] = [
  "DISABLED",
  "SHADOWED",
  "SHADOWS_CENTRAL",
  "UNTRUSTED_WORKSPACE",
  "POLICY_EXPIRED",
  "POLICY_UNTRUSTED",
  "POLICY_STALE",
  "DUPLICATE_KEY",
  "WILL_NOT_START",
  "INLINE_SECRET",
  "AUTO_APPROVE_ALL",
];

/** Statuses whose servers a request for approval can help. */
export const approvable: ReadonlySet<McpStatus> = new Set<McpStatus>([
  "NOT_LISTED",
  "NAME_ONLY",
  "DRIFT",
  "UNPINNED",
  "ALLOWED_RENAMED",
  "UNVERIFIED",
  "UNVERIFIABLE",
  "BLOCKED_BY_REGISTRY_MODE",
]);

export const allStatuses: readonly McpStatus[] = Object.keys(verdictLooks).filter(isStatus);

function isStatus(name: string): name is McpStatus {
  return name in verdictLooks;
}
