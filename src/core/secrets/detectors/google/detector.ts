import type { Detector } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";

/** Credentials of Google. The private key of a service account stands in `privateKeys/`. */
export const googleDetectors: readonly Detector[] = [
  {
    id: "google-api-key",
    title: "Google API key",
    keywords: ["aiza"],
    pattern: tokenPattern("AIza[A-Za-z0-9_-]{35}", "A-Za-z0-9_-"),
    confidence: "high",
    check: ({ value }) =>
      value.startsWith("AIzaSy")
        ? { confidence: "high", reason: "its prefix and length are exact" }
        : { confidence: "medium", reason: "its prefix and length fit" },
  },
  {
    id: "google-oauth-client-secret",
    title: "Google OAuth client secret",
    keywords: ["gocspx-", "google", "googleusercontent"],
    pattern: new RegExp(
      `${tokenPattern("GOCSPX-[A-Za-z0-9_-]{28}", "A-Za-z0-9_-").source}|${assignedPattern(["google_client_secret", "google_oauth_secret", "google_secret"], "[A-Za-z0-9_-]{24}", "A-Za-z0-9_-").source}`,
      "g",
    ),
    confidence: "high",
    check: ({ value, groups }) => {
      if (groups["value"] === undefined)
        return { confidence: "high", reason: "its prefix and length are exact" };
      return /[0-9]/.test(value) && /[A-Z]/.test(value)
        ? { confidence: "medium", reason: "its name and length fit" }
        : undefined;
    },
  },
  {
    id: "google-oauth-token",
    title: "Google OAuth access token",
    keywords: ["ya29."],
    pattern: tokenPattern("ya29\\.[A-Za-z0-9_-]{20,2048}", "A-Za-z0-9_-"),
    reach: { before: 16, after: 2100 },
    confidence: "high",
  },
  {
    id: "google-refresh-token",
    title: "Google OAuth refresh token",
    keywords: ["1//0"],
    pattern: tokenPattern("1//0[A-Za-z0-9_-]{50,120}", "A-Za-z0-9_-"),
    confidence: "high",
  },
  {
    id: "google-cloud-storage-key",
    title: "Google Cloud Storage HMAC key id",
    keywords: ["goog"],
    pattern: tokenPattern("GOOG(?:1E)?[A-Z0-9]{20,57}"),
    confidence: "high",
    check: ({ value }) =>
      /^GOOG[A-Z0-9]{20}$|^GOOG1E[A-Z0-9]{55}$/.test(value) && /[0-9]/.test(value.slice(6))
        ? { confidence: "high" }
        : undefined,
  },
];
