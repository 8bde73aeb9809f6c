import { crc32 } from "node:zlib";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Characters that are the same for the same seed (a linear congruential generator). */
export function characters(length: number, seed: number, alphabet = base62): string {
  let state = seed * 2_654_435_761 + 12_345;
  let text = "";
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet[(state >>> 8) % alphabet.length];
  }
  return text;
}

/** A GitHub token whose checksum is right: an error wherever it stands. */
export function githubToken(seed = 1): string {
  const body = characters(30, seed);
  let rest = crc32(body);
  let checksum = "";
  for (let index = 0; index < 6; index++) {
    checksum = (base62[rest % 62] ?? "0") + checksum;
    rest = Math.floor(rest / 62);
  }
  return `ghp_${body}${checksum}`;
}

/** An AWS access key id and the secret access key that belongs to it. */
export function awsPair(seed = 1): { readonly id: string; readonly secret: string } {
  return {
    id: `AKIA${characters(16, seed, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`,
    secret: characters(40, seed + 1000),
  };
}
