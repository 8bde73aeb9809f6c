import type { Candidate } from "./detector.ts";
import type { Span } from "../model/span.ts";
import { blockDetectors, detectors } from "./detectors/registry.ts";
import { contextDetectors, readers } from "./contextual/contextDetectors.ts";
import { isPlaceholder } from "./contextual/placeholder.ts";
import type { CustomRule } from "./custom/customRule.ts";
import { customScan, type CustomStretch } from "./custom/customScan.ts";
import { createEngine, type EngineInput } from "./engine.ts";
import { lowerFiller } from "./filler.ts";
import { officialRules } from "./officialRules.ts";
import { lint } from "./picketRule.ts";
import { isReference } from "./references.ts";
import type { Spoken, Voice } from "./resolve.ts";
import { titleOf } from "./catalogue.ts";

/**
 * How far from a value the text may decide about it, in code units: no detector looks further back or ahead. What is
 * found in a stretch of text therefore depends on the stretch and these margins only.
 */
export const margin = { before: 6_000, after: 17_000 };

const engine = createEngine({
  detectors,
  blocks: blockDetectors,
  contexts: contextDetectors,
  readers,
  watched: officialRules.map(({ keywords }) => keywords),
});

const providerIds = new Set([
  ...detectors.map(({ id }) => id),
  ...blockDetectors.flatMap(({ rules }) => rules.map(({ id }) => id)),
]);

/** The candidate with all its places shifted by a number of code units. */
export function moved(candidate: Candidate, by: number): Candidate {
  if (by === 0) return candidate;
  const shift = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  const related = candidate.related?.map((place) => ({ ...place, span: shift(place.span) }));
  return { ...candidate, span: shift(candidate.span), ...(related !== undefined && { related }) };
}

function voiced(candidate: Candidate, value: string): Spoken {
  const voice: Voice = providerIds.has(candidate.id) ? "provider" : "context";
  return {
    voice,
    candidate:
      voice === "provider" && candidate.rewritten !== true ? lowerFiller(candidate, value) : candidate,
  };
}

/** What a stretch is scanned with, beside what the engine is told. */
interface StretchInput extends EngineInput {
  readonly customRules?: readonly CustomRule[];
  /** Takes the ids of custom rules that were stopped somewhere, since they took too many steps. */
  readonly stopped?: Set<string>;
}

/** What custom rules see. They speak like detectors of a provider: they know the form of a token. */
function customVoices(rules: readonly CustomRule[], stretch: CustomStretch, stopped?: Set<string>): Spoken[] {
  const seen = customScan(rules, stretch);
  for (const id of seen.stopped) stopped?.add(id);
  return seen.candidates.map((candidate) => ({ voice: "provider", candidate }));
}

/**
 * Everything any rule sees whose value starts in `from` (included) to `to` (not included), placeholders left out.
 * Spans are of the whole text. The cost is that of the stretch and its margins.
 */
export async function scanStretch(
  text: string,
  from: number,
  to: number,
  input: StretchInput,
): Promise<Spoken[]> {
  const start = Math.max(0, from - margin.before);
  const part = text.slice(start, Math.min(text.length, to + margin.after));
  const { candidates, official } = await lint(part, { now: Date.now(), ...input }, engine, officialRules);
  const valueOf = ({ span }: { span: Span }): string => part.slice(span.start, span.end);
  const within = ({ span }: { span: Span }): boolean => span.start + start >= from && span.start + start < to;
  const own = candidates.filter(within).map((candidate) => voiced(candidate, valueOf(candidate)));
  const foreign = official.filter(within).flatMap(({ id, span }): Spoken[] => {
    const title = titleOf(id);
    const reason = "it has the format that secretlint knows";
    return title === undefined
      ? []
      : [{ voice: "official", candidate: { id, title, span, confidence: "medium", reason } }];
  });
  const seen = [...own, ...foreign].filter(
    ({ voice, candidate }) =>
      candidate.rewritten === true ||
      (!isPlaceholder(valueOf(candidate)) && (voice !== "context" || !isReference(part, candidate.span))),
  );
  const { customRules = [], path, stopped } = input;
  const wanted = { part, offset: start, from: from - start, to: to - start, path };
  const custom = customRules.length === 0 ? [] : customVoices(customRules, wanted, stopped);
  return [...custom, ...seen].map(({ voice, candidate }) => ({ voice, candidate: moved(candidate, start) }));
}
