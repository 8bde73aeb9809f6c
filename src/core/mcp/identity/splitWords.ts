/** How a text is quoted: `posix` with backslashes too, `cmd` with double quotes only, `plain` with both quotes. */
export type Quoting = "posix" | "cmd" | "plain";

/** Splits a command line into words, as a shell does with quotes. A quote that is not closed ends with the text. */
export function splitWords(text: string, quoting: Quoting): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoting === "posix" && character === "\\" && quote !== "'" && at + 1 < text.length) {
      at += 1;
      word = (word ?? "") + text.charAt(at);
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else word = (word ?? "") + character;
    } else if (character === '"' || (character === "'" && quoting !== "cmd")) {
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
