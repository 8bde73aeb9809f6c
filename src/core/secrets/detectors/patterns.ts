/**
 * A token may start at a word boundary, or right after an escape (`\n`, `%3D`) whose last letter would else glue to
 * it.
 */
const begin = String.raw`(?<=^|[^A-Za-z0-9_]|\\[nrtbf"']|%[0-9A-Fa-f]{2})`;

/**
 * A pattern for a token with a shape of its own.
 * @param body source of the token without boundaries
 * @param tail character class that may not follow the token
 * @param after source of what must stand before the token, in place of a boundary
 */
export function tokenPattern(body: string, tail = "A-Za-z0-9_", after?: string): RegExp {
  return new RegExp(`${after === undefined ? begin : `(?<=${after})`}(?:${body})(?![${tail}])`, "g");
}

/** `aws` as `[aA][wW][sS]`: hosts of 2025 lack `(?i:)`. A blank or `_` in the word matches any separator, or none. */
function anyCase(word: string): string {
  return [...word]
    .map((letter) => {
      if (/[a-z]/i.test(letter)) return `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
      if (letter === " " || letter === "_") return "[ _.-]?";
      return letter.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
}

/** A word of a name: at its start, after a sign or digit, or capitalised after a small letter (`myOktaToken`). */
function nameWord(word: string): string {
  const capital = word.replace(/(?:^|[ _])[a-z]/g, (head) => head.toUpperCase()).replace(/[ _]/g, "");
  return `(?<![A-Za-z])${anyCase(word)}|(?<=[a-z])${capital}`;
}

const between = String.raw`["'\x60\\]{0,3}\]?[ \t]{0,8}(?::[ \t]{0,4}[A-Za-z]{1,12}[ \t]{0,4}=|:=|=>|\?=|\|\|=|==?|:|,|>|\(|[ \t])[ \t\r\n]{0,8}(?:[bBrRuUfF@$](?=["'\x60\\])|[nN]ew )?["'\x60\\]{0,3}`;

/** `_API_KEY`, `.accessToken`, or ` api key` in prose and headings. What follows is no part of a name: no second try. */
const nameTail = `[\\w.-]{0,32}(?![\\w.-])(?: (?:${["api", "access", "secret", "auth", "token", "key", "app", "client"].map(anyCase).join("|")})){0,3}`;

/**
 * A pattern for a value without a telling shape: it stands right of a name that holds one of the words. Names may go
 * on (`DATADOG_API_KEY`), values may be quoted, in JSON, YAML, XML, shell, call and option syntax.
 * @param words lower case; a blank matches any separator
 * @param body source of the value
 * @param tail character class that may not follow the value
 * @param rest what the name may go on with
 */
export function assignedPattern(
  words: readonly string[],
  body: string,
  tail = "A-Za-z0-9_",
  rest = nameTail,
): RegExp {
  const names = words.map(nameWord).join("|");
  return new RegExp(`(?:${names})${rest}${between}(?<value>${body})(?![${tail}])`, "g");
}
