/**
 * Splits a command line into words, as a shell does with quotes. `escapes`: whether a backslash takes the next
 * character as it is (a POSIX shell), or stands for itself (Windows).
 */
export function splitWords(text: string, escapes: boolean): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (escapes && character === "\\" && quote !== "'" && at + 1 < text.length) {
      at += 1;
      word = (word ?? "") + text.charAt(at);
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word = (word ?? "") + character;
    } else if (character === '"' || (character === "'" && escapes)) {
      quote = character;
      word ??= "";
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  return word === undefined ? words : [...words, word];
}

/** The text without one pair of quotes around it. */
export function withoutQuotes(text: string): string {
  const quoted = /^(["'])(.*)\1$/s.exec(text);
  return quoted?.[2] !== undefined && !quoted[2].includes(quoted[1] ?? "") ? quoted[2] : text;
}
