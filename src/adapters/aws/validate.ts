import { StoreError } from "../../core/fixes/storeError.ts";
import type { NewSecret, StoreKind } from "../../core/ports.ts";

/** Bytes of UTF-8: `SecretString` of CreateSecret, and the two tiers of PutParameter (AWS API references). */
const limits = { secret: 65_536, standard: 4_096, advanced: 8_192 } as const;

/** The cheapest parameter tier that takes the value. Above `advanced` the value fits no parameter. */
export function parameterTier(value: string): "Standard" | "Advanced" {
  return bytes(value) > limits.standard ? "Advanced" : "Standard";
}

/**
 * Checks what AWS would refuse anyway, because its own messages may quote the input, and what it would change
 * silently.
 * @throws StoreError `invalid` or `too-large`
 */
export function checkSecret(kind: StoreKind, secret: NewSecret): void {
  const name = JSON.stringify(secret.name);
  const wrong = kind === "secrets-manager" ? wrongSecretName(secret.name) : wrongParameterName(secret.name);
  if (wrong)
    throw new StoreError("invalid", `The name ${name} cannot be used: ${wrong}. Choose another name.`);
  const value = secret.value.reveal();
  const problem = wrongValue(kind, value);
  if (problem) throw new StoreError("invalid", `The value for ${name} ${problem}.`);
  const limit = kind === "secrets-manager" ? limits.secret : limits.advanced;
  if (bytes(value) > limit) {
    const advice = kind === "secrets-manager" ? "Split it, or keep it in S3 with KMS" : "Use Secrets Manager";
    throw new StoreError(
      "too-large",
      `The value for ${name} has ${bytes(value)} bytes; at most ${limit} fit. ${advice}.`,
    );
  }
  const tag = wrongTag(secret.tags);
  if (tag)
    throw new StoreError("invalid", `The tags for ${name} cannot be used: ${tag}. Correct picket.fix.tags.`);
}

function wrongSecretName(name: string): string | undefined {
  if (!/^[A-Za-z0-9/_+=.@-]+$/.test(name)) return "letters, digits and /_+=.@- are allowed";
  return name.length > 512 ? "it is longer than 512 characters" : undefined;
}

function wrongParameterName(name: string): string | undefined {
  if (!/^[A-Za-z0-9/_.-]+$/.test(name)) return "letters, digits and /_.- are allowed";
  if (name.includes("/") && !name.startsWith("/")) return 'a name with "/" must begin with "/"';
  if (name.endsWith("/") || name.includes("//")) return "a part between slashes is empty";
  if (/^\/?(aws|ssm)/i.test(name)) return 'it must not begin with "aws" or "ssm"';
  if (name.split("/").length > 16) return "it has more than 15 levels";
  return name.length > 1_011 ? "it is longer than 1,011 characters" : undefined;
}

function wrongValue(kind: StoreKind, value: string): string | undefined {
  if (value === "") return "is empty";
  if (/\p{Surrogate}/u.test(value)) return "holds half a character (a lone surrogate), which AWS cannot keep";
  if (kind === "parameter-store" && /\{\{[^]*\}\}/.test(value)) {
    return 'holds "{{…}}", which Parameter Store reads as a reference. Use Secrets Manager';
  }
  return undefined;
}

function wrongTag(tags: Readonly<Record<string, string>>): string | undefined {
  const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  for (const [key, value] of Object.entries(tags)) {
    if (key === "" || key.length > 128 || value.length > 256)
      return "a key has 1 to 128 and a value up to 256 characters";
    if (/^aws:/i.test(key)) return 'a key must not begin with "aws:"';
    if (!allowed.test(key) || !allowed.test(value)) return "letters, digits, spaces and _.:/=+-@ are allowed";
  }
  return Object.keys(tags).length > 50 ? "there are more than 50" : undefined;
}

function bytes(value: string): number {
  return Buffer.byteLength(value, "utf8");
}
