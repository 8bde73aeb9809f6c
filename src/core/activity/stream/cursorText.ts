/** Which cursors are a source's own. */
interface CursorKind {
  /** What tells the source from others: the member `source` of its cursors. */
  readonly source: string;
  readonly version: number;
  /** Characters; a longer text is no cursor of the source's. */
  readonly longest: number;
}

/** The members of a cursor, of any type; undefined for a text that is none of the source's, or broken. */
export function readCursorText(
  text: string | undefined,
  { source, version, longest }: CursorKind,
): Partial<Readonly<Record<string, unknown>>> | undefined {
  if (text === undefined || text.length > longest) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const read: Partial<Record<string, unknown>> = { ...value };
  return read["source"] === source && read["version"] === version ? read : undefined;
}
