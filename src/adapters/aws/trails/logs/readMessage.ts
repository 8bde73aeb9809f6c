/** What a message of a log group holds. */
export type ReadMessage =
  | { readonly records: readonly Readonly<Record<string, unknown>>[] }
  | {
      /** Why it holds no record, for a person; nothing of its text. */
      readonly reason: string;
      /** It is the beginning of JSON: an event is missing. */
      readonly isCut: boolean;
    };

/**
 * Reads a message that a trail delivered: one record as JSON, and of pipelines that pass files on also `{"Records": […]}`
 * or a list. CloudTrail leaves out what is too large for a message ("Quotas in AWS CloudTrail"); others that write to the
 * group may cut or split it.
 */
export function readMessage(message: string | undefined): ReadMessage {
  if (message === undefined || message.trim() === "") return no("an empty message");
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    if (/^\s*[[{]/.test(message))
      return { reason: "a message that was cut or split: no whole JSON", isCut: true };
    return no("a message that is no JSON");
  }
  const records = recordsIn(value);
  return records.length > 0 && records.every(isRecord)
    ? { records }
    : no("a message that is no CloudTrail record");
}

function no(reason: string): ReadMessage {
  return { reason, isCut: false };
}

function recordsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const records = isObject(value) ? value["Records"] : undefined;
  return Array.isArray(records) ? records : [value];
}

/** Every record has a name: of an event, or of the insight that it is about. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && ("eventName" in value || "insightDetails" in value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
