const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Int8Array(128).fill(-1);
for (let index = 0; index < alphabet.length; index++) values[alphabet.charCodeAt(index)] = index;
values["-".charCodeAt(0)] = 62;
values["_".charCodeAt(0)] = 63;

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || byte === 9 || byte === 10 || byte === 13;
}

/**
 * Whether the sixteen units of Base64 at `start` are twelve bytes of text, also of UTF-16. Of hashes, keys, images and
 * names in code one in a hundred thousand is, so that it may be asked of each.
 */
export function looksLikeBase64Text(text: string, start: number): boolean {
  let bits = 0;
  let held = 0;
  let count = 0;
  let [narrow, wide] = [true, true];
  for (let index = start; index < start + 16; index++) {
    const code = text.charCodeAt(index);
    const value = code < 128 ? values[code]! : -1;
    if (value < 0) return false;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    narrow &&= isText(byte);
    wide &&= count++ % 2 === 1 ? byte === 0 : isText(byte);
    if (!narrow && !wide) return false;
  }
  return true;
}

function digitAt(text: string, index: number): number {
  const code = text.charCodeAt(index) | 0x20;
  if (code >= 97 && code <= 102) return code - 87;
  return text.charCodeAt(index) >= 48 && text.charCodeAt(index) <= 57 ? text.charCodeAt(index) - 48 : -1;
}

/** The text that pairs of hexadecimal digits stand for, when every byte is text. Else undefined, after few steps. */
export function decodeHexText(text: string, start: number, end: number): string | undefined {
  if ((end - start) % 2 !== 0) return undefined;
  const units: number[] = [];
  for (let index = start; index < end; index += 2) {
    const [high, low] = [digitAt(text, index), digitAt(text, index + 1)];
    if (high < 0 || low < 0 || !isText(high * 16 + low)) return undefined;
    units.push(high * 16 + low);
  }
  return String.fromCharCode(...units);
}

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
    if (!isText(byte)) return undefined;
    units.push(byte);
  }
  return String.fromCharCode(...units);
}
