/**
 * Characters that do not show, or that change how the text around them shows: controls, format characters
 * (zero-width, direction marks, tags), line separators and blank letters. Variation selectors of emoji are left out.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;

/** Whether a text holds a character that does not show. */
export function hasHidden(text: string): boolean {
  return text.search(hidden) >= 0;
}

/** The text without the characters that do not show. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, "");
}

/** A text from a file as it may stand in a message: hidden characters escaped, cut at `limit` code units. */
export function shown(text: string, limit = 100): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** As `shown`, without what may be a credential: the user of an address, its query and its fragment. */
export function shownSource(text: string, limit = 100): string {
  return shown(
    text
      .slice(0, 4096)
      .replace(/\/\/[^/\\]*@/g, "//")
      .replace(/[?#].*$/s, ""),
    limit,
  );
}
