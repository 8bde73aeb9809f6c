import { describeFault } from "../../editor/log.ts";
import type { PostureDeps } from "./environment.ts";

const secretName = "picket.posture.signingKey";

/**
 * The key that signs the reports of this machine, kept by the editor's secret storage; made with the first run. Where the
 * editor cannot keep it, this run is signed all the same.
 */
export async function signingKey(
  deps: Pick<PostureDeps, "secrets" | "loadPosture" | "log">,
): Promise<string> {
  const known = await knownKey(deps);
  if (known !== undefined) return known;
  const key = (await deps.loadPosture()).newKey();
  try {
    await deps.secrets.store(secretName, key);
  } catch (error) {
    deps.log.warn(`the key that signs posture reports was not kept: ${describeFault(error)}`);
  }
  // Another window may have stored one at the same time: all of them sign with what is kept.
  return (await knownKey(deps)) ?? key;
}

/** The key, if reports were signed on this machine. */
export async function knownKey({ secrets }: Pick<PostureDeps, "secrets">): Promise<string | undefined> {
  return secrets.get(secretName);
}
