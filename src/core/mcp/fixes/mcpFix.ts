import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import type { McpContext } from "../checks/check.ts";
import type { McpScanResult } from "../engine.ts";

/** Names of the fixes. */
export const mcpFixIds = [
  "pin-version",
  "use-variable",
  "narrow-auto-approve",
  "remove-variable",
  "remove-header",
  "remove-argument",
  "use-listed",
  "split-command",
  "use-https",
  "remove-duplicate",
  "rename",
] as const;

export type McpFixId = (typeof mcpFixIds)[number];

/** One change that can be offered to the user. Afterwards the text is read and judged again. */
export interface McpFix {
  readonly id: McpFixId;
  /** For a menu: `Pin to version 1.1.24`. */
  readonly title: string;
  /** Rules whose findings at `span` it answers. */
  readonly ruleIds: readonly string[];
  /** Where it is offered: the span of the finding. */
  readonly span: Span;
  /** They never overlap; everything else keeps its formatting. */
  readonly edits: readonly TextEdit[];
  readonly preferred: boolean;
  /** What the user should know or still do, in whole sentences: an approval in Kiro, a variable to set. */
  readonly notes: readonly string[];
  /** The server that it changes. */
  readonly server: string;
}

export interface McpFixRequest {
  readonly text: string;
  /** What `scanMcp` gave on exactly this text. */
  readonly result: McpScanResult;
  /** The same as for `scanMcp`. */
  readonly context: McpContext;
  /** A cursor or selection; absent: the whole text. */
  readonly span?: Span;
  /** Only these fixes; absent: all. */
  readonly only?: ReadonlySet<McpFixId>;
  /** A version that the user typed, for servers whose version no policy lists. */
  readonly version?: string;
}
