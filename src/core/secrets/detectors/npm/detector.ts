import { decodeBase64 } from "../../checks/base64.ts";
import { hasBase62Checksum } from "../../checks/crc32.ts";
import type { Detector } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";

/** Tokens of the npm registry, and credentials in `.npmrc` for any registry. */
export const npmDetectors: readonly Detector[] = [
  {
    id: "npm-token",
    title: "npm access token",
    keywords: ["npm_"],
    pattern: tokenPattern("npm_[A-Za-z0-9]{36}"),
    confidence: "high",
    check: ({ value }) => {
      if (hasBase62Checksum(value.slice(4))) return { confidence: "high", reason: "its checksum is valid" };
      return /[0-9]/.test(value.slice(4)) || /[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value.slice(4))
        ? { confidence: "medium", reason: "it has the format, though its checksum is not valid" }
        : undefined;
    },
  },
  {
    id: "npmrc-auth",
    title: "npm registry credential",
    keywords: [":_auth", "_authtoken", ":_password", "_auth"],
    // Where a setting soon comes again, it is no value, and no stretch is read over and over.
    pattern:
      /(?:^|[\s"':;/])_?(?:_authToken|_auth|_password)[ \t]{0,4}=[ \t]{0,4}["']?(?![A-Za-z0-9+/=_.:-]{0,80}:_(?:authToken|auth|password)=)(?<value>[A-Za-z0-9+/=_.:-]{8,2048})(?![A-Za-z0-9+/=_.:-])/gm,
    reach: { before: 64, after: 2200 },
    confidence: "high",
    check: ({ value, text, span }) => {
      const name = text.slice(Math.max(0, span.start - 16), span.start);
      if (/_authToken/.test(name))
        return { confidence: "high", reason: "it is a registry's token in npm's configuration" };
      const decoded = decodeBase64(value);
      const whole = decoded !== undefined && /^[\x20-\x7e]+$/.test(decoded);
      if (/_auth/.test(name) && !(whole && decoded.includes(":"))) return undefined;
      if (!whole)
        return { confidence: "medium", reason: "it is a registry's password in npm's configuration" };
      return { confidence: "high", reason: "it is a registry's login in npm's configuration" };
    },
  },
];
