const prefix = "MCowBQYDK2VwAyEA";

/**
 * An Ed25519 public key as entries hold it: base64 of its SPKI. Undefined for anything else.
 * @param text PEM, or the base64 itself
 */
export function publicKeyOf(text: string): string | undefined {
  const [, inner = text] = /-----BEGIN PUBLIC KEY-----([\s\S]*?)-----END PUBLIC KEY-----/.exec(text) ?? [];
  const base64 = inner.replace(/\s/g, "");
  return base64.length === 60 && base64.startsWith(prefix) && /^[A-Za-z0-9+/]{59}=$/.test(base64)
    ? base64
    : undefined;
}
