import { adviceFailed, cannotJudge, type HookAnswer } from "../../core/kiro/guard/answer.ts";
import { HookInputError, readHookInput } from "../../core/kiro/guard/hookInput.ts";
import { GuardPolicyError } from "../../core/kiro/guard/policy.ts";
import { hookDefinitions, hookEventOf, type HookEvent } from "../../core/kiro/hookFiles/hookKinds.ts";
import { judgeEvent, type HookEnvironment } from "./judgeEvent.ts";

/** Most that a hook may be given, in bytes. */
export const mostInput = 16_000_000;

/** The input of a hook does not come, or is too long. The message is made for a person. */
export class HookReadError extends Error {
  override readonly name = "HookReadError";
}

/**
 * Answers one event. Never rejects: what cannot be judged is blocked where the event can block.
 * @param name of the event, Picket's or Kiro's
 * @param read gives all of standard input
 */
export async function runHookEvent(
  name: string,
  read: () => Promise<Uint8Array>,
  environment: HookEnvironment,
): Promise<HookAnswer> {
  const event = hookEventOf(name);
  if (event === undefined) {
    const known = hookDefinitions.map(({ event }) => event).join(", ");
    return cannotJudge(`there is no such event of a hook; there are ${known}`);
  }
  try {
    const bytes = await read();
    if (bytes.length > mostInput)
      throw new HookReadError(`the hook's input is longer than ${mostInput} bytes`);
    return await judgeEvent(event, readHookInput(textOf(bytes)), environment);
  } catch (error) {
    return failed(event, error);
  }
}

/** Bytes that are no UTF-8 could be read one way here and another way by the tool. @throws HookInputError */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HookInputError("the hook's input is no UTF-8");
  }
}

function failed(event: HookEvent, error: unknown): HookAnswer {
  const what = describe(error);
  return event.startsWith("pre-") ? cannotJudge(what) : adviceFailed(what);
}

/** Only errors made for people are quoted: any other message could hold a part of the input. */
function describe(error: unknown): string {
  const forPeople = [HookInputError, HookReadError, GuardPolicyError];
  if (error instanceof Error && forPeople.some((kind) => error instanceof kind)) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND")
    return "a part of Picket is missing; install it again";
  return `an internal error (${error instanceof Error ? error.name : typeof error})`;
}
