import { base62, crc32 } from "../../checks/crc32.ts";
import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

/** Base64 of ASCII text. */
function encode(text: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let out = "";
  for (let at = 0; at < text.length; at += 3) {
    const bits = [0, 1, 2].reduce((sum, index) => (sum << 8) | (text.charCodeAt(at + index) || 0), 0);
    const known = Math.min(text.length - at, 3) + 1;
    for (let part = 0; part < 4; part++) out += part < known ? alphabet[(bits >> (18 - 6 * part)) & 63] : "=";
  }
  return out;
}

/** Samples of the npm rules, made at run time. */
export const npmSamples: readonly RuleSamples[] = [
  {
    id: "npm-token",
    positive: () => {
      const random = randomFrom("npm-token");
      const body = random("base62", 30);
      return [`npm_${body}${base62(crc32(body), 6)}`, `npm_${random("base62", 36)}`].map((value) => ({
        text: value,
        value,
      }));
    },
    negative: () => [
      "npm_package_config_registry_url_of_the_team",
      `npm_${randomFrom("npm-token/negative")("base62", 12)}`,
      `npm_${"x".repeat(36)}`,
    ],
  },
  {
    id: "npmrc-auth",
    positive: () => {
      const random = randomFrom("npmrc-auth");
      const token = random("hex", 40);
      const login = encode(`deploy:${random("base62", 14)}`);
      const password = encode(random("base62", 15));
      return [
        { text: `//registry.company.test/:_authToken=${token}`, value: token, path: ".npmrc" },
        { text: `//registry.company.test/:_auth="${login}"`, value: login, path: ".npmrc" },
        { text: `//registry.company.test/:_password=${password}`, value: password, path: ".npmrc" },
      ];
    },
    negative: () => [
      "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
      "always_auth=true",
      "//registry.npmjs.org/:_authToken=",
    ],
  },
];
