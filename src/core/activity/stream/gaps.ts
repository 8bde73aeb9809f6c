import type { TrailGap } from "../../ports.ts";

/** More gaps than this are drawn together: the list of them must not grow for ever. */
const mostGaps = 1000;

/**
 * The gaps with one more, ordered by time. Gaps of one reason that touch become one; beyond a thousand the two oldest
 * become one, which says too much rather than too little. A gap that ends before it starts, or has no times, is none.
 */
export function withGap(gaps: readonly TrailGap[], gap: TrailGap): readonly TrailGap[] {
  if (!(gap.from < gap.to)) return gaps;
  let { from, to } = gap;
  const apart: TrailGap[] = [];
  for (const other of ordered(gaps)) {
    if (other.reason !== gap.reason || other.to < from || other.from > to) apart.push(other);
    else {
      from = Math.min(from, other.from);
      to = Math.max(to, other.to);
    }
  }
  const all = ordered([...apart, { from, to, reason: gap.reason }]);
  const [first, second, ...rest] = all;
  if (all.length <= mostGaps || !first || !second) return all;
  return [{ from: first.from, to: Math.max(first.to, second.to), reason: first.reason }, ...rest];
}

/** The gaps without a stretch whose events came after all. */
export function withoutStretch(
  gaps: readonly TrailGap[],
  { from, to }: Pick<TrailGap, "from" | "to">,
): readonly TrailGap[] {
  if (!(from < to)) return gaps;
  return gaps.flatMap((gap) =>
    gap.to <= from || gap.from >= to
      ? [gap]
      : [
          { ...gap, to: Math.min(gap.to, from) },
          { ...gap, from: Math.max(gap.from, to) },
        ].filter((part) => part.from < part.to),
  );
}

function ordered(gaps: readonly TrailGap[]): TrailGap[] {
  return [...gaps].sort((a, b) => a.from - b.from || a.to - b.to);
}
