/**
 * The name that someone meant who wrote another one: within one edit, or two for a name of twelve letters or more. Edits are letters put in,
 * left out, replaced or swapped with their neighbour. Case does not count.
 * @returns undefined when none is near, or when two are equally near and differ
 */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  const text = written.toLowerCase();
  const most = text.length < 3 ? 0 : text.length < 12 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = most + 1;
  let tied = false;
  for (const name of names) {
    if (Math.abs(name.length - text.length) > most) continue;
    const distance = editDistance(text, name.toLowerCase(), Math.min(most, bestDistance));
    if (distance > most || distance > bestDistance) continue;
    tied = distance === bestDistance;
    best = name;
    bestDistance = distance;
  }
  return tied ? undefined : best;
}

/** Number of edits between two texts (optimal string alignment), or `most + 1` when it is more than `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const width = endB - start;
  if (Math.max(endA - start, width) > most + Math.min(endA - start, width)) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: width + 1 }, (_, index) => index);
  for (let i = 1; i <= endA - start; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= width; j++) {
      const same = a[start + i - 1] === b[start + j - 1];
      let cost = Math.min(previous[j - 1]! + (same ? 0 : 1), previous[j]! + 1, row[j - 1]! + 1);
      const swapped =
        i > 1 && j > 1 && a[start + i - 1] === b[start + j - 2] && a[start + i - 2] === b[start + j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = previous;
    previous = row;
  }
  return Math.min(previous[width]!, most + 1);
}
