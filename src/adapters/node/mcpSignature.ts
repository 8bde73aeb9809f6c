import { createPublicKey, verify, type KeyObject } from "node:crypto";
import type { SignatureCheck } from "../../core/ports.ts";

/** Signatures are 64 bytes, as DER at most 72. */
const mostSignature = 1024;

/** Ed25519 and ECDSA over P-256 with SHA-256, by Node's crypto. */
export const nodeSignatures: SignatureCheck = {
  verify(key, signature, bytes) {
    const publicKey = readKey(key);
    if (!publicKey) return "unusable-key";
    const raw = readSignature(signature);
    if (!raw) return "unusable-signature";
    return fits(publicKey, raw, bytes) ? "good" : "bad";
  },
};

function readKey(text: string): KeyObject | undefined {
  try {
    const key = text.includes("-----BEGIN PUBLIC KEY-----")
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text.replace(/\s/g, ""), "base64"), format: "der", type: "spki" });
    const curve = key.asymmetricKeyDetails?.namedCurve;
    const known =
      key.asymmetricKeyType === "ed25519" || (key.asymmetricKeyType === "ec" && curve === "prime256v1");
    return known ? key : undefined;
  } catch {
    return undefined;
  }
}

function readSignature(text: string): Buffer | undefined {
  const base64 = text.replace(/\s/g, "");
  if (base64 === "" || base64.length > mostSignature || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    return undefined;
  return Buffer.from(base64, "base64");
}

function fits(key: KeyObject, signature: Buffer, bytes: Uint8Array): boolean {
  if (key.asymmetricKeyType === "ed25519") return verifies(() => verify(null, bytes, key, signature));
  const encodings = signature.length === 64 ? (["ieee-p1363", "der"] as const) : (["der"] as const);
  return encodings.some((dsaEncoding) =>
    verifies(() => verify("sha256", bytes, { key, dsaEncoding }, signature)),
  );
}

/** A signature that is no DER makes OpenSSL throw in some versions. */
function verifies(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
