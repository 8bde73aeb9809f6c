/**
 * JSON on one line that is safe to print and still says the same: characters that move the cursor or reorder a line, which
 * JSON may hold as they are, stand as escapes.
 */
export function visibleJson(value: unknown): string {
  return (JSON.stringify(value) ?? "null").replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
