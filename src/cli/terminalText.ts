/**
 * Text of a file, made safe to print: control characters (which could move the cursor, set colours or start a command
 * of a build service) and characters that reorder a line show as visible escapes. Tabs become two spaces.
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

/** A path at the start of a printed line. Build services read lines that start with `::` as commands. */
export function visiblePath(path: string): string {
  const shown = visible(path);
  return shown.trimStart().startsWith("::") ? `./${shown}` : shown;
}

export type Style = "red" | "yellow" | "blue" | "dim" | "bold" | "green";

const codes: Readonly<Record<Style, number>> = { red: 31, yellow: 33, blue: 34, dim: 2, bold: 1, green: 32 };

export type Paint = (style: Style, text: string) => string;

/** Wraps text in SGR sequences, or leaves it alone when there are no colours. */
export function painter(colour: boolean): Paint {
  return colour ? (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m` : (_, text) => text;
}
