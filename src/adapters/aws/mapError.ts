import { isStoreError, StoreError, type StoreErrorCode } from "../../core/fixes/storeError.ts";
import { about, type Attempt, judge } from "./refusals.ts";

/**
 * Any rejection of the AWS SDK, of Node's network or of a credential provider as a `StoreError` that says what to do.
 * The SDK's own message is read for hints and never passed on, because some services quote the input in it; the cause
 * keeps only the error's name, the HTTP status and the request id.
 */
export function toStoreError(error: unknown, attempt: Attempt): StoreError {
  if (isStoreError(error)) return error;
  const name = nameOf(error);
  const verdict = judge({ name, text: error instanceof Error ? error.message : "" }, attempt);
  if (verdict) return build(verdict.code, verdict.message, error);
  if (isNetworkError(error)) return build("network", unreachable(attempt, error), error);
  const { httpStatusCode } = metadataOf(error);
  if (httpStatusCode !== undefined && httpStatusCode >= 500) {
    return build(
      "unknown",
      `AWS had an error of its own at ${attempt.action}. Try again in a minute.`,
      error,
    );
  }
  return build(
    "unknown",
    `${attempt.action}${about(attempt)} failed (${name}). Try again, or choose another profile.`,
    error,
  );
}

/** The error after `deadlineMs` without an answer. */
export function noAnswer(attempt: Attempt, deadlineMs: number): StoreError {
  const seconds = Math.max(1, Math.round(deadlineMs / 1000));
  return new StoreError(
    "network",
    `AWS did not answer ${attempt.action} within ${seconds} s. Check the network and the proxy, then try again.`,
  );
}

/** The error after the caller's signal. The call may have reached AWS. */
export function stopped(attempt: Attempt): StoreError {
  return new StoreError("aborted", `${attempt.action}${about(attempt)} was cancelled.`);
}

const networkCodes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN|ECONNABORTED|EPROTO|ERR_TLS\w*|ERR_SSL\w*|CERT_\w+|\w+_CERT\w*|UNABLE_TO_\w+|ERR_PROXY\w*)$/;

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === "string") return code;
  // Node tries several addresses and reports one error for each.
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : "";
}

function isNetworkError(error: unknown): boolean {
  return networkCodes.test(codeOf(error)) || /^(TimeoutError|NetworkingError)$/.test(nameOf(error));
}

function unreachable(attempt: Attempt, error: unknown): string {
  const code = codeOf(error);
  const region = attempt.facts?.region;
  const what = region === undefined ? "AWS" : `AWS in ${region}`;
  if (/CERT|TLS|SSL|UNABLE_TO/.test(code)) {
    return `The secure connection to ${what} failed (${code}). If a proxy inspects traffic, set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS to its certificate.`;
  }
  const hint =
    code === "ENOTFOUND" && region !== undefined ? "the Region's name, the network" : "the network";
  return `${what} cannot be reached${code ? ` (${code})` : ""}. Check ${hint} and the proxy, then try again.`;
}

function build(code: StoreErrorCode, message: string, error: unknown): StoreError {
  const { httpStatusCode, requestId } = metadataOf(error);
  const cause = {
    name: nameOf(error),
    ...(httpStatusCode === undefined ? {} : { status: httpStatusCode }),
    ...(requestId === undefined ? {} : { requestId }),
  };
  return new StoreError(code, message, { cause });
}

function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  return /^[\w.]{1,80}$/.test(name) ? name : "Error";
}

function metadataOf(error: unknown): { httpStatusCode?: number; requestId?: string } {
  if (typeof error !== "object" || error === null) return {};
  const metadata = (error as { $metadata?: unknown }).$metadata;
  if (typeof metadata !== "object" || metadata === null) return {};
  const { httpStatusCode, requestId } = metadata as { httpStatusCode?: unknown; requestId?: unknown };
  return {
    ...(typeof httpStatusCode === "number" ? { httpStatusCode } : {}),
    ...(typeof requestId === "string" && /^[\w-]{1,80}$/.test(requestId) ? { requestId } : {}),
  };
}
