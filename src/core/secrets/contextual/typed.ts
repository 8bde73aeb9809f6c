/** Rows of a keyboard, forth and back. Digits that count up are a filler run, which says less. */
const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const neighbours: ReadonlySet<string> = new Set(
  rows.flatMap((row) =>
    [row, [...row].reverse().join("")].flatMap((line) =>
      Array.from({ length: line.length - 2 }, (_, at) => line.slice(at, at + 3)),
    ),
  ),
);

/** Longest value that somebody types without thinking, in code units. */
const longest = 28;

/** How many of the text's units stand in three neighbouring keys or more. */
function neighbouring(text: string): number {
  let count = 0;
  let until = 0;
  for (let at = 0; at + 3 <= text.length; at++) {
    if (!neighbours.has(text.slice(at, at + 3))) continue;
    count += at + 3 - Math.max(at, until);
    until = at + 3;
  }
  return count;
}

/**
 * Whether a hand ran over the keyboard (`lkjsdf234asd`): letters of one case that mostly lie in the middle row, or
 * runs of neighbouring keys. Generated text of that length is so once in thousands.
 */
export function isTyped(text: string): boolean {
  // Hexadecimal digits hold hardly a letter but those.
  if (text.length > longest || /[^a-z\d]|^[a-f\d]*$/.test(text)) return false;
  const letters = text.replace(/\d/g, "");
  if (letters.length < 5) return false;
  const middle = letters.replace(/[^asdfghjkl]/g, "").length;
  return middle >= letters.length * 0.78 || neighbouring(text) >= text.length * 0.6;
}
