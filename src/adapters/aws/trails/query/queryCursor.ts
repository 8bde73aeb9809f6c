import * as v from "valibot";
import { readCursorText } from "../../../../core/activity/stream/cursorText.ts";

/** Where a source that queries goes on. */
export interface QueryState {
  /** Everything up to here has been given, in ms since epoch; absent: nothing yet. */
  readonly watermark?: number;
  /** Keys of records that may come again, with their times in ms since epoch. */
  readonly given: ReadonlyMap<string, number>;
}

/** Keys kept from one start to the next; what is forgotten comes twice. */
const mostKeys = 2000;
const version = 1;
const longest = 1_000_000;

const schema = v.object({
  scope: v.string(),
  watermark: v.number(),
  given: v.array(v.tuple([v.string(), v.number()])),
});

/**
 * @param source `athena` or `lake`
 * @param scope what is asked, as text: a cursor of another question is none
 */
export function queryCursor(
  source: string,
  scope: string,
  watermark: number,
  given: QueryState["given"],
): string {
  const newest = [...given].sort((a, b) => b[1] - a[1]).slice(0, mostKeys);
  return JSON.stringify({ source, version, scope, watermark, given: newest });
}

/** Reads a cursor; of anything else nothing is known. */
export function readQueryCursor(source: string, scope: string, cursor: string | undefined): QueryState {
  const none: QueryState = { given: new Map() };
  const read = v.safeParse(schema, readCursorText(cursor, { source, version, longest }));
  if (!read.success || read.output.scope !== scope) return none;
  return { watermark: read.output.watermark, given: new Map(read.output.given) };
}
