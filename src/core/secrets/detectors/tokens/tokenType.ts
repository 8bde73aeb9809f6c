import type { Confidence } from "../../../model/severity.ts";
import type { Assessment, Detector } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";

/** Pattern of a lower-case UUID. */
export const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** One token type of one provider: a line of the tables beside this file. */
export interface TokenType {
  readonly id: string;
  readonly title: string;
  /** Lower-case literals that every text with the token holds: its prefix, or words of its name. */
  readonly keywords: readonly string[];
  /** Source of the token, or of the value when `names` is given; without boundaries, capturing groups or anchors. */
  readonly pattern: string;
  /** Words that the name left of the value must hold, lower case; for values without a telling shape. */
  readonly names?: readonly string[];
  /** Source of what must stand before the token, in place of a boundary. */
  readonly after?: string;
  /** Characters that may not follow; default letters, digits and `_`, and `-` when the token may hold one. */
  readonly tail?: string;
  /** Default: `high` for a token with a shape of its own, `medium` for one known by its name. */
  readonly confidence?: Confidence;
  /** False drops the match. */
  readonly check?: (value: string) => boolean;
  /** What the token opens, as the end of "It opens …". */
  readonly opens: string;
  /** Page of the provider about the token, https. */
  readonly link: string;
  /** How a sample is made: literal text with `{alphabet:length}` in place of random parts; see `generate.ts`. */
  readonly sample: string;
}

/** A part of a token that says that it opens a test account only, where the provider marks that. */
const testMark = /(?:^|[_.-])(?:test|sandbox|sbx|sdbx|sbox)[_.:-]/i;

/** How sure a value with the shape is, and why. Keys of test accounts are warnings. */
function assess(value: string, confidence: Confidence, reason: string): Assessment {
  if (confidence === "high" && testMark.test(value))
    return { confidence: "medium", reason: "it opens a test account" };
  return { confidence, reason };
}

/** The detector of a line. */
export function detectorOf(type: TokenType): Detector {
  const tail = type.tail ?? (/-\]/.test(type.pattern) ? "A-Za-z0-9_-" : "A-Za-z0-9_");
  const confidence = type.confidence ?? (type.names === undefined ? "high" : "medium");
  const reason = type.names === undefined ? "its prefix and length are exact" : "its name and shape fit";
  const { check } = type;
  return {
    id: type.id,
    title: type.title,
    keywords: type.keywords,
    // Made when the first text asks for it: there are hundreds of lines, and a hook must start in no time.
    get pattern() {
      return type.names === undefined
        ? tokenPattern(type.pattern, tail, type.after)
        : assignedPattern(type.names, type.pattern, tail);
    },
    confidence,
    check: ({ value }) =>
      check === undefined || check(value) ? assess(value, confidence, reason) : undefined,
  };
}
