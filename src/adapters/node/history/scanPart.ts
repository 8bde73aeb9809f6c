import { overlaps } from "../../../core/model/span.ts";
import type { Engines } from "../scanFile.ts";
import type { PartJob } from "../workerMessages.ts";

/**
 * Whether anything that may be a secret touches an added stretch of the part, reported or not. A part that the engine
 * cannot take counts as one: the whole text is then judged, and said to have failed. Rejects only when `signal` is aborted.
 */
export async function scanPart(
  { job, text, added }: PartJob,
  engines: Pick<Engines, "secrets">,
  signal?: AbortSignal,
): Promise<boolean> {
  const { name, severities, customRules } = job;
  try {
    const context = {
      path: name,
      ...(severities && { severities }),
      ...(customRules && { customRules }),
      ...(signal && { signal }),
    };
    const { seen } = await engines.secrets(text, context);
    return seen.some(({ candidate }) => added.some((span) => overlaps(span, candidate.span)));
  } catch {
    signal?.throwIfAborted();
    return true;
  }
}
