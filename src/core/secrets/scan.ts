import type { Finding } from "../model/finding.ts";
import { contextDetectors } from "./contextual/contextDetectors.ts";
import { isPlaceholder } from "./contextual/placeholder.ts";
import { blockDetectors, detectors } from "./detectors/registry.ts";
import { createEngine } from "./engine.ts";
import { toFinding } from "./findings.ts";
import type { ScanContext } from "./options.ts";
import { resolveOverlaps } from "./resolve.ts";

const engine = createEngine(detectors, [...blockDetectors, ...contextDetectors]);

/**
 * Finds the secrets of a text. Findings are ordered by span, do not overlap, and cover exactly the value, in UTF-16
 * code units of `text` (the host strips a BOM before).
 * @throws the signal's reason when `context.signal` is aborted
 */
export async function scan(text: string, context: ScanContext): Promise<Finding[]> {
  context.signal?.throwIfAborted();
  const candidates = engine
    .detect(text, context)
    .filter((candidate) => !isPlaceholder(text.slice(candidate.span.start, candidate.span.end)));
  return resolveOverlaps(candidates).flatMap((candidate) => toFinding(candidate, context) ?? []);
}
