import { errorCode } from "./skipReason.ts";

/** Causes of a request that failed, in words for the person who has to mend it. */
const reasons: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet: is this machine's clock right?",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed, and this machine does not trust it",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from an authority that this machine does not trust",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate comes from an authority that this machine does not trust",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate comes from an authority that this machine does not trust",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate comes from an authority that this machine does not trust",
  CERT_REVOKED: "its certificate was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  EPROTO: "it does not speak TLS, or no version that both know",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS on that port",
  ECONNREFUSED: "it refused the connection",
  ECONNRESET: "it closed the connection before the answer was whole",
  HPE_INVALID_CONSTANT: "it does not answer in HTTP",
  ENOTFOUND: "its name is not known to DNS",
  EAI_AGAIN: "DNS does not answer",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no network",
  ETIMEDOUT: "it does not answer",
};

/** Why a request to a host failed: one clause, without the address's path and query. */
export function requestReason(host: string, error: unknown): string {
  const code = errorCode(error) ?? codeWithin(error) ?? "unknown error";
  const known = reasons[code];
  return known === undefined ? `${host} cannot be reached (${code})` : `${host}: ${known} (${code})`;
}

/** With several addresses of a host, Node gathers one error for each. */
function codeWithin(error: unknown): string | undefined {
  return error instanceof AggregateError ? errorCode(error.errors[0]) : undefined;
}
