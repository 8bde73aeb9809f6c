import { type Literal, readBare, readQuoted } from "./literal.ts";
import { blockValue } from "./yamlBlocks.ts";

/** How a value is tied to its key. */
export type Tie =
  /** `=`, `:`, `:=`, `=>` and their kin. */
  | "assign"
  /** `<key>value</key>` and `key="…" value="…"` pairs. */
  | "element"
  /** `login("…")`. */
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

/** The offset behind what a sticky pattern matches at `at`, or -1. */
export function step(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

// Looks ahead first for the bracket that every form ends with: most words have none, and are then read once only.
const wrapper =
  /(?=(?:new |await )?[\w.:]{0,400}[([])(?:(?:new |await )?(?:\w{1,40}(?:\.|::)){0,6}(?:\w{0,40}[Ss]ecret\w{0,40}|SecretStr|[Ss]ecure[Ss]tring|[Ss]tring|str|from|[Ss]ome|of|bytes|bytearray|b64decode|atob|decode|plainText|unsafePlainText|\w{0,40}[Cc]redentials?|\w{0,40}[Tt]oken|\w{0,40}[Pp]assword|PASSWORD|\w{0,40}Key|Optional|Just|literal|quote|sensitive|toCharArray)\(\s{0,20}(?=[bu@$]?["'`])|\(\s{0,20}(?=[bu]?["'`])|\[\s{0,20}(?=[bu]?["'`]))/y;

/** Callees that take a name and give a value: their argument is no secret. */
const lookupCallee =
  /^(?:await |new )?[\w.:]*\b(?:get|fetch|find|read|load|resolve|lookup|query|select|from_?(?:env|name|file|path|setup|base|secrets?manager|parameter)|has|is|by)/i;

/** What YAML may write before a value: a tag of its core schema, and an anchor. */
const properties = /(?:(?:!!\w{1,20}|!unsafe|&[\w-]{1,40})[ \t]{1,8}){1,2}/y;

const fallback = /(?:\|\||\?\?|\?:|\bor\b|\belse\b|,|:-|\)\s?\{)\s{0,20}(?=[bu]?["'`])/g;
const choice = /[?:]\s{0,20}(?=[bu]?["'`])/g;
const lookupStart = /[$@]?[A-Za-z_][\w.:]{0,60}(?:\(|\[|\.[A-Z])/y;
/** `isProd ? a : "value"` */
const choiceStart = /!?[A-Za-z_$][\w.$]{0,60}(?:\(\))?(?: ?[=!]==? ?["'\w.]{1,40})? \? /y;

function readOnLine(text: string, at: number, before: RegExp): Tied | undefined {
  const line = /^[^\n]*/.exec(text.slice(at, at + 200))![0];
  for (const match of line.matchAll(before)) {
    const literal = readQuoted(text, at + match.index + match[0].length);
    if (literal !== undefined && literal.end <= at + line.length) return { tie: "fallback", literal };
  }
  return undefined;
}

/** `process.env.X || "value"`, `flag ? lookup() : "value"`: the literal beside the lookup, on the same line. */
function readFallback(text: string, at: number): Tied | undefined {
  if (step(lookupStart, text, at) !== -1) return readOnLine(text, at, fallback);
  return step(choiceStart, text, at) === -1 ? undefined : readOnLine(text, at, choice);
}

/** `KEY= next`: nothing is assigned where a blank follows a sign that none precedes. */
function isEmptyAssignment(text: string, at: number): boolean {
  return /[^\s=:!<>?+|.]=[ \t]+$/.test(text.slice(Math.max(0, at - 8), at));
}

/** `passwd: files systemd`: a plain word with more words after it is text, where no `=` assigns it. */
function isSentence(text: string, { start, end }: Literal): boolean {
  if (!/:[ \t]+$/.test(text.slice(Math.max(0, start - 64), start))) return false;
  return /^[A-Za-z]+$/.test(text.slice(start, end)) && /^[ \t]+[\w"'(]/.test(text.slice(end, end + 4));
}

/** The value that starts at `from`: a literal, one inside a call that only wraps it, or the default of a lookup. */
export function readValue(text: string, from: number, tie: Tie): Tied | undefined {
  const property = step(properties, text, from);
  const at = property === -1 ? from : property;
  const quoted = readQuoted(text, at);
  if (quoted !== undefined) return { tie, literal: quoted };
  const block = blockValue(text, at);
  if (block !== undefined) return { tie, literal: block };
  const inside = step(wrapper, text, at);
  if (inside !== -1 && !lookupCallee.test(text.slice(at, inside))) {
    const wrapped = readQuoted(text, inside);
    if (wrapped !== undefined) return { tie, literal: wrapped };
  }
  const other = readFallback(text, at);
  if (other !== undefined) return other;
  const bare = isEmptyAssignment(text, at) ? undefined : readBare(text, at);
  return bare && !isSentence(text, bare) ? { tie, literal: bare } : undefined;
}
