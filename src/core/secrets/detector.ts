import type { Confidence } from "../model/severity.ts";
import type { FindingData } from "../model/finding.ts";
import type { Span } from "../model/span.ts";

/** One place of a text that a detector's pattern matched. Offsets are UTF-16 code units of the whole text. */
export interface Match {
  /** The literal's value: group `value` of the pattern, or the whole match. */
  readonly value: string;
  readonly span: Span;
  /** The whole text under scan and the path it stands in (may be empty). For context checks only. */
  readonly text: string;
  readonly path: string;
  /** Milliseconds since epoch: for what ends. */
  readonly now: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** What a check makes of a match. `undefined` from a check means: not this type, drop the match. */
export interface Assessment {
  readonly confidence: Confidence;
  /** Why, as the end of a sentence: "its checksum is valid". Never the value. */
  readonly reason?: string;
  readonly data?: FindingData;
  /** Known for what it is, however quiet: what stands around it makes it no louder. An expired token is. */
  readonly settled?: boolean;
}

/**
 * A detector of one token type, as data. One folder per family under `detectors/`; the folder also holds `about.ts`
 * (text of the rule's page) and `samples.ts` (generated true samples and near-misses), which are not bundled.
 */
export interface Detector {
  /** Kebab case, without the `secrets/` prefix: `github-token`. */
  readonly id: string;
  /** Noun phrase for the message: `GitHub token`. */
  readonly title: string;
  /** Lower-case ASCII literals. The pattern runs only around places where one of them occurs, in any letter case. */
  readonly keywords: readonly string[];
  /** Flags `g`, and `i` or `m` where needed. Linear time on hostile input: bounded quantifiers, no nested repeats. */
  readonly pattern: RegExp;
  /** Code units of text given to the pattern before and after a keyword. Default 128 and 512. */
  readonly reach?: { readonly before: number; readonly after: number };
  /** Confidence when there is no check. */
  readonly confidence: Confidence;
  readonly check?: (match: Match) => Assessment | undefined;
}

/** A finding before suppression, overlap resolution and severity settings. */
export interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly span: Span;
  readonly confidence: Confidence;
  readonly reason?: string;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly data?: FindingData;
  /** See `Assessment`. */
  readonly settled?: boolean;
  /** The span is written in another way than the value, as with escapes: its letters say nothing about it. */
  readonly rewritten?: boolean;
}

/** Where a keyword of the prefilter occurred. `keyword` is the lower-case literal. */
export interface KeywordHit {
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A detector that needs more than one pattern: assignments by key name, URLs, connection strings, headers, wrapped
 * tokens. It gets the hits of its own keywords, in text order, and must take time linear in the text. Without keywords
 * it runs on every text, and must then cost next to nothing on ordinary text.
 */
export interface ContextDetector {
  /** Ids and titles of the rules it can report, for the docs and the settings. */
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly keywords: readonly string[];
  detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate>;
}

export interface ContextInput {
  readonly path: string;
  readonly languageId?: string;
  /**
   * Runs the provider detectors, and with `names` those by context too, over a text as it is read: joined, decoded.
   * Spans are of that text. Inside it nothing is unwrapped again: one layer is looked through.
   */
  readonly inner: (text: string, names?: boolean) => readonly Candidate[];
}

/** Text of a rule's page in `docs/rules/secrets/`. */
export interface RuleAbout {
  readonly id: string;
  /** What the token opens and what its holder can do. */
  readonly what: string;
  /** How Picket recognises it: format, checksum, context. */
  readonly how: string;
  /** How to revoke and replace it. */
  readonly rotate: string;
  /** Pages of the provider, https. */
  readonly links: readonly string[];
}

/** Generated fixtures: built from parts at call time, so that no whole token is committed. */
export interface RuleSamples {
  readonly id: string;
  /** Each has the text and the exact value expected in it. */
  readonly positive: () => readonly {
    readonly text: string;
    readonly value: string;
    readonly path?: string;
  }[];
  /** Texts in which the rule must not report at warning or above. */
  readonly negative: () => readonly string[];
}
