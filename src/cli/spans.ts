import { overlaps, type Span } from "../core/model/span.ts";

/**
 * What to mask in a text: the values found, and what else was seen where nothing was found. Ordered, without overlaps.
 * @param found ordered, without overlaps
 */
export function spansToMask(found: readonly Span[], seen: readonly Span[]): readonly Span[] {
  const others = seen.filter((span) => spansWithin(found, span).length === 0);
  return joinSpans([...found, ...others]);
}

function joinSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && overlaps(last, span)) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else joined.push(span);
  }
  return joined;
}

/** The spans that share a code unit with `window`. @param joined ordered, without overlaps */
export function spansWithin(joined: readonly Span[], window: Span): readonly Span[] {
  let first = 0;
  for (let high = joined.length; first < high;) {
    const middle = (first + high) >> 1;
    if ((joined[middle]?.end ?? Infinity) <= window.start) first = middle + 1;
    else high = middle;
  }
  let last = first;
  while ((joined[last]?.start ?? Infinity) < window.end) last++;
  return joined.slice(first, last);
}
