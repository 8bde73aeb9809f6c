import type { RuleSamples } from "../../detector.ts";
import { samples } from "../generate.ts";

/** Samples of the Google rules, made at run time. */
export const googleSamples: readonly RuleSamples[] = [
  samples(
    "google-api-key",
    (random) => [`AIzaSy${random("base64url", 33)}`],
    (random) => [`AIzaSy${random("base62", 20)}`, `AIzaSy${random("base62", 50)}`, `AIzaSy${"x".repeat(33)}`],
  ),
  samples(
    "google-oauth-client-secret",
    (random) => [`GOCSPX-${random("base64url", 28)}`],
    (random) => [`GOCSPX-${random("base62", 10)}`, "GOOGLE_CLIENT_SECRET=read-it-from-the-vault.."],
  ),
  samples(
    "google-oauth-token",
    (random) => [`ya29.${random("base64url", 160)}`],
    () => ["ya29.short"],
  ),
  samples(
    "google-refresh-token",
    (random) => [`1//0${random("base62", 60)}-${random("base62", 30)}`],
    () => ["1//0 is no quotient"],
  ),
  samples(
    "google-cloud-storage-key",
    (random) => [`GOOG1E${random("upper", 55)}`, `GOOG${random("upper", 20)}`],
    () => ["GOOGLE", "GOOGLEANALYTICSACCOUNTID"],
  ),
];
