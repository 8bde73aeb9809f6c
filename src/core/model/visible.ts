/**
 * Text of a file or a record, made safe to print: control characters (which could move the cursor, set colours or start a
 * command of a build service) and characters that reorder a line show as visible escapes. Tabs become two spaces.
 */
export function visible(text: string): string {
  return text
    .replaceAll("\t", "  ")
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      escapeOf,
    );
}

function escapeOf(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
