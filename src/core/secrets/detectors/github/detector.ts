import { hasBase62Checksum } from "../../checks/crc32.ts";
import type { Assessment, Detector, Match } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";

const kinds: Readonly<Record<string, string>> = {
  ghp: "personal access token",
  gho: "OAuth access token",
  ghu: "user-to-server token",
  ghs: "app installation token",
  ghr: "refresh token",
};

/** The last six characters of a classic token are a CRC-32 of the ones before, in base 62. */
function assessClassic({ value }: Match): Assessment {
  const data = { kind: kinds[value.slice(0, 3)] ?? "token" };
  if (hasBase62Checksum(value.slice(4))) return { confidence: "high", reason: "its checksum is valid", data };
  return { confidence: "medium", reason: "it has the format, though its checksum is not valid", data };
}

/** Tokens of GitHub. */
export const githubDetectors: readonly Detector[] = [
  {
    id: "github-token",
    title: "GitHub token",
    keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: tokenPattern("gh[pousr]_[A-Za-z0-9]{36}(?:[A-Za-z0-9]{40})?"),
    confidence: "high",
    check: assessClassic,
  },
  {
    id: "github-fine-grained-token",
    title: "GitHub fine-grained personal access token",
    keywords: ["github_pat_"],
    pattern: tokenPattern("github_pat_[A-Za-z0-9_]{82}"),
    confidence: "high",
    check: ({ value }) =>
      value[33] === "_"
        ? { confidence: "high", reason: "its prefix, parts and length are exact" }
        : { confidence: "medium", reason: "its prefix and length fit, its parts do not" },
  },
  {
    id: "github-app-token",
    title: "GitHub App installation token",
    keywords: ["ghs_"],
    pattern: tokenPattern(
      "ghs_[0-9]{1,20}_eyJ[A-Za-z0-9_-]{8,400}\\.eyJ[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{16,800}",
      "A-Za-z0-9_-",
    ),
    reach: { before: 16, after: 3400 },
    confidence: "high",
  },
  {
    id: "github-client-secret",
    title: "GitHub OAuth client secret",
    keywords: ["github"],
    pattern: assignedPattern(
      [
        "github_client_secret",
        "github_secret",
        "github_app_secret",
        "github_oauth_secret",
        "github_webhook_secret",
      ],
      "[0-9a-f]{40}",
    ),
    confidence: "medium",
  },
];
