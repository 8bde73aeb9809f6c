import { readCursorText } from "../../core/activity/stream/cursorText.ts";

/** What a cursor of a folder of trails holds. */
export interface TrailCursor {
  /** By path, what files looked like that were read fully. */
  readonly files: Map<string, string>;
  /** The newest time seen, in ms since epoch. */
  readonly newest: number | undefined;
}

const kind = { source: "folder", version: 1, longest: 256 * 1024 * 1024 };

/** A cursor as text. */
export function trailCursor(files: ReadonlyMap<string, string>, newest: number | undefined): string {
  return JSON.stringify({ source: kind.source, version: kind.version, newest, files: [...files] });
}

/** Reads a cursor; one that is none of a folder's, or broken, counts as none. */
export function readTrailCursor(text: string | undefined): TrailCursor {
  const none: TrailCursor = { files: new Map(), newest: undefined };
  const { files, newest } = readCursorText(text, kind) ?? {};
  if (!Array.isArray(files)) return none;
  const pairs = files.filter(isPair);
  return {
    files: new Map(pairs),
    newest: typeof newest === "number" && newest <= Date.now() ? newest : undefined,
  };
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === "string");
}
