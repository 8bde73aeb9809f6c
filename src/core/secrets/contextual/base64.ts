const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Int8Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index;
values["-".charCodeAt(0)] = 62;
values["_".charCodeAt(0)] = 63;

/**
 * Decodes base64, standard or URL-safe, padded or not, to text when every byte is printable ASCII or white space.
 * Otherwise undefined: what is not text holds no token.
 * @param limit decoded length at most
 */
export function decodeBase64Text(encoded: string, limit = 16_384): string | undefined {
  const body = encoded.replace(/={1,2}$/, "");
  if (body.length < 4 || body.length % 4 === 1 || body.length > (limit * 4) / 3) return undefined;
  const units: number[] = [];
  let bits = 0;
  let held = 0;
  for (let index = 0; index < body.length; index++) {
    const code = body.charCodeAt(index);
    const value = code < 128 ? values[code]! : -1;
    if (value < 0) return undefined;
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    if ((byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) || byte > 0x7e) return undefined;
    units.push(byte);
  }
  return String.fromCharCode(...units);
}
