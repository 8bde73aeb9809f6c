/**
 * Characters that a reader cannot see or that move others about: controls, format characters (directions, zero-width ones,
 * byte order mark, tags), line and paragraph separators, lone surrogates, and what Unicode lets a font draw as nothing.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text of an event with what is hidden in it made visible: a control character as its picture, such as `␊`, another one by
 * its number, such as `[U+202E]`. What a person sees is then what is there.
 */
export function visibleText(text: string): string {
  // Most texts have none; the pattern is only worth its time where a character outside of printable ASCII stands.
  return /^[\x20-\x7e]*$/.test(text) ? text : text.replace(hidden, picture);
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}
