/** A piece of a filter pattern. */
export interface Token {
  readonly kind: "selector" | "operator" | "text" | "quoted" | "regex" | "bracket";
  /** Of quoted texts and regular expressions what stands inside. */
  readonly text: string;
  /** In UTF-16 code units. */
  readonly at: number;
}

/** A filter pattern that does not parse; the message says where and why. */
export class FilterPatternError extends Error {
  override readonly name = "FilterPatternError";

  constructor(message: string, at: number) {
    super(`${message} (character ${at + 1})`);
  }
}

const pieces: readonly (readonly [Token["kind"], RegExp])[] = [
  ["operator", /&&|\|\||<=|>=|!=|=|<|>/y],
  ["bracket", /[(){}]/y],
  ["selector", /\$(?:\.[\w:@/-]+|\[\s*(?:\d+|\*|"[^"]*"|'[^']*')\s*\])*/y],
  ["quoted", /"((?:[^"\\]|\\.)*)"/y],
  ["regex", /%([^%]*)%/y],
  ["text", /[^\s(){}"=!<>&|%]+/y],
];

/** @throws FilterPatternError */
export function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < pattern.length) {
    if (/\s/.test(pattern[at] ?? "")) {
      at++;
      continue;
    }
    const token = tokenAt(pattern, at);
    if (!token) throw new FilterPatternError(`unexpected ${JSON.stringify(pattern[at])}`, at);
    tokens.push(token.token);
    at += token.length;
  }
  return tokens;
}

function tokenAt(pattern: string, at: number): { token: Token; length: number } | undefined {
  for (const [kind, expression] of pieces) {
    expression.lastIndex = at;
    const match = expression.exec(pattern);
    if (match) return { token: { kind, text: match[1] ?? match[0], at }, length: match[0].length };
  }
  return undefined;
}
