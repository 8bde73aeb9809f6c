import type { SecretToStore } from "./plan.ts";
import { isStoreError, StoreError, type StoreErrorCode } from "./storeError.ts";
import type { SecretStore, StoredSecret } from "../ports.ts";

/** A name of the plan that the store has already. */
export interface TakenName {
  readonly secret: SecretToStore;
  readonly existing: StoredSecret;
  /** What it holds beside the plan's value; `unknown` when it cannot be read. */
  readonly holds: "same" | "different" | "unknown";
}

/** `use` looks up what is there, whatever it holds: ask for it only after saying `TakenName.holds`. */
export type TakenChoice = "use" | "add-version" | "cancel" | { readonly rename: string };

/** What one run needs beside the plan. */
export interface StoreOptions {
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly description?: string;
  /** Asks the user. Called for every taken name before anything is stored. */
  readonly onExists: (name: string, taken: TakenName) => Promise<TakenChoice>;
  /** A fresh token of 32 to 64 characters, such as a UUID. */
  readonly newToken: () => string;
  /** Waits before a read-back is repeated; the stores may answer from a copy that is a moment old. */
  readonly wait: (ms: number) => Promise<void>;
  readonly signal?: AbortSignal;
  /** After each secret that is stored and verified. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A secret that is in the store now. */
interface StoredResult {
  readonly secret: SecretToStore;
  readonly stored: StoredSecret;
  readonly how: "created" | "version-added" | "existing";
  /** The value was read back and is the plan's. False only for `existing` with another or an unreadable value. */
  readonly verified: boolean;
}

/**
 * The end of a run. Only `stored` allows the edits of the plan. After `renamed`, remake the plan with the new names
 * and run again: nothing was stored. After `failed`, `results` are in the store and the text must stay as it is.
 */
export type StoreOutcome =
  | { readonly status: "stored"; readonly results: readonly StoredResult[] }
  | {
      readonly status: "renamed";
      readonly renames: readonly { readonly from: SecretToStore; readonly to: string }[];
    }
  | { readonly status: "cancelled" }
  | {
      readonly status: "failed";
      readonly results: readonly StoredResult[];
      readonly failed: SecretToStore;
      /** A write of `failed` was sent and not refused, so it may be in the store although it is not verified. */
      readonly maybeStored: boolean;
      readonly error: StoreError;
    };

interface Step {
  readonly secret: SecretToStore;
  readonly taken?: TakenName;
  readonly choice?: "use" | "add-version";
}

/**
 * Stores every secret of a plan and reads each back, so that the text may change afterwards. All questions come first;
 * then secrets are stored one by one, in the plan's order, and the first failure ends the run. Never rejects because
 * of a store; rejects with what `onExists` rejects with, and then nothing was stored.
 */
export async function storeSecrets(
  secrets: readonly SecretToStore[],
  store: SecretStore,
  options: StoreOptions,
): Promise<StoreOutcome> {
  const steps: Step[] = [];
  const renames: { from: SecretToStore; to: string }[] = [];
  for (const secret of secrets) {
    let taken: TakenName | undefined;
    try {
      checkPlan(secret, secrets, store);
      taken = await findTaken(secret, store, options);
    } catch (error) {
      return {
        status: "failed",
        results: [],
        failed: secret,
        maybeStored: false,
        error: asStoreError(error),
      };
    }
    const choice = taken ? await options.onExists(secret.name, taken) : undefined;
    if (choice === "cancel") return { status: "cancelled" };
    if (typeof choice === "object") renames.push({ from: secret, to: choice.rename });
    else steps.push({ secret, ...(taken ? { taken } : {}), ...(choice ? { choice } : {}) });
  }
  return renames.length > 0 ? { status: "renamed", renames } : await storeAll(steps, store, options);
}

async function storeAll(
  steps: readonly Step[],
  store: SecretStore,
  options: StoreOptions,
): Promise<StoreOutcome> {
  const results: StoredResult[] = [];
  for (const step of steps) {
    let maybeStored = false;
    try {
      results.push(await storeOne(step, store, options, () => (maybeStored = true)));
    } catch (error) {
      return { status: "failed", results, failed: step.secret, maybeStored, error: asStoreError(error) };
    }
    options.onProgress?.(results.length, steps.length);
  }
  return { status: "stored", results };
}

async function storeOne(
  { secret, taken, choice }: Step,
  store: SecretStore,
  options: StoreOptions,
  onMaybeStored: () => void,
): Promise<StoredResult> {
  stopIfAborted(options.signal);
  if (taken && choice === "use") {
    await checkStillHeld(secret, taken, store, options.signal);
    return { secret, stored: taken.existing, how: "existing", verified: taken.holds === "same" };
  }
  const fresh = {
    name: secret.name,
    value: secret.value,
    tags: options.tags,
    idempotencyToken: options.newToken(),
    ...(options.kmsKeyId ? { kmsKeyId: options.kmsKeyId } : {}),
    ...(options.description ? { description: options.description } : {}),
  };
  const write = taken ? store.addVersion(fresh, options.signal) : store.create(fresh, options.signal);
  const stored = await write.catch((error: unknown) => {
    if (!isStoreError(error) || answerLost.has(error.code)) onMaybeStored();
    throw error;
  });
  onMaybeStored();
  await readBack(secret, store, options);
  return { secret, stored, how: taken ? "version-added" : "created", verified: true };
}

/** After these the store may have done what it was asked; the other codes are its refusal. */
const answerLost: ReadonlySet<StoreErrorCode> = new Set(["network", "aborted", "unknown"]);

const readBackWaits: readonly number[] = [200, 500, 1_000];

/** @throws StoreError `read-back` when the store keeps giving another value or none */
async function readBack(secret: SecretToStore, store: SecretStore, options: StoreOptions): Promise<void> {
  for (const ms of [...readBackWaits, undefined]) {
    stopIfAborted(options.signal);
    try {
      const value = await store.read(secret.name, options.signal);
      if (value.equals(secret.value)) return;
    } catch (error) {
      if (!isStoreError(error) || error.code !== "not-found") throw error;
    }
    if (ms !== undefined) await options.wait(ms);
  }
  throw new StoreError(
    "read-back",
    `${JSON.stringify(secret.name)} was stored, but reading it back gave another value. Look at the secret in the AWS console before trying again.`,
  );
}

/**
 * A person may think for long about a taken name, and other secrets may be stored before: what was said to hold the
 * value must hold it now, since the text gives it up next.
 * @throws StoreError `read-back` when it does not
 */
async function checkStillHeld(
  secret: SecretToStore,
  { holds }: TakenName,
  store: SecretStore,
  signal?: AbortSignal,
): Promise<void> {
  if (holds !== "same" || (await compare(secret, store, signal)) === "same") return;
  throw new StoreError(
    "read-back",
    `${JSON.stringify(secret.name)} held this value when you were asked and no longer does. Try again.`,
  );
}

async function findTaken(
  secret: SecretToStore,
  store: SecretStore,
  { signal }: StoreOptions,
): Promise<TakenName | undefined> {
  stopIfAborted(signal);
  const existing = await store.describe(secret.name, signal);
  if (!existing) return undefined;
  if (existing.deleting) {
    throw new StoreError(
      "deleting",
      `The secret ${JSON.stringify(secret.name)} is scheduled for deletion. Restore it or choose another name.`,
    );
  }
  return { secret, existing, holds: await compare(secret, store, signal) };
}

async function compare(
  secret: SecretToStore,
  store: SecretStore,
  signal?: AbortSignal,
): Promise<TakenName["holds"]> {
  try {
    return (await store.read(secret.name, signal)).equals(secret.value) ? "same" : "different";
  } catch (error) {
    // A secret that may be described but not read, or holds binary data, can still get a question.
    if (isStoreError(error) && ["denied", "invalid", "not-found"].includes(error.code)) return "unknown";
    throw error;
  }
}

/** Two values under one name would overwrite each other; both are errors of the caller, found before any call. */
function checkPlan(secret: SecretToStore, all: readonly SecretToStore[], store: SecretStore): void {
  const name = JSON.stringify(secret.name);
  if (secret.store !== store.kind) {
    throw new StoreError("invalid", `${name} is meant for ${secret.store}, not for ${store.kind}.`);
  }
  if (all.some((other) => other !== secret && other.name === secret.name)) {
    throw new StoreError(
      "invalid",
      `Two secrets of this file would get the name ${name}. Give one another name.`,
    );
  }
}

function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new StoreError("aborted", "Storing was cancelled. The file is unchanged.");
}

/** Anything else than a `StoreError` breaks the port's promise; its text is not passed on, it could hold a value. */
function asStoreError(error: unknown): StoreError {
  if (isStoreError(error)) return error;
  return new StoreError("unknown", "The store failed in a way Picket does not know. The file is unchanged.");
}
