const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function decodeBase32(text: string): Uint8Array {
  const out: number[] = [];
  let [bits, held] = [0, 0];
  for (const letter of text) {
    bits = ((bits << 5) | alphabet.indexOf(letter)) & 0xfff;
    held += 5;
    if (held >= 8) out.push((bits >>> (held -= 8)) & 255);
  }
  return Uint8Array.from(out);
}

/** CRC-16/XMODEM. */
function crc16(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return sum;
}

/** The last two bytes of a strkey over its first 33, low byte first (SEP-23). */
export function strkeyChecksum(bytes: Uint8Array): readonly [number, number] {
  const sum = crc16(bytes);
  return [sum & 255, sum >>> 8];
}

/** Base32 text of bytes, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let [out, bits, held] = ["", 0, 0];
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    for (held += 8; held >= 5;) out += alphabet[(bits >>> (held -= 5)) & 31]!;
  }
  return held > 0 ? out + alphabet[(bits << (5 - held)) & 31]! : out;
}

/** Whether a text of 56 Base32 characters is a secret seed of Stellar: version byte 144 and a right checksum. */
export function isStellarSeed(text: string): boolean {
  const bytes = decodeBase32(text);
  const [low, high] = strkeyChecksum(bytes.slice(0, 33));
  return bytes[0] === 18 << 3 && bytes[33] === low && bytes[34] === high;
}
