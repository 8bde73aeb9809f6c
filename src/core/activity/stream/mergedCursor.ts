import { readCursorText } from "./cursorText.ts";

const kind = { source: "merged", version: 1, longest: 64 * 1024 * 1024 };

/** The cursors of several sources, by their names, as one. */
export function mergedCursor(cursors: ReadonlyMap<string, string>): string {
  return JSON.stringify({ source: kind.source, version: kind.version, cursors: [...cursors] });
}

/** Reads them; a text that is none of `mergedCursor` counts as none. */
export function readMergedCursor(text: string | undefined): Map<string, string> {
  const cursors = readCursorText(text, kind)?.["cursors"];
  return new Map(Array.isArray(cursors) ? cursors.filter(isPair) : []);
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === "string");
}
