import type { Detector } from "../../detector.ts";

/** Tokens of github.com. */
export const githubDetectors: readonly Detector[] = [
  {
    id: "github-token",
    title: "GitHub token",
    keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
    pattern:
      /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})(?![A-Za-z0-9_])/g,
    confidence: "high",
  },
];
