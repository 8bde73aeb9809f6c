/** Items of one account that are read at most; its quota of roles is 5,000 at the highest. */
const mostItems = 10_000;

/**
 * All items of a list of IAM.
 * @param ask gives the page behind a marker, and the marker of the next one
 */
export async function pagesOf<T>(
  ask: (marker: { Marker?: string }) => Promise<{ items: readonly T[]; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let marker: string | undefined;
  do {
    const { items, next } = await ask(marker === undefined ? {} : { Marker: marker });
    all.push(...items);
    marker = next;
  } while (marker !== undefined && all.length < mostItems);
  return all;
}
