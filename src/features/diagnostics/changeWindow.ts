/**
 * The part of a text that changed since some earlier text: everything before `start` is the same, and everything from
 * `oldEnd` on of the earlier text is what now stands from `newEnd` on. In UTF-16 code units.
 */
export interface ChangeWindow {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** One replacement, as the editor reports it. */
export interface Replacement {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * Widens a window by replacements made after it, in the order in which they apply. The editor lists the replacements
 * of one event from the end of the text to its start, so applying them one after the other is exact.
 */
export function widen(
  window: ChangeWindow | undefined,
  replacements: readonly Replacement[],
): ChangeWindow | undefined {
  return replacements.reduce(widenByOne, window);
}

function widenByOne(window: ChangeWindow | undefined, replacement: Replacement): ChangeWindow {
  const { rangeOffset, rangeLength, text } = replacement;
  const end = rangeOffset + rangeLength;
  if (!window) return { start: rangeOffset, oldEnd: end, newEnd: rangeOffset + text.length };
  const present = Math.max(window.newEnd, end);
  return {
    start: Math.min(window.start, rangeOffset),
    oldEnd: window.oldEnd + (present - window.newEnd),
    newEnd: present + text.length - rangeLength,
  };
}
