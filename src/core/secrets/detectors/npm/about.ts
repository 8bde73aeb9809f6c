import type { RuleAbout } from "../../detector.ts";

/** Pages of the npm rules. */
export const npmAbout: readonly RuleAbout[] = [
  {
    id: "npm-token",
    what: "A token of the npm registry: it installs private packages, and publishes new versions when its kind allows.",
    how: "`npm_` and 36 letters and digits, of which the last six are a checksum in base 62. With a wrong checksum it is a warning.",
    rotate:
      "Revoke it with `npm token revoke` or on the page of access tokens; for publishing, use trusted publishing instead.",
    links: ["https://docs.npmjs.com/about-access-tokens", "https://docs.npmjs.com/revoking-access-tokens"],
  },
  {
    id: "npmrc-auth",
    what: "A token, password or login for a package registry in npm's configuration.",
    how: "The value of `_authToken`, `_password` or `_auth`; the latter two are base64.",
    rotate:
      "Revoke the token or change the password at the registry, and write `${NPM_TOKEN}` into the file, which npm fills in.",
    links: ["https://docs.npmjs.com/cli/v11/configuring-npm/npmrc#auth-related-configuration"],
  },
];
