import type { RuleAbout } from "../../detector.ts";

/** Page of the JWT rule. */
export const jwtAbout: readonly RuleAbout[] = [
  {
    id: "jwt",
    what: "A signed statement that services take as a login, until the time it names. It may open whatever its issuer guards; some, such as service keys, never end.",
    how: "Three parts of base64url of which the first two are JSON, with an algorithm in the first (RFC 7519), or the five parts of an encrypted one. Without a signature, or once the time in `exp` is over, it is information only; the message says when it ends.",
    rotate:
      "A token cannot be called back by itself: end the session or delete the client at the issuer, or change the key that signs. Then check what the token allowed.",
    links: [
      "https://www.rfc-editor.org/rfc/rfc7519",
      "https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html",
    ],
  },
];
