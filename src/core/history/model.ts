import type { Span } from "../model/span.ts";

/** What a log says of a commit. */
export interface Commit {
  /** Full object id. */
  readonly sha: string;
  readonly parents: readonly string[];
  /** Name alone: an address would make every report a list of addresses. */
  readonly author: string;
  /** ISO 8601 with the author's own offset. */
  readonly authorDate: string;
  /** ISO 8601; when the commit was made in its present form, such as by a rebase. */
  readonly commitDate: string;
}

/** Lines of a text, one-based and both included. Lines end at LF alone, as git counts them. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** What a commit did to one file that it leaves in place. */
export interface FileChange {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  /** Object id of the new content. */
  readonly oid: string;
  /** The new side of all hunks, one after the other: added lines and those around them. */
  readonly text: string;
  /** The added stretches of `text`. */
  readonly added: readonly Span[];
  /** The added lines of the new content; `all` where git shows none of them (what it takes for binary). */
  readonly lines: readonly LineRange[] | "all";
  /** `text` does not hold everything that was added: git shows nothing of it, or it was too much. */
  readonly partial: boolean;
}

/** What a log tells, in its order: `finished` follows the last change of a commit. */
export type HistoryEvent =
  | { readonly kind: "change"; readonly commit: Commit; readonly change: FileChange }
  | { readonly kind: "finished"; readonly commit: Commit };
