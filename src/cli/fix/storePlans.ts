import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { SecretToStore } from "../../core/fixes/plan.ts";
import { StoreError } from "../../core/fixes/storeError.ts";
import { storeSecrets, type TakenChoice, type TakenName } from "../../core/fixes/storeSecrets.ts";
import type { FixOptions, IfExists } from "./fixOptions.ts";

/**
 * Creates the secrets in AWS and reads each back. This is the only place of the command line that goes to the network.
 * @throws StoreError; what was stored before stays stored, and no file has been changed
 */
export async function storePlans(
  secrets: readonly SecretToStore[],
  options: FixOptions,
  say: (line: string) => void,
): Promise<void> {
  const [first] = secrets;
  if (!first) return;
  const { createAwsAccess } = await import("../../bundles/aws.ts");
  const { profile, region, ifExists } = options;
  const access = createAwsAccess({
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
  });
  try {
    const identity = await access.identity();
    if (identity.state !== "signed-in") throw new StoreError("signed-out", identity.reason);
    say(`storing ${secrets.length} in account ${identity.account}, ${identity.region}`);
    const outcome = await storeSecrets(secrets, access.store(first.store), {
      tags: { "picket:source": "cli" },
      onExists: async (name, taken) => choose(name, taken, ifExists),
      newToken: randomUUID,
      wait: async (ms) => await wait(ms),
      onProgress: (done, total) => say(`stored and read back ${done} of ${total}`),
    });
    if (outcome.status === "failed") {
      const names = outcome.results.map(({ secret }) => secret.name).join(", ");
      if (names !== "") say(`in the store by now: ${names}`);
      throw outcome.error;
    }
    if (outcome.status !== "stored")
      throw new StoreError("aborted", "Nothing was stored and no file was changed.");
  } finally {
    access.dispose();
  }
}

/** @throws StoreError `exists` when the name holds another value and the user did not say what to do then */
function choose(name: string, { holds }: TakenName, ifExists: IfExists): TakenChoice {
  if (holds === "same") return "use";
  if (ifExists !== "fail") return ifExists;
  const what = holds === "different" ? "holds another value" : "exists and its value cannot be compared";
  throw new StoreError(
    "exists",
    `The secret ${JSON.stringify(name)} ${what}. Give another --name, or say --if-exists use or add-version. No file was changed.`,
  );
}
