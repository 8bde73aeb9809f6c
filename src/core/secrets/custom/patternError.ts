/** A pattern that cannot be used. `message` says what is wrong, where and what to do; it never repeats the pattern. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/** @param at place in the pattern, in UTF-16 code units from 0; people count from 1 */
export function patternError(what: string, at: number): PatternError {
  return new PatternError(`${what} (at character ${at + 1})`);
}
