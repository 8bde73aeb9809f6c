/** What is wrong with a chain or a report. */
export type ProblemCode =
  | "empty"
  | "not-json"
  | "form"
  | "sequence"
  | "link"
  | "hash"
  | "unsigned"
  | "signature"
  | "wrong-key"
  | "key-changed"
  | "host-changed"
  | "clock-back"
  | "future"
  | "head"
  | "content"
  | "not-in-chain";

/** One thing that is wrong. */
export interface ChainProblem {
  readonly code: ProblemCode;
  /** One-based line of a chain; absent: of the whole. */
  readonly line?: number;
  /** A sentence for a person, without text of the file. */
  readonly message: string;
}

/** How far a clock may go before ours without being told, in ms. */
export const clockTolerance = 300_000;
