import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Base64url of ASCII text, without padding. */
function encode(text: string): string {
  let out = "";
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    bits = ((bits << 8) | text.charCodeAt(index)) & 0xffff;
    for (held += 8; held >= 6; held -= 6) out += alphabet[(bits >> (held - 6)) & 63];
  }
  return held === 0 ? out : out + alphabet[(bits << (6 - held)) & 63];
}

/** Samples of the JWT rule, made at run time. */
export const jwtSamples: readonly RuleSamples[] = [
  {
    id: "jwt",
    positive: () => {
      const random = randomFrom("jwt");
      const head = encode(JSON.stringify({ alg: "HS256", typ: "JWT" }));
      const body = encode(
        JSON.stringify({ sub: random("digits", 10), iat: 1_790_000_000, exp: 1_800_000_000 }),
      );
      const value = `${head}.${body}.${random("base64url", 43)}`;
      return [{ text: value, value }];
    },
    negative: () => {
      const head = encode(JSON.stringify({ alg: "none", typ: "JWT" }));
      const body = encode(JSON.stringify({ sub: "1" }));
      return [
        `${head}.${body}.`,
        `${encode(JSON.stringify({ name: "no token at all" }))}.${body}.${body}`,
        "eyJust.a.name",
      ];
    },
  },
];
