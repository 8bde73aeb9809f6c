import type { CommandResult } from "../../../../../core/posture/ports.ts";
import { programName } from "./runCommand.ts";

/**
 * Why a program gave no answer that counts, for a person; undefined when it ended with one of the codes.
 * @param codes exit codes that are answers
 */
export function commandFailure(
  program: string,
  result: CommandResult,
  codes: readonly number[] = [0],
): string | undefined {
  const name = programName(program);
  if (result.outcome === "missing") return `${program} is not on this machine`;
  if (result.outcome === "denied") return `${program} may not be run by this person`;
  if (result.outcome === "timeout") return `${name} did not answer in time`;
  if (result.code === undefined) return `${name} was ended, or wrote more than is read`;
  return codes.includes(result.code) ? undefined : `${name} ended with code ${result.code}`;
}
