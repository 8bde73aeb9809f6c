import { isQualified } from "./keys.ts";
import { readBare, readQuoted } from "./literal.ts";
import { type KeyPlace, pairedBefore, readElement, readNeighbour, readPair } from "./pairs.ts";
import { readValue, step, type Tie, type Tied } from "./valueReading.ts";

const closer = /(?:\\{0,7}["'`]|&quot;|&#34;|\*\*|[”])?[\])]{0,2}/y;

const assign =
  /[ \t]{0,60}(?:\[\w{0,20}\][ \t]{0,8}){0,2}(?:(?::[ \t]*|[ \t])(?:&(?:'static )?|const )?[A-Za-z_][\w.]{0,30}(?:<[\w, .]{1,30}>|\[\d*\]|\?|\*)?[ \t]*(?:=|:=)(?![=>~])|[ \t][Aa]s (?:New )?[A-Za-z.]{1,40}[ \t]*=|::=|:=|\?\??=|\|\|=|\.=|\+=|=>|[=!]==?|=|<-|->|::?(?=[ \t])|:\*\*(?=[ \t])|:(?!:)|：)[ \t]{0,60}(?:\r?\n[ \t]{0,60}(?=["'`]))?/y;

const element = /(?:\s[^<>\n]{0,120})?>/y;
const call = /[ \t]?(?:\(\s{0,20}|\{[ \t]?)(?=[bu@$]?["'`])/y;
const space = /[ \t]{1,40}/y;
const prose =
  /(?: (?:for|of|to) [^.\n]{1,50}?)? (?:is|was|will be|should be)(?: now| set to| called| simply| just|:)? {1,2}/y;

const first = /[\s=:"'`\\\])(,<>&?+.|!*”{}[-]|$/y;

/** `setPassword(`, `.password(`: the argument is the value of what is called. */
const setter = /^(?:set|with|use|put|add)(?:[A-Z_]|$)/;

const glue =
  /(?:[-_.]?(?:api|secret|private|access|auth))?(?:[-_.]?(?:key|token|secret|code))?(?:[-_.:]{1,2}|\$\w{1,12}\$)(?=[A-Za-z0-9])/iy;

const plainRun = /[A-Za-z0-9_.+=~-]{0,8192}/y;

/** `TOKEN-3f9a…`: the value that a name runs into, when it starts right after `at` and holds no further sign. */
export function gluedValue(text: string, at: number): Tied | undefined {
  const start = step(glue, text, at);
  if (start === -1) return undefined;
  // What goes on after other signs is none, however long: it is not read to its end.
  plainRun.lastIndex = start;
  const end = plainRun.test(text) ? plainRun.lastIndex : start;
  const literal = end - start < 16 ? undefined : readBare(text.slice(0, end + 64), start);
  if (literal === undefined || literal.end - literal.start < 16) return undefined;
  return /^[A-Za-z0-9]+(?:[-_.+=~][A-Za-z0-9]*)*$/.test(text.slice(literal.start, literal.end))
    ? { tie: "assign", literal }
    : undefined;
}

/** The default in `${KEY:-value}` and `${key:value}`: everything up to the brace that closes. */
const defaultOf = /(?::[-=]?|-|=)(?![?+{])([^\s{}"'`]{1,256})\}/y;

function readDefault(text: string, key: KeyPlace): Tied | undefined {
  defaultOf.lastIndex = key.end;
  const value = defaultOf.exec(text)?.[1];
  if (value === undefined) return undefined;
  const end = defaultOf.lastIndex - 1;
  return { tie: "fallback", literal: { start: end - value.length, end, quote: "}" } };
}

/** The name of what is called, without what it is called on. */
function calledName(text: string, key: KeyPlace): string {
  const name = text.slice(key.start, key.end);
  return name.slice(name.lastIndexOf(".") + 1);
}

function readCall(text: string, key: KeyPlace, at: number): Tied | undefined {
  const literal = readQuoted(text, at);
  if (literal === undefined) return undefined;
  const member = text[key.start - 1] === "." || text[key.start] === ".";
  const sets = setter.test(calledName(text, key)) || (member && text[at - 1] === "(");
  return {
    tie: sets && /^["'`]?\s{0,20}\)/.test(text.slice(literal.end, literal.end + 24)) ? "assign" : "call",
    literal,
  };
}

/** `{password, "…"}` as Erlang and its kin write a pair. */
function isTupleKey(text: string, key: KeyPlace): boolean {
  return text[key.end] === "," && /\{\s{0,8}$/.test(text.slice(Math.max(0, key.start - 10), key.start));
}

/** Words that set what follows, in shells, macros and Lisps: `#define`, `setx`, `ENV`, `(def`. */
const setsNext =
  /(?:^|[\n(])[ \t]{0,12}(?:#define|setx?|setenv|set -\w{1,3}|setq|def|ENV|ARG|SetEnv)[ \t]{1,8}["']?$/;

function spacedTie(text: string, key: KeyPlace): Tie {
  if (text[key.start] === "-") return "flag";
  const before = text.slice(Math.max(0, key.start - 24), key.start);
  // `password '…'` on a line of its own is how Gradle and its kin set it.
  const alone = /["']/.test(text[key.end + 1] ?? "") && /(?:^|\n)[ \t]*$/.test(before);
  return alone || setsNext.test(before) ? "assign" : "space";
}

/** The value that stands after a key and how it is tied to it, or undefined. */
export function tiedValue(text: string, key: KeyPlace): Tied | undefined {
  if (step(first, text, key.end) === -1) return undefined;
  const before = text[key.start - 1] ?? "";
  if (before === "{" && /[$%#]/.test(text[key.start - 2] ?? "")) return readDefault(text, key);
  if (before === "<" || isQualified(text, key.start)) {
    const inside = step(element, text, key.end);
    if (inside !== -1) return readElement(text, inside);
  }
  const closed = step(closer, text, key.end);
  // Of an element's attributes, the next one is no value of this.
  const attribute = closed > key.end && text[closed] === " " ? readPair(text, key) : undefined;
  if (attribute !== undefined) return attribute;
  const assigned = step(assign, text, closed);
  if (assigned !== -1) return readValue(text, assigned, "assign");
  const paired = readPair(text, key) ?? pairedBefore(text, key);
  if (paired !== undefined) return paired;
  if (closed > key.end && /["'`”]/.test(before)) return readNeighbour(text, key, closed);
  if (isTupleKey(text, key)) return readNeighbour(text, key, key.end);
  const called = step(call, text, closed);
  if (called !== -1) return readCall(text, key, called);
  const told = step(prose, text, closed);
  if (told !== -1) return readValue(text, told, "prose");
  // `…=$PASSWORD" "next"`: the sign closes a string that does not hold the key alone.
  const spaced = closed > key.end && /["'`]/.test(text[key.end]!) ? -1 : step(space, text, closed);
  return spaced === -1 ? undefined : readValue(text, spaced, spacedTie(text, key));
}
