import type { Expectations } from "./expectations.ts";
import type { AccountFacts, WorkstationFacts } from "./facts.ts";
import type { Judgement } from "./judgement.ts";
import type { CheckInfo, PostureMapping } from "./result.ts";

/** What a check knows beside the facts. */
export interface CheckContext {
  readonly expectations: Expectations;
  /** ms since epoch. */
  readonly now: number;
  /** Folders of the workspace, absolute. */
  readonly workspaces: readonly string[];
}

/** One check: pure, of facts alone. */
export interface PostureCheck<Facts> extends CheckInfo {
  readonly judge: (facts: Facts, context: CheckContext) => Judgement;
}

export type WorkstationCheck = PostureCheck<WorkstationFacts>;
export type AccountCheck = PostureCheck<AccountFacts>;

/** A mapping by its columns; each a list with commas. */
export function mapping(
  masTrm: string,
  rest: Partial<Record<"nist" | "cis" | "owasp", string>>,
): PostureMapping {
  const list = (text = ""): readonly string[] => (text === "" ? [] : text.split(", "));
  return { masTrm: list(masTrm), nist: list(rest.nist), cis: list(rest.cis), owasp: list(rest.owasp) };
}
