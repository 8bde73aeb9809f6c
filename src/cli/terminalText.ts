import { visible } from "../core/model/visible.ts";

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
