import { shannonEntropy, surprise } from "./surprise.ts";
import { isTyped } from "./typed.ts";

/** How sure it is that a machine made the text: 0 no, 1 perhaps, 2 yes. */
export type Randomness = 0 | 1 | 2;

/** Counts over a text, in UTF-16 code units. */
export interface Makeup {
  readonly lower: number;
  readonly upper: number;
  readonly digits: number;
  /** Anything that is no ASCII letter and no digit. */
  readonly signs: number;
  /** Places where a letter and a digit stand side by side. */
  readonly alternations: number;
}

function kindOf(code: number): 0 | 1 | 2 | 3 {
  if (code >= 97 && code <= 122) return 1;
  if (code >= 65 && code <= 90) return 2;
  return code >= 48 && code <= 57 ? 3 : 0;
}

/** What a text is made of. */
export function makeupOf(text: string): Makeup {
  const counts = [0, 0, 0, 0];
  let alternations = 0;
  let previous = 0;
  for (let index = 0; index < text.length; index++) {
    const kind = kindOf(text.charCodeAt(index));
    counts[kind]!++;
    if (kind !== 0 && previous !== 0 && (kind === 3) !== (previous === 3)) alternations++;
    previous = kind;
  }
  return { lower: counts[1]!, upper: counts[2]!, digits: counts[3]!, signs: counts[0]!, alternations };
}

/** How many of lower case, upper case, digits and signs occur. */
export function classesIn(makeup: Makeup): number {
  return [makeup.lower, makeup.upper, makeup.digits, makeup.signs].filter((count) => count > 0).length;
}

const hex = /^(?:0x)?(?:[0-9a-f]{16,}|[0-9A-F]{16,})$/;

function hexRandomness(makeup: Makeup): Randomness {
  const letters = makeup.lower + makeup.upper;
  return makeup.digits >= 3 && letters >= 3 && makeup.alternations >= 4 ? 2 : 0;
}

/** Every character once, or nearly: an alphabet, as encoders define it. */
function isAlphabet(text: string): boolean {
  return text.length >= 48 && text.length <= 128 && new Set(text).size >= text.length - 1;
}

/** Entropy comes last: it only removes what passed everything else and repeats few characters. */
function isVaried(text: string): boolean {
  if (isAlphabet(text)) return false;
  const limit = Math.log2(Math.min(text.length, 32));
  return shannonEntropy(text.length > 256 ? text.slice(0, 256) : text) >= limit * 0.55;
}

function rate(text: string, makeup: Makeup): Randomness {
  const letters = makeup.lower + makeup.upper;
  if (letters < 2 || makeup.signs > text.length / 3) return 0;
  const odd = surprise(text);
  const mixed = makeup.digits >= 2 && letters >= 3;
  if (text.length >= 16) {
    if (mixed && (odd >= 4.75 || makeup.alternations >= Math.max(5, text.length / 6))) return 2;
    if (odd >= 5.3) return 2;
    const blocks = makeup.alternations >= 3 && makeup.digits >= 4 && letters >= 4;
    return odd >= 4.9 || (mixed && odd >= 4.4) || blocks ? 1 : 0;
  }
  if (text.length >= 10) {
    if (mixed && (odd >= 5 || makeup.alternations >= 5)) return 2;
    return odd >= 5.2 || (makeup.digits > 0 && odd >= 4.8) ? 1 : 0;
  }
  return mixed && odd >= 4.9 ? 1 : 0;
}

/**
 * Rates a text by structure first (hexadecimal digits, letters against a model of names, letters beside digits) and
 * by entropy last. Text under 8 code units is never random.
 */
export function randomness(text: string, makeup: Makeup = makeupOf(text)): Randomness {
  if (text.length < 8) return 0;
  const rating = hex.test(text) ? hexRandomness(makeup) : rate(text, makeup);
  return rating > 0 && isVaried(text) && !isTyped(text) ? rating : 0;
}
