const charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let bit = 0; bit < generator.length; bit++) if ((top >>> bit) & 1) sum ^= generator[bit]!;
  }
  return sum >>> 0;
}

function expand(prefix: string): number[] {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

/** The six characters that end a Bech32 string (BIP 173) of this prefix and data part, lower case. */
export function bech32Checksum(prefix: string, data: string): string {
  const values = [...data].map((letter) => charset.indexOf(letter));
  const sum = polymod([...expand(prefix), ...values, 0, 0, 0, 0, 0, 0]) ^ 1;
  return Array.from({ length: 6 }, (_, index) => charset[(sum >>> (5 * (5 - index))) & 31]).join("");
}

/** Whether a lower-case Bech32 string, such as an age identity, ends in its checksum. */
export function isBech32(text: string): boolean {
  const cut = text.lastIndexOf("1");
  return bech32Checksum(text.slice(0, cut), text.slice(cut + 1, -6)) === text.slice(-6);
}
