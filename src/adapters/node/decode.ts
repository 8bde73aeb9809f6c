import { isUtf8 } from "node:buffer";

export type Encoding = "utf8" | "utf16le" | "utf16be";

/** A decoded file. `text` has no BOM; `lossless` is false when encoding `text` again would not give the same bytes. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly lossless: boolean;
}

/** Bytes looked at to tell text from binary. */
export const sniffLength = 8192;

/** First bytes of formats that hold long stretches of text before or between their binary parts. */
const signatures: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d], // %PDF-
  [0x50, 0x4b, 0x03, 0x04], // zip, jar, docx
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0x47, 0x49, 0x46, 0x38], // GIF8
  [0xff, 0xd8, 0xff], // JPEG
  [0x1f, 0x8b], // gzip
  [0x00, 0x61, 0x73, 0x6d], // WebAssembly
];

/** More control bytes than this share of the sample, and the file is binary. NUL-separated text stays below it. */
const controlShare = 0.05;

/** 1 for a byte that text does not hold: a control other than bell to carriage return, and escape. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 7 || (byte > 13 && byte < 32 && byte !== 27) ? 1 : 0,
);

/**
 * Decodes a file's bytes, or gives undefined for a binary file. A BOM decides; without one, UTF-16 is told by its
 * zero bytes on one side of each pair, and anything else is UTF-8, where an invalid byte becomes U+FFFD.
 */
export function decode(bytes: Buffer): DecodedText | undefined {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return decodeUtf8(bytes.subarray(3), true);
  const wide = wideEncoding(bytes);
  if (wide) return decodeWide(bytes, wide.encoding, wide.bom);
  return looksBinary(bytes) ? undefined : decodeUtf8(bytes, false);
}

/** The bytes of `text` in an encoding, BOM first when it had one. */
export function encode(text: string, encoding: Encoding, bom: boolean): Buffer {
  const whole = bom ? `\ufeff${text}` : text;
  if (encoding === "utf8") return Buffer.from(whole, "utf8");
  const bytes = Buffer.from(whole, "utf16le");
  return encoding === "utf16be" ? bytes.swap16() : bytes;
}

/** Whether a sample (the first bytes of a file) is binary, judged without decoding. */
export function looksBinary(bytes: Buffer): boolean {
  if (wideEncoding(bytes) && !isUtf32(bytes)) return false;
  if (isUtf32(bytes) || signatures.some((signature) => startsWith(bytes, signature))) return true;
  const length = Math.min(bytes.length, sniffLength);
  let controls = 0;
  for (let index = 0; index < length; index++) controls += isControl[bytes[index] ?? 0] ?? 0;
  return controls > length * controlShare;
}

function decodeUtf8(bytes: Buffer, bom: boolean): DecodedText {
  return { text: bytes.toString("utf8"), encoding: "utf8", bom, lossless: isUtf8(bytes) };
}

function decodeWide(bytes: Buffer, encoding: "utf16le" | "utf16be", bom: boolean): DecodedText {
  const even = bytes.subarray(bom ? 2 : 0, bytes.length - (bytes.length % 2));
  const little = encoding === "utf16le" ? even : Buffer.from(even).swap16();
  return { text: little.toString("utf16le"), encoding, bom, lossless: bytes.length % 2 === 0 };
}

function wideEncoding(bytes: Buffer): { encoding: "utf16le" | "utf16be"; bom: boolean } | undefined {
  if (isUtf32(bytes)) return undefined;
  if (startsWith(bytes, [0xff, 0xfe])) return { encoding: "utf16le", bom: true };
  if (startsWith(bytes, [0xfe, 0xff])) return { encoding: "utf16be", bom: true };
  return wideWithoutBom(bytes);
}

/** Mostly-ASCII UTF-16 has a zero in nearly every pair, always on the same side, and no pair of two zeros. */
function wideWithoutBom(bytes: Buffer): { encoding: "utf16le" | "utf16be"; bom: boolean } | undefined {
  const pairs = Math.min(bytes.length, sniffLength) >> 1;
  if (pairs < 4 || (bytes[0] !== 0 && bytes[1] !== 0)) return undefined;
  let first = 0;
  let second = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const high = bytes[pair * 2];
    const low = bytes[pair * 2 + 1];
    if (high === 0 && low === 0) return undefined;
    if (high === 0 && isPlainText(low)) first++;
    if (low === 0 && isPlainText(high)) second++;
  }
  if (second > pairs * 0.7 && first < pairs * 0.02) return { encoding: "utf16le", bom: false };
  if (first > pairs * 0.7 && second < pairs * 0.02) return { encoding: "utf16be", bom: false };
  return undefined;
}

function isPlainText(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));
}

function isUtf32(bytes: Buffer): boolean {
  return startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]);
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);
}
