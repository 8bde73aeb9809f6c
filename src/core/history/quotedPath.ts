const escapes: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  '"': 34,
  "\\": 92,
};

/**
 * The path of a header such as `a/src/x y.ts`, `"a/n\303\251.ts"` or, of a combined diff, either without `a/`. Git quotes
 * as C does, byte by byte (git-config, `core.quotePath`); bytes that are not UTF-8 become U+FFFD.
 */
export function readPath(text: string): string {
  return text.startsWith('"') ? unquote(text) : text;
}

/**
 * The path of `diff --git A B`, where both names are the same since renames are not looked for: what stands behind
 * `diff --git `. Undefined when they are not.
 */
export function pathOfPair(names: string): string | undefined {
  // One blank, two prefixes of two characters, and the same name twice.
  const first = names.slice(0, (names.length - 1) / 2);
  const second = names.slice(first.length + 1);
  const [from, to] = [readPath(first), readPath(second)];
  return from.startsWith("a/") && to === `b/${from.slice(2)}` ? from.slice(2) : undefined;
}

function unquote(text: string): string {
  const bytes: number[] = [];
  for (let at = 1; at < text.length && text[at] !== '"'; at++) {
    if (text[at] !== "\\") {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
      bytes.push(...new TextEncoder().encode(character));
      at += character.length - 1;
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
    if (octal === undefined) bytes.push(escapes[text[at + 1] ?? ""] ?? 0xfffd);
    else bytes.push(Number.parseInt(octal, 8));
    at += octal === undefined ? 1 : 3;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}
