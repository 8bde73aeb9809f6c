import { type Literal, readBare, readQuoted, trimmed } from "./literal.ts";

/** How a value is tied to its key. */
export type Tie =
  /** `=`, `:`, `:=`, `=>` and their kin. */
  | "assign"
  /** `<key>value</key>` and `key="…" value="…"` pairs. */
  | "element"
  /** `setPassword("…")`. */
  | "call"
  /** `("KEY", "value")`. */
  | "argument"
  /** `key value`. */
  | "space"
  /** `--key value`. */
  | "flag"
  /** `the password is …`. */
  | "prose"
  /** The second half of `lookup || "value"`. */
  | "fallback";

/** A value and how it is tied to the key before it. */
export interface Tied {
  readonly tie: Tie;
  readonly literal: Literal;
}

const closer = /(?:\\{0,7}["'`]|&quot;|&#34;|\*\*|[”])?[\])]{0,2}/y;

const assign =
  /[ \t]{0,60}(?:(?::[ \t]*|[ \t])(?:&(?:'static )?|const )?[A-Za-z_][\w.]{0,30}(?:<[\w, .]{1,30}>|\[\d*\]|\?|\*)?[ \t]*(?:=|:=)(?![=>~])|::=|:=|\?\??=|\|\|=|\.=|\+=|=>|[=!]==?|=|<-|->|:(?!:)|：)[ \t]{0,60}(?:\r?\n[ \t]{0,60}(?=["'`]))?/y;

const pair =
  /["']?\s{0,40}(?:,\s{0,40})?["']?(?:value|defaultValue|default_value|default|val)["']?[ \t]*[:=][ \t]*|<\/[\w:]{1,40}>\s{0,60}<(?:value|string|val|data)(?:\s[^<>\n]{0,80})?>/iy;

const element = /(?:\s[^<>\n]{0,120})?>/y;
const call = /[ \t]?\(\s{0,20}(?=[bu@$]?["'`])/y;
const argument = /\s{0,20},\s{0,40}(?:value[:=]\s?)?(?=[bu@$]?\\{0,3}["'`])/y;
const space = /[ \t]{1,40}/y;
const prose =
  /(?: (?:for|of|to) [^.\n]{1,50}?)? (?:is|was|will be|should be)(?: now| set to| called| simply| just|:)? {1,2}/y;

const wrapper =
  /(?:!!\w{1,20} |&\w{1,40} )?(?:new |await )?(?:\w{1,40}(?:\.|::)){0,6}(?:\w{0,40}[Ss]ecret\w{0,40}|SecretStr|[Ss]ecure[Ss]tring|[Ss]tring|str|from|[Ss]ome|of|bytes|bytearray|b64decode|atob|decode|plainText|unsafePlainText|\w{0,40}[Cc]redentials?|\w{0,40}[Tt]oken|\w{0,40}[Pp]assword|\w{0,40}Key|Optional|Just|literal|quote|sensitive|toCharArray)\(\s{0,20}(?=[bu@$]?["'`])|\(\s{0,20}(?=[bu]?["'`])|\[\s{0,20}(?=[bu]?["'`])/y;

/** Callees that take a name and give a value: their argument is no secret. */
const lookupCallee =
  /^(?:await |new )?[\w.:]*\b(?:get|fetch|find|read|load|resolve|lookup|query|select|from_?(?:env|name|file|path|setup|base|secrets?manager|parameter)|has|is|by)/i;

const fallback = /(?:\|\||\?\?|\?:|\bor\b|\belse\b|,|:-)\s{0,20}(?=[bu]?["'`])/g;

function step(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** `process.env.X || "value"`, `os.getenv("X", "value")`: the literal after the lookup, on the same line. */
function readFallback(text: string, at: number): Tied | undefined {
  const line = /^[^\n]*/.exec(text.slice(at, at + 200))![0];
  for (const match of line.matchAll(fallback)) {
    const literal = readQuoted(text, at + match.index + match[0].length);
    if (literal !== undefined && literal.end <= at + line.length) return { tie: "fallback", literal };
  }
  return undefined;
}

const lookupStart = /[$@]?[A-Za-z_][\w.:]{0,60}(?:\(|\[|\.[A-Z])/y;

/** `KEY= next`: nothing is assigned where a blank follows a sign that none precedes. */
function isEmptyAssignment(text: string, at: number): boolean {
  return /[^\s=:!<>?+|.]=[ \t]+$/.test(text.slice(Math.max(0, at - 8), at));
}

/** `passwd: files systemd`: a plain word with more words after it is text, where no `=` assigns it. */
function isSentence(text: string, { start, end }: Literal): boolean {
  if (!/:[ \t]+$/.test(text.slice(Math.max(0, start - 64), start))) return false;
  return /^[A-Za-z]+$/.test(text.slice(start, end)) && /^[ \t]+[\w"'(]/.test(text.slice(end, end + 4));
}

function readValue(text: string, at: number, tie: Tie): Tied | undefined {
  const quoted = readQuoted(text, at);
  if (quoted !== undefined) return { tie, literal: quoted };
  const inside = step(wrapper, text, at);
  if (inside !== -1 && !lookupCallee.test(text.slice(at, inside))) {
    const wrapped = readQuoted(text, inside);
    if (wrapped !== undefined) return { tie, literal: wrapped };
  }
  if (step(lookupStart, text, at) !== -1) {
    const other = readFallback(text, at);
    if (other !== undefined) return other;
  }
  const bare = isEmptyAssignment(text, at) ? undefined : readBare(text, at);
  return bare && !isSentence(text, bare) ? { tie, literal: bare } : undefined;
}

/** Longest content of an element that is read, in code units. */
const longestElement = 2048;

function readElement(text: string, at: number): Tied | undefined {
  const end = text.slice(at, at + longestElement).indexOf("<");
  if (end === -1) return undefined;
  const literal = trimmed(text, { start: at, end: at + end, quote: "<" });
  return literal.end > literal.start ? { tie: "element", literal } : undefined;
}

function readPair(text: string, at: number): Tied | undefined {
  const after = step(pair, text, at);
  if (after === -1) return undefined;
  if (text[after - 1] === ">") return readElement(text, after);
  return readValue(text, after, "assign");
}

const first = /[\s=:"'`\\\])(,<>&?+.|!*”-]|$/y;

/** Where a key stands in the text. */
export interface KeyPlace {
  readonly start: number;
  readonly end: number;
}

const glue =
  /(?:[-_.]?(?:api|secret|private|access|auth))?(?:[-_.]?(?:key|token|secret|code))?[-_.:]{1,2}(?=[A-Za-z0-9])/iy;

/** `TOKEN-3f9a…`: the value that a name runs into, when it starts right after `at` and holds no further sign. */
export function gluedValue(text: string, at: number): Tied | undefined {
  const start = step(glue, text, at);
  const literal = start === -1 ? undefined : readBare(text, start);
  if (literal === undefined || literal.end - literal.start < 16) return undefined;
  return /^[A-Za-z0-9]+(?:[-_.+=~][A-Za-z0-9]*)*$/.test(text.slice(literal.start, literal.end))
    ? { tie: "assign", literal }
    : undefined;
}

/** The value that stands after a key and how it is tied to it, or undefined. */
export function tiedValue(text: string, key: KeyPlace): Tied | undefined {
  first.lastIndex = key.end;
  if (!first.test(text)) return undefined;
  const before = text[key.start - 1] ?? "";
  if (before === "<" || (before === ":" && text[key.end] === ">")) {
    const inside = step(element, text, key.end);
    if (inside !== -1) return readElement(text, inside);
  }
  const closed = step(closer, text, key.end);
  const paired = readPair(text, key.end);
  if (paired !== undefined) return paired;
  const assigned = step(assign, text, closed);
  if (assigned !== -1) return readValue(text, assigned, "assign");
  const quotedKey = closed > key.end && /["'`”]/.test(before);
  if (quotedKey) {
    // In the middle of a list the next string is another item.
    if (!/[([]\s{0,20}$/.test(text.slice(Math.max(0, key.start - 24), key.start - 1))) return undefined;
    const next = step(argument, text, closed);
    const literal = next === -1 ? undefined : readQuoted(text, next);
    return literal && { tie: "argument", literal };
  }
  const called = step(call, text, closed);
  if (called !== -1) {
    const literal = readQuoted(text, called);
    return literal && { tie: "call", literal };
  }
  const told = step(prose, text, closed);
  if (told !== -1) return readValue(text, told, "prose");
  const spaced = step(space, text, closed);
  return spaced === -1 ? undefined : readValue(text, spaced, text[key.start] === "-" ? "flag" : "space");
}
