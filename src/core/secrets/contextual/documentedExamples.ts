/**
 * Values that public documentation prints as examples: copied everywhere, and nobody's secret. Only their digests are
 * kept, so that no file holds a token.
 */
const digests: ReadonlySet<string> = new Set([
  // RFC 6749 (OAuth 2.0): client, codes, access and refresh tokens, Basic header.
  "fcd17dab9ba813b8",
  "8b00e4c8b1d30782",
  "d8c5d369b6c7db3f",
  "0b9a312ddf19f245",
  "b3877a9b3a4801a7",
  "ada2fdd55011a496",
  "a1e947ac32569c14",
  // RFC 6750 (bearer tokens) and the older drafts.
  "c9cec95f83835e6d",
  "b0870f581995a103",
  "cbb50c2084c4f78e",
  // RFC 5849 (OAuth 1.0) and OAuth Core 1.0.
  "3e870c1cda0f97db",
  "08dc78243309a88b",
  "4ca180ded21a4581",
  "16e2a740f7ef0ac1",
  "874349c847ba8ebc",
  "7e77ed7d343dfb15",
  "e6aa0327aaa3d88f",
  "25293a6fb2b17201",
  "2fbf8b5eacde2700",
  "11facb3a79fad211",
  "cfe2a52468d276e8",
  "f56d3e65b261e82a",
  // RFC 7617 and RFC 2617 (Basic).
  "7d44300ae1adb384",
  "df8bb30974884df6",
  "701c38c9ef21760a",
  // RFC 6238, RFC 4226 and the authenticator's wiki (one-time passwords).
  "03733af42dc69784",
  "b2859c013dc3ce22",
  "6fc4aa8c505281c8",
  // jwt.io, whole and its signatures; RFC 7519 and RFC 7515.
  "1cc530231f7d5b99",
  "ca3f82eb3627337e",
  "0bcb13ed0ffeaa88",
  "8dd5209e462ffcc0",
  "ffcb951ed3a130b6",
  // Stripe's documentation.
  "e972e9a43b855e1b",
  "1d14fe3756a3bb4a",
  "6e701be4e66c6b8d",
  "99a23fe1dcd3bfb3",
  // AWS documentation: IAM's passwords, KMS's bytes.
  "76d869ceacd7a8af",
  "2dd8a3c927d73708",
  "47863e1a73e88674",
  "406f80790bbfaee6",
  // Azure Storage and Cosmos DB emulators.
  "c0cc49e730de5dd9",
  "384ed6f4b8e25d6a",
  // GitHub's and Slack's documentation.
  "ddf2cc46bf64ebaa",
  "54ca3d8fbfdb166d",
]);

/** Shortest and longest of them, in code units. */
const shortest = 10;
const longest = 240;

/** A digest of 64 bits, two multiplicative hashes side by side; long enough that no real secret meets one by chance. */
function digestOf(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b);
    second ^= second >>> 13;
  }
  const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, "0");
  return hex(first) + hex(second);
}

/** Whether the value is an example of an RFC, of jwt.io, of a cloud's documentation or of an emulator. */
export function isDocumentedExample(value: string): boolean {
  return value.length >= shortest && value.length <= longest && digests.has(digestOf(value));
}
