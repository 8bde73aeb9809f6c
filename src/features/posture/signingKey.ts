import type { PostureDeps } from "./environment.ts";

const secretName = "picket.posture.signingKey";

/** The key that signs the reports of this machine, kept by the editor's secret storage; made with the first run. */
export async function signingKey({
  secrets,
  loadPosture,
}: Pick<PostureDeps, "secrets" | "loadPosture">): Promise<string> {
  const known = await secrets.get(secretName);
  if (known !== undefined) return known;
  const key = (await loadPosture()).newKey();
  await secrets.store(secretName, key);
  // Another window may have stored one at the same time: all of them sign with what is kept.
  return (await secrets.get(secretName)) ?? key;
}

/** The key, if reports were signed on this machine. */
export async function knownKey({ secrets }: Pick<PostureDeps, "secrets">): Promise<string | undefined> {
  return secrets.get(secretName);
}
