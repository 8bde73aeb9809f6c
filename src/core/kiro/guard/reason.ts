import { visible } from "../../model/visible.ts";

/** What Kiro is to do with a call of a tool, from the mildest. */
export type Decision = "allow" | "ask" | "block";

/** Why a call is not simply let through. Holds no secret value and no long text of the call. */
export interface Reason {
  readonly decision: Exclude<Decision, "allow">;
  /** One sentence for a person and for the agent: what is wrong, and what to do instead. */
  readonly message: string;
}

/** The strictest of all reasons; `allow` without any. */
export function decide(reasons: readonly Reason[]): Decision {
  if (reasons.some(({ decision }) => decision === "block")) return "block";
  return reasons.length > 0 ? "ask" : "allow";
}

/** Longest piece of a call that a sentence repeats, in UTF-16 code units. */
const mostShown = 120;

/** A path or a word of a call as it may stand in a sentence: bounded, control characters shown. */
export function shown(text: string): string {
  const cut = text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
  return `"${visible(cut)}"`;
}
