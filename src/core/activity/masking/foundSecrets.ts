import { decodedJsonText } from "../../model/jsonText.ts";
import { contextDetectors, readers } from "../../secrets/contextual/contextDetectors.ts";
import { isPlaceholder } from "../../secrets/contextual/placeholder.ts";
import { blockDetectors, detectors } from "../../secrets/detectors/registry.ts";
import { createEngine } from "../../secrets/engine.ts";

const parts = { detectors, blocks: blockDetectors, watched: [] };
const engines = {
  /** Formats of providers alone. */
  shape: createEngine({ ...parts, contexts: [] }),
  /** What stands beside a value counts as well. */
  context: createEngine({ ...parts, contexts: contextDetectors, readers }),
};

/** Ids of access keys are no secrets, and an investigation needs them. */
const shown: ReadonlySet<string> = new Set(["aws-access-key-id"]);

/** Members that hold ids which callers choose, so that a repeated request is told: secrets by nothing but their names. */
const idempotency = /"(?:client(?:request)?|idempotency)token":"$/i;
const byContext: ReadonlySet<string> = new Set(
  contextDetectors.flatMap(({ rules }) => rules.map(({ id }) => id)),
);

/** The security token of temporary credentials, wherever it stands: what STS gives out begins like this. */
const sessionToken = /(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[\w+/=%-]{40,}/g;

/**
 * The secrets that the detectors see in a JSON text, as they stand in its texts: with the escapes of JSON decoded.
 * Placeholders are none.
 */
export function foundSecrets(json: string, by: keyof typeof engines): ReadonlySet<string> {
  const values = new Set<string>();
  for (const { id, span } of engines[by].detect(json, { path: "", languageId: "json" }).candidates) {
    const before = json.slice(Math.max(0, span.start - 40), span.start);
    if (shown.has(id) || (byContext.has(id) && idempotency.test(before))) continue;
    values.add(decodedJsonText(json.slice(span.start, span.end)));
  }
  for (const [value] of json.matchAll(sessionToken)) values.add(value);
  for (const value of values) if (isPlaceholder(value)) values.delete(value);
  return values;
}
