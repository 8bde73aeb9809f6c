import type { RuleSamples } from "../detector.ts";

const digits = "0123456789";
const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();

/** Characters by the name used in sample specs. */
const alphabets = {
  digits,
  letters: lower + upper,
  lower,
  hex: `${digits}abcdef`,
  hexupper: `${digits}ABCDEF`,
  alnum: digits + lower,
  upper: digits + upper,
  base32: `${upper}234567`,
  base32lower: `${lower}234567`,
  base62: digits + lower + upper,
  base58: `${digits.slice(1)}ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz`,
  base64url: `${digits}${lower}${upper}-_`,
  base64: `${digits}${lower}${upper}+/`,
} as const;

/** Name of an alphabet for random text. */
type Alphabet = keyof typeof alphabets;

/** Deterministic random text. */
export type Random = (alphabet: Alphabet, length: number) => string;

function hashOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++)
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function numbers(seed: string): () => number {
  let state = hashOf(seed);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Classes of characters that real random text of some length always holds. */
function isTypical(text: string, alphabet: Alphabet): boolean {
  if (text.length < 8) return true;
  if (/(.)\1\1/.test(text) || /^[-_+/]|[-_+/]$/.test(text)) return false;
  const classes = [/[0-9]/, /[a-z]/, /[A-Z]/].filter((one) => one.test(alphabets[alphabet]));
  return classes.every((one) => one.test(text));
}

/**
 * A source of random text that gives the same for the same seed. Samples of tokens are made with it at run time, so
 * that no file holds a token.
 */
export function randomFrom(seed: string): Random {
  const next = numbers(seed);
  const draw: Random = (alphabet, length) => {
    const letters = alphabets[alphabet];
    return Array.from({ length }, () => letters[Math.floor(next() * letters.length)]).join("");
  };
  return (alphabet, length) => {
    for (;;) {
      const text = draw(alphabet, length);
      if (isTypical(text, alphabet)) return text;
    }
  };
}

function isAlphabet(name: string): name is Alphabet {
  return Object.hasOwn(alphabets, name);
}

/** Fills a spec: `{hex:32}` is random text of an alphabet, `{uuid}` a random lower-case UUID. */
export function fillSpec(spec: string, random: Random): string {
  return spec.replace(/\{([a-z0-9]+)(?::(\d+))?\}/g, (_, name: string, length?: string) => {
    if (isAlphabet(name)) return random(name, Number(length));
    return [8, 4, 4, 4, 12].map((size) => random("hex", size)).join("-");
  });
}

/** Samples of one rule whose whole text is the value, from a source of random text seeded with the rule's id. */
export function samples(
  id: string,
  make: (random: Random) => readonly string[],
  negative: (random: Random) => readonly string[],
): RuleSamples {
  return {
    id,
    positive: () => make(randomFrom(id)).map((value) => ({ text: value, value })),
    negative: () => negative(randomFrom(`${id}/negative`)),
  };
}
