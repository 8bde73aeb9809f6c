import type { McpStatus } from "../model/verdict.ts";

/** What each verdict means, in a few words for a person. */
export const statusWords: Readonly<Record<McpStatus, string>> = {
  ALLOWED: "The organisation's policy allows it",
  ALLOWED_RENAMED: "Allowed, but under another name",
  UNPINNED: "Listed, but without an exact version",
  NAME_ONLY: "Not the server that this name is listed for",
  NOT_LISTED: "The organisation's policy does not list it",
  DRIFT: "Listed, but it differs from what is listed",
  DENIED: "The organisation's policy denies it",
  INVALID: "Kiro does not read it",
  UNVERIFIABLE: "It cannot be told what it starts",
  UNVERIFIED: "No valid policy judges it",
  BLOCKED_BY_REGISTRY_MODE: "Registry mode drops it",
};
