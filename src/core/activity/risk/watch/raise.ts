import type { Verdict } from "../risk.ts";

/** An event that several together make louder. */
export interface Raise {
  /** `eventKey` of the event: the one just taken, or an earlier one. */
  readonly key: string;
  readonly verdict: Verdict;
}
