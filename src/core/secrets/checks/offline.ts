import type { Assessment, Detector } from "../detector.ts";
import { decodeBase64 } from "./base64.ts";
import { base62, crc32 } from "./crc32.ts";

/** What a token tells of itself: undefined when it holds nothing that can be checked. */
type Check = (value: string) => Assessment | undefined;

function bytesOf(sum: number): number[] {
  return [sum & 255, (sum >>> 8) & 255, (sum >>> 16) & 255, sum >>> 24];
}

function hexOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const valid: Assessment = { confidence: "high", reason: "its checksum is valid" };
const broken: Assessment = {
  confidence: "medium",
  reason: "it has the format, though its checksum is not valid",
};

/** A check of a published checksum: a value without it was not issued so, yet its format is no accident. */
function published(holds: (value: string) => boolean): Check {
  return (value) => (holds(value) ? valid : broken);
}

/** A check of a checksum that tokens in use have, though nobody says that all must: it proves, and never disproves. */
function observed(holds: (value: string) => boolean): Check {
  return (value) => (holds(value) ? valid : undefined);
}

/** CRC-32 in base 62 with small letters first, as Apify writes it. */
function swappedBase62(value: number): string {
  return base62(value, 6).replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

/** Length-prefixed fields of a macaroon in its binary form, version 2; PyPI's tokens are such. */
function macaroonLocation(token: string): string | undefined {
  const bytes = decodeBase64(token.slice(token.indexOf("-") + 1));
  if (bytes === undefined || !bytes.startsWith("\x02\x01")) return undefined;
  return bytes.slice(3, 3 + bytes.charCodeAt(2));
}

function assessMacaroon(value: string): Assessment | undefined {
  const location = macaroonLocation(value);
  if (location === "pypi.org") return { confidence: "high", reason: "it decodes to a macaroon of pypi.org" };
  return location === "test.pypi.org"
    ? { confidence: "medium", reason: "it decodes to a macaroon of test.pypi.org, the index for tests" }
    : undefined;
}

/** The payload of an organisation's token of Sentry, between its underscores: JSON with the server's address. */
function assessSentry(value: string): Assessment | undefined {
  if (!value.startsWith("sntrys_")) return undefined;
  const payload = decodeBase64(value.slice(7, value.lastIndexOf("_")));
  return payload !== undefined && /^\{"iat":.{0,400}"url":/.test(payload)
    ? { confidence: "high", reason: "its payload decodes" }
    : undefined;
}

/** By rule: how far a token proves itself. Each formula holds on tokens that were published and revoked. */
const checks: Readonly<Record<string, Check>> = {
  // grafana/grafana, pkg/components/satokengen: CRC-32 of all before the last underscore, low byte first.
  "grafana-token": published(
    (value) => hexOf(bytesOf(crc32(value.slice(0, -9)))) === value.slice(-8).toLowerCase(),
  ),
  // zuplo.com/docs/articles/api-key-management: the part behind the last underscore is a checksum.
  "zuplo-key": published((value) => hexOf(bytesOf(crc32(value.slice(5, -9))).reverse()) === value.slice(-8)),
  "confluent-cloud-secret": observed((value) => {
    const sum = btoa(String.fromCharCode(...bytesOf(crc32(value.slice(4, -6)))));
    return value.startsWith("cflt") && sum.slice(0, 6) === value.slice(-6);
  }),
  "apify-token": observed((value) => swappedBase62(crc32(value.slice(0, -6))) === value.slice(-6)),
  "canva-client-secret": observed(
    (value) => hexOf(bytesOf(crc32(value.slice(0, -8))).reverse()) === value.slice(-8),
  ),
  "vercel-token": observed((value) => base62(crc32(value.slice(4, -6)), 6) === value.slice(-6)),
  "pypi-token": assessMacaroon,
  "sentry-token": assessSentry,
};

/**
 * The detector with what its tokens tell of themselves without being sent anywhere: checksums, and structures that only
 * the issuer writes. A detector without such tokens is given back as it is.
 */
export function withOfflineCheck(detector: Detector): Detector {
  const prove = checks[detector.id];
  if (prove === undefined) return detector;
  const { check, confidence } = detector;
  return {
    ...detector,
    check: (match) => {
      const assessed = check === undefined ? { confidence } : check(match);
      const proven = assessed && prove(match.value);
      return proven === undefined ? assessed : { ...assessed, ...proven };
    },
  };
}
