import type { Severity } from "../model/severity.ts";
import type { CustomRule } from "./custom/customRule.ts";

/** What a host knows of a text, beside the text. */
export interface ScanContext {
  /** Path or name, `/`-separated; used for file-type context and suppression. May be empty for an untitled text. */
  readonly path: string;
  /** VS Code language id when known. */
  readonly languageId?: string;
  /** Milliseconds since epoch, to tell what has expired. Default: the machine's clock. */
  readonly now?: number;
  /** Severity by rule id (`secrets/…`), or `off`; `secrets/*` is for all that are not named. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  /** Rules of the user's own beside Picket's, from `readCustomRules`. */
  readonly customRules?: readonly CustomRule[];
  /** Cancels between chunks; `scan` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Gives way to other work between chunks. With it, texts are scanned in chunks small enough that no turn of the
   * event loop takes long; without it, in large ones, which is faster on a thread that has nothing else to do.
   */
  readonly pause?: () => Promise<void>;
}
