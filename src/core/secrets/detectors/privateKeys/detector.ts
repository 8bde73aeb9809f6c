import { isBech32 } from "../../checks/bech32.ts";
import type { Detector } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";
import { walletDetectors } from "./walletKeys.ts";

/** Private keys that do not stand between BEGIN and END lines; see `pemBlock.ts` for the others. */
export const privateKeyDetectors: readonly Detector[] = [
  {
    id: "putty-private-key",
    title: "PuTTY private key",
    keywords: ["private-lines:"],
    pattern:
      /Private-Lines: \d{1,3}\r?\n(?<value>[A-Za-z0-9+/=]{4,64}(?:\r?\n[A-Za-z0-9+/=]{1,64}){0,200}?)(?=\r?\nPrivate-|\s{0,4}$)/g,
    reach: { before: 4, after: 13_500 },
    confidence: "high",
    check: ({ text, span }) => {
      const head = text.slice(Math.max(0, span.start - 4000), span.start);
      if (/Encryption: aes/.test(head))
        return { confidence: "high", reason: "it is encrypted, and as strong as its passphrase" };
      return { confidence: "high", reason: "it stands in a key file without encryption" };
    },
  },
  {
    id: "age-secret-key",
    title: "age secret key",
    keywords: ["age-secret-key-"],
    pattern: tokenPattern("AGE-SECRET-KEY-(?:PQ-)?1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    confidence: "high",
    check: ({ value }) =>
      isBech32(value.toLowerCase())
        ? { confidence: "high", reason: "its checksum is valid" }
        : { confidence: "medium", reason: "it has the format, though its checksum is not valid" },
  },
  {
    id: "jwk-private-key",
    title: "Private JSON Web Key",
    keywords: ['"kty"', '\\"kty\\"'],
    pattern: /\\?"d\\?"\s{0,8}:\s{0,8}\\?"(?<value>[A-Za-z0-9_-]{40,1400})\\?"/g,
    reach: { before: 5000, after: 5000 },
    confidence: "high",
  },
  ...walletDetectors,
];
