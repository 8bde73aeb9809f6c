import { sha256 } from "./sha256.ts";

const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** Bytes of a Base58 text in Bitcoin's alphabet, or undefined when it holds another character. */
function decodeBase58(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    let carry = alphabet.indexOf(letter);
    if (carry < 0) return undefined;
    for (let index = 0; index < bytes.length; index++) {
      carry += bytes[index]! * 58;
      bytes[index] = carry & 255;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 255);
  }
  for (let index = 0; text[index] === "1"; index++) bytes.push(0);
  return Uint8Array.from(bytes.toReversed());
}

/** Base58 text of bytes. */
function encodeBase58(bytes: Uint8Array): string {
  const digits: number[] = [];
  for (const byte of bytes) {
    let carry = byte;
    for (let index = 0; index < digits.length; index++) {
      carry += digits[index]! << 8;
      digits[index] = carry % 58;
      carry = Math.floor(carry / 58);
    }
    for (; carry > 0; carry = Math.floor(carry / 58)) digits.push(carry % 58);
  }
  for (let index = 0; bytes[index] === 0; index++) digits.push(0);
  return digits
    .toReversed()
    .map((digit) => alphabet[digit])
    .join("");
}

/** The four bytes that end Base58Check data: the head of its double SHA-256. */
function checksum(payload: Uint8Array): Uint8Array {
  return sha256(sha256(payload)).slice(0, 4);
}

/** Base58Check text of a payload, as Bitcoin writes keys. */
export function base58Check(payload: Uint8Array): string {
  return encodeBase58(Uint8Array.from([...payload, ...checksum(payload)]));
}

/** The payload of a Base58Check text, or undefined when its checksum is wrong. */
export function base58Payload(text: string): Uint8Array | undefined {
  const bytes = decodeBase58(text);
  if (bytes === undefined || bytes.length < 5) return undefined;
  const payload = bytes.slice(0, -4);
  return checksum(payload).every((byte, index) => byte === bytes[payload.length + index])
    ? payload
    : undefined;
}
