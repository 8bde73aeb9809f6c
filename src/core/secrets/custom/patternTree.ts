import type { CharSet } from "./charSet.ts";

/** What holds at a place between two characters. `start` and `end` are those of the line. */
export type Assertion = "start" | "end" | "word" | "not-word";

/** A pattern as it was read. */
export type PatternNode =
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "assertion"; readonly what: Assertion }
  | { readonly kind: "sequence"; readonly nodes: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly nodes: readonly PatternNode[] }
  /** The group named `value`. */
  | { readonly kind: "value"; readonly node: PatternNode }
  | {
      readonly kind: "repeat";
      readonly node: PatternNode;
      readonly min: number;
      /** `Infinity` when there is no limit. */
      readonly max: number;
      readonly greedy: boolean;
    };
