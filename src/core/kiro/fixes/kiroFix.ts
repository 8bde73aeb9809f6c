import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import type { Span } from "../../model/span.ts";
import type { KiroContext } from "../checks/check.ts";

/** Names of the fixes. */
export type KiroFixId =
  | "migrate-hook"
  | "use-name"
  | "set-timeout"
  | "move-timeout"
  | "remove-matcher"
  | "exit-2"
  | "enable"
  | "remove-wildcard"
  | "supervise"
  | "remove-text";

/** A file that takes the place of the one that was judged. */
export interface ReplacingFile {
  /** Name in the same folder. */
  readonly name: string;
  readonly text: string;
}

/** One change that can be offered to the user. Afterwards the text is read and judged again. */
export interface KiroFix {
  readonly id: KiroFixId;
  /** For a menu: `Change to "PostFileSave"`. */
  readonly title: string;
  readonly ruleId: string;
  /** Where it is offered: the span of the finding. */
  readonly span: Span;
  /** They never overlap. Empty when the file is replaced. */
  readonly edits: readonly TextEdit[];
  /** The file to be written; the judged one is then removed. It must not be there yet. */
  readonly replacedBy?: ReplacingFile;
  readonly preferred: boolean;
  /** What the user should know or still do, in whole sentences. */
  readonly notes: readonly string[];
}

/** What fixes are planned for. */
export interface KiroFixRequest {
  readonly text: string;
  /** What `scanKiro` gave on exactly this text. */
  readonly findings: readonly Finding[];
  /** The same as for `scanKiro`. */
  readonly context: KiroContext;
  /** A cursor or selection; absent: the whole text. */
  readonly span?: Span;
}
