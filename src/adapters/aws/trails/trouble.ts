import type { StoreError, StoreErrorCode } from "../../../core/fixes/storeError.ts";
import type { TrailBatch, TrailNotice } from "../../../core/ports.ts";

/** What a source says instead of the common message, which speaks of secrets for some codes. */
export type TroubleTexts = Partial<Readonly<Record<StoreErrorCode, string>>>;

/**
 * What a failed call means for a source that goes on. Trouble that passes is `throttled`, `offline` (no connection, no
 * answer in time) or `reconnecting` (AWS's own errors, answers that make no sense); `signed-out` waits for a person but
 * needs no new start; `failed` is final.
 */
export function noticeOf(error: StoreError, action: string, texts: TroubleTexts = {}): TrailNotice {
  const message = texts[error.code] ?? error.message;
  const kind = kindOf(error);
  if (kind === "throttled")
    return {
      kind,
      message: `AWS is limiting the rate of ${action} calls. Picket asks less often and goes on.`,
    };
  // First, since the message may end with a command to type.
  if (kind === "signed-out")
    return { kind, message: `Picket goes on from where it was after a sign-in. ${message}` };
  return { kind, message: kind === "failed" ? message : `${message} Picket tries again by itself.` };
}

function kindOf(error: StoreError): Exclude<TrailNotice["kind"], "ok" | "stalled"> {
  if (error.code === "throttled") return "throttled";
  if (error.code === "network") return "offline";
  if (error.code === "expired" || error.code === "signed-out") return "signed-out";
  return error.code === "unknown" && !isRefused(error) ? "reconnecting" : "failed";
}

/** Whether AWS took the request for wrong: asking again would change nothing. */
function isRefused({ cause }: StoreError): boolean {
  if (typeof cause !== "object" || cause === null || !("status" in cause)) return false;
  return typeof cause.status === "number" && cause.status >= 400 && cause.status < 500;
}

/** A batch with nothing in it but what is given. */
export function batchOf(parts: Partial<TrailBatch>): TrailBatch {
  return { records: [], gaps: [], sampled: false, skipped: [], caughtUp: false, ...parts };
}
