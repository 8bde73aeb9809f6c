import type { FixNote } from "./plan.ts";

/** Constants that other files may read are no longer known to the compiler. */
export function constantNote(names: readonly string[], places: string): FixNote | undefined {
  if (names.length === 0) return undefined;
  const one = names.length === 1;
  return {
    code: "constant",
    message: `${[...new Set(names)].join(", ")} ${one ? "is no longer a compile-time constant" : "are no longer compile-time constants"}: ${places} in other files can no longer use ${one ? "it" : "them"}.`,
  };
}
