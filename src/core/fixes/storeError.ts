/** Why a store refused. The host decides what to offer by this code, never by the text. */
export type StoreErrorCode =
  | "exists"
  | "deleting"
  | "not-found"
  | "denied"
  | "expired"
  | "signed-out"
  | "throttled"
  | "network"
  | "invalid"
  | "too-large"
  | "limit"
  | "read-back"
  | "aborted"
  | "unknown";

/** An error of a secret store. `message` says what happened and what to do next, and never holds a value. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Whether it is a `StoreError`, of whichever bundle: each bundle has its own copy of the class. */
export function isStoreError(error: unknown): error is StoreError {
  return error instanceof Error && error.name === "StoreError" && "code" in error;
}
