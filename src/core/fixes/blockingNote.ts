import type { FixNote } from "./plan.ts";

/** A lookup that stands where nothing can be awaited. `by` is what the code waits with. */
export function blockingNote(by: string): FixNote {
  return {
    code: "blocking",
    message: `The code around a lookup is not asynchronous, so it waits there (${by}) until the value has come.`,
  };
}
