/** A half-open range of a decoded text, in UTF-16 code units; a BOM is stripped before and not counted. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether two spans share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The span with at least one code unit where the text has any, so that an editor can underline an empty value. */
export function underlinable({ start, end }: Span, { length }: string): Span {
  if (end > start || length === 0) return { start, end };
  return start < length ? { start, end: start + 1 } : { start: length - 1, end: length };
}

/** Whether `outer` holds every code unit of `inner`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
