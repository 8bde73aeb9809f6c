import type { SecretToStore } from "../../core/fixes/plan.ts";
import { StoreError, type StoreErrorCode } from "../../core/fixes/storeError.ts";
import type { StoreOutcome } from "../../core/fixes/storeSecrets.ts";
import type { NewSecret, SecretStore, StoredSecret, StoreKind } from "../../core/ports.ts";
import { storeLabel } from "./confirm.ts";
import type { Draft } from "./draft.ts";
import type { ReadyAws } from "../../editor/awsSession.ts";
import type { FlowEnvironment, StoreOptions } from "./environment.ts";
import { remediesFor, remedyLabel, untouched } from "./failure.ts";
import type { Ledger } from "./ledger.ts";
import { askName } from "./details.ts";
import { askTaken } from "./taken.ts";

interface Renaming {
  readonly secret: SecretToStore;
  readonly name: string;
}

/**
 * How storing ended. `renamed`: the person chose other names, and the plan must be made anew. `identity`: another
 * sign-in or profile, so the move must be confirmed again. `stopped`: the person knows why.
 */
export type StoringResult =
  | { readonly outcome: "stored" | "stopped" | "identity" }
  | { readonly outcome: "renamed"; readonly renamings: readonly Renaming[] };

/** What storing needs to know. */
export interface StoringTask {
  readonly environment: FlowEnvironment;
  readonly aws: ReadyAws;
  readonly kind: StoreKind;
  readonly options: StoreOptions;
  readonly ledger: Ledger;
}

/** Stores every secret of the draft that is not settled yet, and tells the person about each failure. */
export async function storeAll(task: StoringTask, draft: Draft): Promise<StoringResult> {
  for (;;) {
    const open = draft.plan.secrets.filter((secret) => !task.ledger.has(secret.name, secret.value));
    if (open.length === 0) return { outcome: "stored" };
    const outcome = await run(task, open, draft);
    settle(task.ledger, outcome);
    switch (outcome.status) {
      case "stored":
        return { outcome: "stored" };
      case "renamed":
        return {
          outcome: "renamed",
          renamings: outcome.renames.map(({ from, to }) => ({ secret: from, name: to })),
        };
      case "cancelled":
        await tellCancelled(task);
        return { outcome: "stopped" };
      case "failed": {
        const next = await askFailure(task, outcome, draft);
        if (next !== "retry") return next;
      }
    }
  }
}

function settle(ledger: Ledger, outcome: StoreOutcome): void {
  if (outcome.status !== "stored" && outcome.status !== "failed") return;
  for (const { secret, verified } of outcome.results) {
    ledger.settle(secret.name, secret.value, verified ? "stored" : "kept");
  }
}

async function run(
  task: StoringTask,
  secrets: readonly SecretToStore[],
  draft: Draft,
): Promise<StoreOutcome> {
  const { environment, aws, kind, options, ledger } = task;
  const { ui, document } = environment;
  const title =
    secrets.length === 1
      ? ui.l10n.t("Storing {0} in {1} and reading it back", secrets[0]?.name ?? "", storeLabel(kind))
      : ui.l10n.t("Storing {0} secrets in {1} and reading them back", secrets.length, storeLabel(kind));
  return ui.progress(title, async (signal, report) =>
    environment.storeSecrets(secrets, withLedger(aws.store(kind), ledger), {
      tags: options.tags,
      ...(options.kmsKeyId === undefined ? {} : { kmsKeyId: options.kmsKeyId }),
      description: ui.l10n.t("Moved from {0} by Picket", document.path).slice(0, 1024),
      onExists: (_name, taken) => askTaken(ui, document.label, draft, taken),
      newToken: environment.newToken,
      wait: environment.wait,
      signal,
      onProgress: (done, total) => report(ui.l10n.t("{0} of {1}", done, total)),
    }),
  );
}

/**
 * The store with the ledger's tokens: a call that is repeated after a lost answer makes no second version. What was sent
 * counts as doubtful until it is read back, unless the store refused it.
 */
function withLedger(store: SecretStore, ledger: Ledger): SecretStore {
  const send = async (
    call: (secret: NewSecret) => Promise<StoredSecret>,
    operation: string,
    secret: NewSecret,
  ): Promise<StoredSecret> => {
    const idempotencyToken = ledger.token(`${operation} ${secret.name}`);
    try {
      const stored = await call({ ...secret, idempotencyToken });
      ledger.doubt(secret.name);
      return stored;
    } catch (error) {
      if (!isRefusal(error)) ledger.doubt(secret.name);
      throw error;
    }
  };
  return {
    kind: store.kind,
    describe: (name, signal) => store.describe(name, signal),
    read: (name, signal) => store.read(name, signal),
    list: (options, signal) => store.list(options, signal),
    create: (secret, signal) => send((fresh) => store.create(fresh, signal), "create", secret),
    addVersion: (secret, signal) => send((fresh) => store.addVersion(fresh, signal), "add", secret),
  };
}

const uncertain: ReadonlySet<StoreErrorCode> = new Set(["network", "aborted", "unknown", "read-back"]);

/** Whether the store answered, and the answer was no. */
function isRefusal(error: unknown): boolean {
  return !uncertain.has(asStoreError(error, "").code);
}

async function tellCancelled(task: StoringTask): Promise<void> {
  const { ui, document } = task.environment;
  const state = untouched(document.label, task.ledger, ui.l10n);
  await ui.inform("info", ui.l10n.t("Cancelled. {0}", state));
}

type Failed = Extract<StoreOutcome, { status: "failed" }>;

async function askFailure(task: StoringTask, failed: Failed, draft: Draft): Promise<"retry" | StoringResult> {
  const { ui, document, gate } = task.environment;
  const error = failed.error;
  if (error.code === "aborted") {
    await tellCancelled(task);
    return { outcome: "stopped" };
  }
  const remedies = remediesFor(error.code);
  const labels = remedies.map((remedy) => remedyLabel(remedy, ui.l10n));
  const state = untouched(document.label, task.ledger, ui.l10n);
  const answer = await ui.inform("error", `${error.message} ${state}`, labels);
  const remedy = remedies[labels.indexOf(answer ?? "")];
  if (remedy === undefined) return { outcome: "stopped" };
  if (remedy === "retry") return "retry";
  if (remedy === "rename") {
    const name = await askName(ui, task.kind, failed.failed, draft);
    return name === undefined
      ? { outcome: "stopped" }
      : { outcome: "renamed", renamings: [{ secret: failed.failed, name }] };
  }
  await (remedy === "sign-in" ? gate.signIn() : gate.selectProfile());
  return { outcome: "identity" };
}

/**
 * The error of a store whichever bundle it comes from: each has its own copy of the class. Anything else becomes
 * `unknown` with the given text, because a foreign message may hold a value.
 */
export function asStoreError(error: unknown, otherwise: string): StoreError {
  return isStoreError(error) ? error : new StoreError("unknown", otherwise);
}

function isStoreError(error: unknown): error is StoreError {
  return error instanceof Error && error.name === "StoreError" && "code" in error;
}
