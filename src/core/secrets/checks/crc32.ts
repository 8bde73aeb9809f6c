const table = new Int32Array(256).map((_, index) => {
  let rest = index;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 (ISO 3309) of ASCII text, as an unsigned number. */
export function crc32(text: string): number {
  let sum = -1;
  for (let index = 0; index < text.length; index++) {
    sum = (sum >>> 8) ^ table[(sum ^ text.charCodeAt(index)) & 255]!;
  }
  return ~sum >>> 0;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A number in base 62, padded with zeros on the left: the digits that GitHub and npm end their tokens with. */
export function base62(value: number, width: number): string {
  let rest = value;
  let out = "";
  while (rest > 0) {
    out = digits[rest % 62]! + out;
    rest = Math.floor(rest / 62);
  }
  return out.padStart(width, "0");
}

/** Whether the last six digits are the base-62 CRC-32 of what stands between them and the prefix. */
export function hasBase62Checksum(body: string): boolean {
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6);
}
