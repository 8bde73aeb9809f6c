import { visible } from "../../model/visible.ts";
import { decide, type Reason } from "./reason.ts";

/** What a hook's process prints and ends with; Kiro's contract. */
export interface HookAnswer {
  readonly exitCode: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** Nothing to say: the call goes on. */
export const passes: HookAnswer = { exitCode: 0, stdout: "", stderr: "" };

/** Most lines and most text of an answer, in UTF-16 code units. */
const mostReasons = 8;
const mostText = 4000;

/**
 * The answer to a call. Exit status 2 with the reason on standard error blocks; "ask" is the only decision that Kiro
 * takes from standard output.
 * @param hide replaces every secret value that was found by a mask
 */
export function answerFor(reasons: readonly Reason[], hide: (text: string) => string): HookAnswer {
  const decision = decide(reasons);
  if (decision === "allow") return passes;
  const counted = reasons.filter((reason) => reason.decision === decision);
  const lines = [...new Set(counted.map(({ message }) => visible(hide(message))))].slice(0, mostReasons);
  if (decision === "block")
    return { exitCode: 2, stdout: "", stderr: `Picket blocked this. ${bounded(lines.join("\nPicket: "))}\n` };
  const permissionDecisionReason = `Picket asks. ${bounded(lines.join(" "))}`;
  const output = { hookSpecificOutput: { permissionDecision: "ask", permissionDecisionReason } };
  return { exitCode: 0, stdout: `${JSON.stringify(output)}\n`, stderr: "" };
}

/** The answer when a guard cannot judge: nothing that was not judged goes on. @param what made for a person */
export function cannotJudge(what: string): HookAnswer {
  return {
    exitCode: 2,
    stdout: "",
    stderr: `Picket blocked this because it could not judge it: ${bounded(visible(what))}. Run "picket hook test".\n`,
  };
}

/** A hook that only advises failed: it says so and stops nobody. */
export function adviceFailed(what: string): HookAnswer {
  return {
    exitCode: 1,
    stdout: "",
    stderr: `Picket could not look: ${bounded(visible(what))}. Run "picket hook test".\n`,
  };
}

function bounded(text: string): string {
  return text.length > mostText ? `${text.slice(0, mostText)}…` : text;
}
