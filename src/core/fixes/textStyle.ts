import { lineStart } from "../model/lineEdges.ts";

/** The line break that most lines of the text end with; `\n` for a text of one line. */
export function eolOf(text: string): string {
  const carriage = text.split("\r\n").length - 1;
  const all = text.split("\n").length - 1;
  return carriage * 2 > all ? "\r\n" : "\n";
}

/** White space at the start of the line that holds `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, start + 400))?.[0] ?? "";
}

/** Which of the two marks more of `texts` start with; the first when it is a draw. */
export function moreCommon<T extends string>(texts: Iterable<string>, first: T, second: T): T {
  let balance = 0;
  for (const text of texts) balance += text.startsWith(first) ? 1 : text.startsWith(second) ? -1 : 0;
  return balance < 0 ? second : first;
}

/** The first of `wished` that is not taken, else the last of them with a number. */
export function freeName(taken: ReadonlySet<string>, ...wished: readonly [string, ...string[]]): string {
  for (const name of wished) if (!taken.has(name)) return name;
  const base = wished[wished.length - 1]!;
  for (let number = 2; ; number++) if (!taken.has(base + number)) return base + number;
}

/** The words of a name in any case: `dbPassword`, `DB_PASSWORD` and `db-password` give the same. Lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** `dbPassword` from any name; safe as an identifier in JavaScript. */
export function camelCase(name: string): string {
  const joined = wordsOf(name)
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  return /^[a-z]/.test(joined) ? joined : `secret${joined}`;
}

/** `db_password` from any name; safe as an identifier in Python and Terraform. */
export function snakeCase(name: string): string {
  const joined = wordsOf(name).join("_");
  return /^[a-z]/.test(joined) ? joined : `secret_${joined}`;
}
