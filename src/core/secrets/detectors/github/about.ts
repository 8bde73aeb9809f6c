import type { RuleAbout } from "../../detector.ts";

const formats =
  "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats";

/** Pages of the GitHub rules. */
export const githubAbout: readonly RuleAbout[] = [
  {
    id: "github-token",
    what: "A classic token of GitHub: personal (`ghp_`), OAuth (`gho_`), user to server (`ghu_`), app installation (`ghs_`) or refresh (`ghr_`). Its holder acts as the user or app, in every repository that the scopes allow.",
    how: "The prefix and 36 letters and digits, of which the last six are a CRC-32 of the others in base 62. A valid checksum makes it an error; with a wrong one it is still a warning, since the format is no accident.",
    rotate:
      "Delete the token under Settings, Developer settings, and look at the security log for its use. GitHub revokes tokens that it finds in public repositories.",
    links: [
      formats,
      "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/",
    ],
  },
  {
    id: "github-fine-grained-token",
    what: "A fine-grained personal access token. Its holder has the permissions that were chosen, in the repositories that were chosen.",
    how: "`github_pat_` and 82 characters in two parts of 22 and 59.",
    rotate:
      "Delete the token under Settings, Developer settings, and make a new one with the least permissions and an end.",
    links: [formats],
  },
  {
    id: "github-app-token",
    what: "An installation token of a GitHub App in the format of 2026. It holds the app's permissions for an hour.",
    how: "`ghs_`, the app's number and a JSON Web Token.",
    rotate:
      "It ends within an hour. Revoke it earlier with `DELETE /installation/token`, and see how it came into a file.",
    links: ["https://docs.github.com/en/rest/apps/installations", formats],
  },
  {
    id: "github-client-secret",
    what: "The client secret of an OAuth app or GitHub App, or the secret that signs its webhooks. With it, others can pose as the app.",
    how: "Forty hexadecimal digits behind a name such as `GITHUB_CLIENT_SECRET`.",
    rotate: "Generate a second client secret in the app's settings, change over to it and delete the first.",
    links: [
      "https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps/best-practices-for-creating-an-oauth-app",
    ],
  },
];
