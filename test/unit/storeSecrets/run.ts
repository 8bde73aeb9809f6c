import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { SecretToStore } from "../../../src/core/fixes/plan.ts";
import type { StoreErrorCode } from "../../../src/core/fixes/storeError.ts";
import type {
  StoreOptions,
  StoreOutcome,
  TakenChoice,
  TakenName,
} from "../../../src/core/fixes/storeSecrets.ts";
import { Sensitive } from "../../../src/core/model/sensitive.ts";

/** Part of every value of these tests. */
export const value = ["s3cr3t", "value", "never", "shown"].join("-");

/** A secret of a plan. */
export function secret(name: string, text = `${value}-${name}`): SecretToStore {
  return { name, store: "secrets-manager", value: new Sensitive(text), spans: [{ start: 0, end: 5 }] };
}

/** Options of a run, and what the run did with them. */
export interface Asked {
  readonly questions: TakenName[];
  readonly waits: number[];
  readonly options: StoreOptions;
}

/** Options that answer every question with `choice`. */
export function options(
  choice: TakenChoice | ((name: string) => TakenChoice),
  more: Partial<StoreOptions> = {},
): Asked {
  const questions: TakenName[] = [];
  const waits: number[] = [];
  let tokens = 0;
  return {
    questions,
    waits,
    options: {
      tags: { app: "demo" },
      async onExists(name, taken) {
        questions.push(taken);
        return typeof choice === "function" ? choice(name) : choice;
      },
      newToken: () => `token-${++tokens}`.padEnd(32, "0"),
      async wait(ms) {
        waits.push(ms);
      },
      ...more,
    },
  };
}

/** The outcome as a failure with this code, after a check that it shows no value. */
export function failedWith(outcome: StoreOutcome, code: StoreErrorCode): StoreOutcome & { status: "failed" } {
  assert.equal(outcome.status, "failed");
  assert.equal(outcome.error.code, code);
  assert.ok(!inspect(outcome, { depth: 9, showHidden: true }).includes(value), "the outcome prints no value");
  assert.ok(!JSON.stringify(outcome).includes(value));
  return outcome;
}
