import { crc32 } from "../../checks/crc32.ts";
import type { Assessment, Detector } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";

interface GitlabKind {
  readonly id: string;
  readonly title: string;
  readonly prefix: string;
  readonly body: string;
}

/** Prefixes as GitLab lists them on its token overview; since 17.x a token may carry a routing part after a dot. */
const routable = "[A-Za-z0-9_-]{20,300}(?:\\.[0-9a-z]{2})?(?:\\.[0-9A-Za-z]{7,12})?";

const kinds: readonly GitlabKind[] = [
  { id: "gitlab-token", title: "GitLab personal access token", prefix: "glpat-", body: routable },
  {
    id: "gitlab-oauth-secret",
    title: "GitLab OAuth application secret",
    prefix: "gloas-",
    body: "[A-Za-z0-9_-]{64}",
  },
  { id: "gitlab-deploy-token", title: "GitLab deploy token", prefix: "gldt-", body: "[A-Za-z0-9_-]{20,50}" },
  { id: "gitlab-runner-token", title: "GitLab runner authentication token", prefix: "glrt-", body: routable },
  {
    id: "gitlab-runner-token",
    title: "GitLab runner authentication token",
    prefix: "glrtr-",
    body: routable,
  },
  {
    id: "gitlab-job-token",
    title: "GitLab CI/CD job token",
    prefix: "glcbt-",
    body: "(?:eyJ[A-Za-z0-9_-]{20,400}\\.eyJ[A-Za-z0-9_-]{20,1200}\\.[A-Za-z0-9_-]{20,800}|[A-Za-z0-9_-]{20,64})",
  },
  {
    id: "gitlab-trigger-token",
    title: "GitLab pipeline trigger token",
    prefix: "glptt-",
    body: "[A-Za-z0-9_-]{20,50}",
  },
  { id: "gitlab-feed-token", title: "GitLab feed token", prefix: "glft-", body: "[A-Za-z0-9_-]{20,100}" },
  {
    id: "gitlab-incoming-mail-token",
    title: "GitLab incoming mail token",
    prefix: "glimt-",
    body: "[A-Za-z0-9_-]{20,50}",
  },
  {
    id: "gitlab-agent-token",
    title: "GitLab agent for Kubernetes token",
    prefix: "glagent-",
    body: "[A-Za-z0-9_-]{50,128}",
  },
  { id: "gitlab-scim-token", title: "GitLab SCIM token", prefix: "glsoat-", body: "[A-Za-z0-9_-]{20,50}" },
  {
    id: "gitlab-feature-flag-token",
    title: "GitLab feature flags client token",
    prefix: "glffct-",
    body: "[A-Za-z0-9_-]{20,50}",
  },
  {
    id: "gitlab-workspace-token",
    title: "GitLab workspace token",
    prefix: "glwt-",
    body: "[A-Za-z0-9_-]{20,128}",
  },
];

/**
 * A routable token ends in `.01.`, two digits for the length of its payload and a CRC-32 of all before, in base 36
 * (gitlabhq, lib/authn/token_field/generator/routable_token.rb).
 */
function assess(value: string, prefix: string): Assessment {
  const routing = /^([A-Za-z0-9_-]+)\.01\.([0-9a-z]{2})([0-9a-z]{7})$/.exec(value.slice(prefix.length));
  if (routing === null) return { confidence: "high", reason: "its prefix and alphabet are exact" };
  const [, payload = "", size = "", sum] = routing;
  const fits =
    payload.length === Number.parseInt(size, 36) &&
    crc32(value.slice(0, -7)).toString(36).padStart(7, "0") === sum;
  return fits
    ? { confidence: "high", reason: "its checksum is valid" }
    : { confidence: "medium", reason: "it has the format, though its checksum is not valid" };
}

/** Tokens of GitLab. */
export const gitlabDetectors: readonly Detector[] = [
  ...kinds.map(({ id, title, prefix, body }): Detector => ({
    id,
    title,
    keywords: [prefix],
    // A prefix right behind the prefix starts another token: texts full of prefixes fail at once.
    pattern: tokenPattern(`${prefix}(?![A-Za-z0-9_-]{0,19}${prefix})${body}`, "A-Za-z0-9_-"),
    reach: { before: 16, after: 4200 },
    confidence: "high",
    check: ({ value }) => assess(value, prefix),
  })),
  {
    id: "gitlab-runner-registration-token",
    title: "GitLab runner registration token",
    keywords: ["gr1348941"],
    pattern: tokenPattern("GR1348941[A-Za-z0-9_-]{20}", "A-Za-z0-9_-"),
    confidence: "high",
  },
  {
    id: "gitlab-session-cookie",
    title: "GitLab session cookie",
    keywords: ["_gitlab_session"],
    pattern: /_gitlab_session(?:=|["']?[ \t]{0,4}[:,][ \t]{0,4}["']?)[0-9a-z]{32}(?![0-9a-zA-Z])/g,
    confidence: "high",
  },
  {
    id: "gitlab-legacy-token",
    title: "GitLab token",
    keywords: ["gitlab"],
    pattern: assignedPattern(
      ["gitlab_token", "gitlab_private_token", "gitlab_access_token", "gitlab_api_token"],
      "[A-Za-z0-9_-]{20}",
      "A-Za-z0-9_-",
      "",
    ),
    confidence: "medium",
    check: ({ value }) =>
      /[0-9]/.test(value) && /[a-z]/i.test(value)
        ? { confidence: "medium", reason: "its name and length fit" }
        : undefined,
  },
];
