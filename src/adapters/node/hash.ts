import { createHash, createHmac } from "node:crypto";
import type { Hash } from "../../core/ports.ts";

/** SHA-256 and HMAC-SHA-256 over UTF-8, as lower-case hex. Lone surrogates hash as U+FFFD. */
export const nodeHash: Hash = {
  sha256: (text) => createHash("sha256").update(text, "utf8").digest("hex"),
  hmacSha256: (keyHex, text) =>
    createHmac("sha256", Buffer.from(keyHex, "hex")).update(text, "utf8").digest("hex"),
};
