import type { TextEdit } from "../../core/model/edit.ts";
import type { Finding } from "../../core/model/finding.ts";

/** A document as it stands at one moment. `version` only grows while the document stays open. */
export interface Snapshot {
  readonly version: number;
  readonly text: string;
  readonly languageId: string;
}

/**
 * What became of an edit. `stale`: the text is no longer that of the snapshot. `refused`: the editor would not take it.
 * `discarded` and `partly`: the person dropped all, or some, of the changes in the preview.
 */
export type ApplyOutcome = "applied" | "partly" | "discarded" | "stale" | "refused";

/** The document a flow works on, whatever hosts it. */
export interface FlowDocument {
  /** `/`-separated, relative to its workspace folder when it has one. */
  readonly path: string;
  /** Name to show to a person. */
  readonly label: string;
  /** The present text; opens the document again when it was closed. Undefined when it is gone. */
  current(): Promise<Snapshot | undefined>;
  /** Findings of `scan` on exactly this snapshot. */
  findings(snapshot: Snapshot): Promise<readonly Finding[]>;
  /** Why the document cannot be changed, for a person; undefined when it can. */
  readOnlyReason(): Promise<string | undefined>;
  /**
   * All edits as one undo step, not saved. With `preview`, the refactor preview opens first and the person decides.
   * @param snapshot the text that the edits were planned against
   */
  apply(snapshot: Snapshot, edits: readonly TextEdit[], preview?: string): Promise<ApplyOutcome>;
  /** Opens a comparison of the present text with the text after the edits. Changes nothing. */
  compare(snapshot: Snapshot, edits: readonly TextEdit[]): Promise<void>;
}
