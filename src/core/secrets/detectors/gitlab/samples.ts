import type { RuleSamples } from "../../detector.ts";
import { type Random, randomFrom } from "../generate.ts";

function samples(
  id: string,
  make: (random: Random) => readonly string[],
  short: (random: Random) => string,
): RuleSamples {
  return {
    id,
    positive: () => make(randomFrom(id)).map((value) => ({ text: value, value })),
    negative: () => [short(randomFrom(`${id}/negative`))],
  };
}

function prefixed(id: string, prefix: string, length: number): RuleSamples {
  return samples(
    id,
    (random) => [prefix + random("base64url", length)],
    (random) => prefix + random("base64url", 9),
  );
}

/** Samples of the GitLab rules, made at run time. */
export const gitlabSamples: readonly RuleSamples[] = [
  samples(
    "gitlab-token",
    (random) => [
      `glpat-${random("base64url", 20)}`,
      `glpat-${random("base62", 40)}.01.${random("alnum", 9)}`,
    ],
    (random) => `glpat-${random("base62", 10)}`,
  ),
  samples(
    "gitlab-runner-token",
    (random) => [
      `glrt-${random("base64url", 20)}`,
      `glrtr-${random("base64url", 20)}`,
      `glrt-t1_${random("base62", 27)}.${random("alnum", 9)}`,
    ],
    (random) => `glrt-${random("base62", 8)}`,
  ),
  prefixed("gitlab-oauth-secret", "gloas-", 64),
  prefixed("gitlab-deploy-token", "gldt-", 20),
  prefixed("gitlab-job-token", "glcbt-", 24),
  prefixed("gitlab-trigger-token", "glptt-", 40),
  prefixed("gitlab-feed-token", "glft-", 20),
  prefixed("gitlab-incoming-mail-token", "glimt-", 25),
  prefixed("gitlab-agent-token", "glagent-", 50),
  prefixed("gitlab-scim-token", "glsoat-", 20),
  prefixed("gitlab-feature-flag-token", "glffct-", 20),
  prefixed("gitlab-workspace-token", "glwt-", 20),
  prefixed("gitlab-runner-registration-token", "GR1348941", 20),
  samples(
    "gitlab-session-cookie",
    (random) => [`_gitlab_session=${random("hex", 32)}`],
    (random) => `_gitlab_session=${random("hex", 8)}`,
  ),
  {
    id: "gitlab-legacy-token",
    positive: () => {
      const value = randomFrom("gitlab-legacy-token")("base62", 20);
      return [{ text: `GITLAB_TOKEN=${value}`, value }];
    },
    negative: () => ["GITLAB_TOKEN=$CI_JOB_TOKEN_OF_GROUP", "gitlab_token_file = /run/secrets/gitlab"],
  },
];
