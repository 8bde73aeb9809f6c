import { readCursorText } from "../../../../core/activity/stream/cursorText.ts";

/** What a cursor of a log group holds. */
export interface LogCursor {
  /** Everything that the group had before is given but for what came late. In ms since epoch, the service's time. */
  readonly mark: number;
  /** Of records that were given, the oldest first. */
  readonly seen: readonly string[];
  /** The newest time of a record, in ms since epoch. */
  readonly newest: number | undefined;
}

const kind = { source: "logs", version: 1, longest: 1024 * 1024 };

/**
 * A cursor as text. It is one of FilterLogEvents as of Live Tail.
 * @param of what tells the source from others: the group and the role
 */
export function writeLogCursor(of: string, { mark, seen, newest }: LogCursor): string {
  return JSON.stringify({ source: kind.source, version: kind.version, of, mark, newest, seen });
}

/** Reads a cursor; one of another source, another group or role, or a broken one counts as none. */
export function readLogCursor(text: string | undefined, of: string): LogCursor | undefined {
  const read = readCursorText(text, kind);
  const { mark, seen, newest } = read ?? {};
  if (read?.["of"] !== of) return undefined;
  if (!isTime(mark) || !Array.isArray(seen)) return undefined;
  return { mark, seen: seen.filter(isText), newest: isTime(newest) ? newest : undefined };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
