/** A way to write characters by their numbers. */
export interface EscapeScheme {
  /** As the end of a sentence. */
  readonly how: string;
  /** One escape, sticky. */
  readonly pattern: RegExp;
  /** What an escape means: one character as a rule. */
  readonly decode: (escape: string) => string;
}

const letters: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v" };

/** Meaning of an escape of string literals, as most languages share them; a line break after `\` is nothing. */
export function decodeBackslash(escape: string): string {
  // The commonest ones first: whole texts are written in them.
  if (escape.length === 4 && escape[1] === "x") return String.fromCharCode(hexValue(escape, 2));
  if (escape.length === 6 && escape[1] === "u" && escape[2] !== "{")
    return String.fromCharCode(hexValue(escape, 2));
  const body = escape.slice(1);
  const number = /^[xuU]\{?([0-9a-fA-F]{1,8})\}?$/.exec(body)?.[1];
  if (number !== undefined) return codePoint(Number.parseInt(number, 16));
  if (/^[0-7]{3}$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
  if (/^[\r\n]/.test(body)) return "";
  return letters[body] ?? body;
}

/** The number that the hexadecimal digits from `at` on stand for. */
function hexValue(digits: string, at: number): number {
  let value = 0;
  for (let index = at; index < digits.length; index++) {
    const code = digits.charCodeAt(index);
    value = value * 16 + (code <= 57 ? code - 48 : (code | 0x20) - 87);
  }
  return value;
}

function codePoint(value: number): string {
  return value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
}

/** Source of a pattern for one escape by number of a printable ASCII character. */
const numbered = String.raw`\\(?:x[2-7][0-9a-fA-F]|u00[2-7][0-9a-fA-F]|u\{0{0,4}[2-7][0-9a-fA-F]\}|U000000[2-7][0-9a-fA-F]|[01][0-7]{2})`;

/** `\x67`, `\u0067`, `\u{67}`, `\147`; `\/` as JSON may write a slash; `\` before the next line of a value. */
export const backslashes: EscapeScheme = {
  how: "its letters are escaped, which hides nothing",
  pattern: new RegExp(String.raw`${numbered}|\\/|\\\r?\n[ \t]{0,40}(?=[\w+/=.~-])`, "y"),
  decode: decodeBackslash,
};

/** `&#x67;` and `&#103;` of HTML and XML. */
export const entities: EscapeScheme = {
  how: "it is written in character references, which hide nothing",
  pattern: /&#(?:[xX]0{0,3}[2-7][0-9a-fA-F]|0{0,3}(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]));/y,
  decode: (escape) => {
    const body = escape.slice(2, -1);
    return String.fromCharCode(
      /^x/i.test(body) ? Number.parseInt(body.slice(1), 16) : Number.parseInt(body, 10),
    );
  },
};

/** `%67` of URLs (RFC 3986, section 2.1). */
export const percents: EscapeScheme = {
  how: "it is percent-encoded, which hides nothing",
  pattern: /%[2-7][0-9a-fA-F]/y,
  decode: (escape) => String.fromCharCode(hexValue(escape, 1)),
};

/** `=67`, and `=` at the end of a line that goes on, of mail (RFC 2045, section 6.7). */
export const quotedPrintable: EscapeScheme = {
  how: "it is written as quoted-printable, which hides nothing",
  pattern: /=(?:[2-7][0-9A-F]|\r?\n)/y,
  decode: (escape) =>
    escape.length === 3 && escape[1] !== "\r" ? String.fromCharCode(hexValue(escape, 1)) : "",
};

/** `${"abc"}` and `#{"abc"}`: a literal inside a template. */
export const literalHoles: EscapeScheme = {
  how: "its parts are joined where it is read",
  pattern: /[$#]\{[ \t]{0,4}(?:"[^"\\\n$]{0,256}"|'[^'\\\n]{0,256}'|`[^`\\\n$]{0,256}`)[ \t]{0,4}\}/y,
  decode: (escape) => escape.slice(2, -1).trim().slice(1, -1),
};
