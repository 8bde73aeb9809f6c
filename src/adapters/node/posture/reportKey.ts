import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { publicKeyOf } from "../../../core/posture/chain/publicKey.ts";
import type { ReportSigner } from "../../../core/posture/ports.ts";
import { errorCode } from "../skipReason.ts";
import { PostureError } from "./reportError.ts";

/** In bytes. */
const mostKey = 16_384;

/**
 * Signs with an Ed25519 private key.
 * @param pem PKCS #8, without a passphrase
 * @throws PostureError for any other text; it never repeats any of it
 */
export function reportSigner(pem: string): ReportSigner {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new PostureError("the signing key is no private key in PEM without a passphrase");
  }
  if (key.asymmetricKeyType !== "ed25519") throw new PostureError("the signing key is not of Ed25519");
  return {
    publicKey: publicText(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64"),
  };
}

/**
 * Reads the signing key of a file that nobody else may read.
 * @throws PostureError
 */
export function readSigner(path: string): ReportSigner {
  return reportSigner(readKeyFile(path, true));
}

/**
 * Reads the public key of a file: of a public key, or of the private one.
 * @returns base64 of its SPKI
 * @throws PostureError
 */
export function readPublicKey(path: string): string {
  const text = readKeyFile(path, false);
  const own = publicKeyOf(text);
  if (own !== undefined) return own;
  if (!text.includes("PRIVATE KEY")) throw new PostureError(`${path} holds no Ed25519 key`);
  return reportSigner(text).publicKey;
}

/**
 * Makes a key and writes it to a new file that only its owner may read.
 * @returns the public key as PEM
 * @throws PostureError when the file exists or cannot be written
 */
export function createKeyFile(path: string): string {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  try {
    writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { flag: "wx", mode: 0o600 });
  } catch (error) {
    const code = errorCode(error);
    throw new PostureError(
      code === "EEXIST"
        ? `${path} exists; name a new file`
        : `${path} cannot be written (${code ?? "unknown error"})`,
    );
  }
  return publicKey.export({ type: "spki", format: "pem" }).toString();
}

function readKeyFile(path: string, isSecret: boolean): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw new PostureError(`the key ${path} cannot be read (${errorCode(error) ?? "unknown error"})`);
  }
  try {
    const { size, mode } = fstatSync(file);
    if (size > mostKey) throw new PostureError(`${path} is too large for a key`);
    if (isSecret && process.platform !== "win32" && (mode & 0o077) !== 0)
      throw new PostureError(`the key ${path} can be read by others: chmod 600 it first`);
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function publicText(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).toString("base64");
}
