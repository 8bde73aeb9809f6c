import type { TrailBatch } from "../../../../core/ports.ts";
import type { LookupQuery, Window } from "./lookupPage.ts";
import type { OnPage } from "./lookupReader.ts";

/** What to ask for the events of a window. */
export interface Questions {
  /**
   * Finds out what has to be asked, before a window is read.
   * @param floor the earliest time, in ms since epoch, that any window to come has
   * @param onPage what is done with the events that come on the way
   * @returns whether the source goes on
   */
  prepare(window: Window, floor: number, onPage: OnPage): AsyncGenerator<TrailBatch, boolean>;
  queriesOf(window: Window): readonly LookupQuery[];
}

/** Everybody's events, or everybody's that change something. */
export function everybody(writesOnly: boolean): Questions {
  return {
    // oxlint-disable-next-line require-yield -- nothing has to be found out
    async *prepare() {
      return true;
    },
    queriesOf: (window) => [
      { ...window, ...(writesOnly && { filter: { key: "ReadOnly", value: "false" } }) },
    ],
  };
}
