import { randomInt } from "node:crypto";
import { base62, crc32 } from "../../src/core/secrets/checks/crc32.ts";

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const alphabets = {
  base62: digits + upper + lower,
  base64: `${upper}${lower}${digits}+/`,
  base64url: `${upper}${lower}${digits}-_`,
  /** Alphabet of AWS key ids. */
  base32: `${upper}234567`,
  digits,
} as const;

/** A whole number from 0 up to, and without, `limit`. */
export type Choose = (limit: number) => number;

/** Secrets in valid formats, checksums included, that open nothing: made at run time, never committed. */
export interface DemoSecrets {
  readonly githubToken: string;
  readonly awsKeyId: string;
  readonly awsSecretKey: string;
  readonly databasePassword: string;
  readonly databaseUrl: string;
  readonly stripeKey: string;
  readonly slackToken: string;
  readonly npmToken: string;
  readonly sessionSecret: string;
  readonly jwt: string;
}

/** Makes one set. Without `choose` it is random and new each time. */
export function makeDemoSecrets(choose: Choose = randomInt): DemoSecrets {
  const random = (alphabet: keyof typeof alphabets, length: number): string => {
    const characters = alphabets[alphabet];
    return Array.from({ length }, () => characters.charAt(choose(characters.length))).join("");
  };
  const body = random("base62", 30);
  const npmBody = random("base62", 30);
  return {
    githubToken: `ghp_${body}${base62(crc32(body), 6)}`,
    awsKeyId: `AKIA${random("base32", 16)}`,
    awsSecretKey: random("base64", 40),
    databasePassword: random("base62", 24),
    databaseUrl: `postgres://orders:${random("base62", 24)}@db.internal:5432/orders`,
    stripeKey: `sk_live_${random("base62", 24)}`,
    slackToken: `xoxb-${random("digits", 12)}-${random("digits", 13)}-${random("base62", 24)}`,
    npmToken: `npm_${npmBody}${base62(crc32(npmBody), 6)}`,
    sessionSecret: random("base64url", 43),
    jwt: makeJwt(random("base64url", 43)),
  };
}

function makeJwt(signature: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: "agent", iat: 1_790_000_000, aud: "orders" };
  return [part({ alg: "HS256", typ: "JWT" }), part(claims), signature].join(".");
}
