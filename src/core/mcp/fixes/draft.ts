import type { Node } from "jsonc-parser";
import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import type { JudgedEntry } from "../checks/check.ts";
import type { McpPolicy } from "../model/policy.ts";
import type { McpFixId, McpFixRequest } from "./mcpFix.ts";

/** What planners may ask. */
export interface FixContext {
  readonly request: McpFixRequest;
  readonly text: string;
  /** Undefined for a text that is not JSON: then only values are replaced. */
  readonly root?: Node;
  /** The policy that can be relied on. */
  readonly policy?: McpPolicy;
}

/** A fix before it is read again. */
export interface Draft {
  readonly id: McpFixId;
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly notes?: readonly string[];
  readonly preferred?: boolean;
}

/** Fixes for one finding about one server. */
export type FixPlanner = (finding: Finding, entry: JudgedEntry, context: FixContext) => Iterable<Draft>;
