const version = 1;
/** A longer text is no cursor of ours. */
const longest = 64 * 1024 * 1024;

/** The cursors of several sources, by their names, as one. */
export function mergedCursor(cursors: ReadonlyMap<string, string>): string {
  return JSON.stringify({ source: "merged", version, cursors: [...cursors] });
}

/** Reads them; a text that is none of `mergedCursor` counts as none. */
export function readMergedCursor(text: string | undefined): Map<string, string> {
  if (text === undefined || text.length > longest) return new Map();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new Map();
  }
  if (typeof value !== "object" || value === null) return new Map();
  const read: Partial<Record<string, unknown>> = { ...value };
  const { source, cursors } = read;
  if (source !== "merged" || read["version"] !== version || !Array.isArray(cursors)) return new Map();
  return new Map(cursors.filter(isPair));
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === "string");
}
