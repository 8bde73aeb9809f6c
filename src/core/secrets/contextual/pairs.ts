import { type Literal, readQuoted, trimmed } from "./literal.ts";
import { readValue, step, type Tied } from "./valueReading.ts";

/** Where a key stands in the text. */
export interface KeyPlace {
  readonly start: number;
  readonly end: number;
}

const valueName = String.raw`(?:(?:parameter|secret|string|default_?)?value|default|val|params)`;

/** `KEY", "value": "…"`, and the closing tag of a key before the tag of a value. */
const pair = new RegExp(
  String.raw`["']?\s{0,40}(?:,\s{0,40})?["']?${valueName}["']?[ \t]{0,8}[:=][ \t]{0,20}|</[\w:]{1,40}>\s{0,60}<(?:value|string|val|data)(?:\s[^<>\n]{0,80})?>`,
  "iy",
);

/** The same with one or two short properties between, as `"type": "PLAINTEXT"`. */
const distantPair = new RegExp(
  String.raw`["']?\s{0,40},?\s{0,40}(?:["']?\w{1,20}["']?[ \t]{0,4}[:=][ \t]{0,4}(?:"[^"\n]{0,40}"|'[^'\n]{0,40}'|\w{1,20})\s{0,40},?\s{0,40}){1,2}["']?${valueName}["']?[ \t]{0,8}[:=][ \t]{0,20}`,
  "iy",
);

/** `"value": "…", "name": "`: what stands before a name whose value came first. */
const before = new RegExp(
  String.raw`\b${valueName}["']?[ \t]{0,8}[:=][ \t]{0,8}(?:"(?<a>[^"\n]{4,160})"|'(?<b>[^'\n]{4,160})'|(?<c>[^\s"',]{4,160}))\s{0,40},?\s{0,40}["']?(?:parameter)?(?:name|key)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?$`,
  "di",
);

const named = /(?:name|key|id)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?$/i;

/** Whether what stands before the key says that it is a name: `name: `, `<add key="`. */
function isNamed(text: string, key: KeyPlace): boolean {
  return named.test(text.slice(Math.max(0, key.start - 24), key.start));
}

/** The content of `<entry key="KEY">`, perhaps in a `<value>` of its own. */
const content = /["'](?:\s[^<>\n]{0,80})?>\s{0,60}(?:<value>)?/y;

/** Longest content of an element that is read, in code units. */
const longestElement = 2048;

/** The text of an element from `at` up to the next tag, without white space at its ends; CDATA is unwrapped. */
export function readElement(text: string, at: number): Tied | undefined {
  const data = /^\s{0,60}<!\[CDATA\[/.exec(text.slice(at, at + 80))?.[0].length ?? 0;
  const from = at + data;
  const end = text.slice(from, from + longestElement).indexOf(data > 0 ? "]]>" : "<");
  if (end === -1) return undefined;
  const literal = trimmed(text, { start: from, end: from + end, quote: "<" });
  return literal.end > literal.start ? { tie: "element", literal } : undefined;
}

/** The value of a name: `{"name": "KEY", "value": "…"}`, `<key>KEY</key><string>…`, `<entry key="KEY">…`. */
export function readPair(text: string, key: KeyPlace): Tied | undefined {
  const after = step(pair, text, key.end);
  if (after !== -1)
    return text[after - 1] === ">" ? readElement(text, after) : readValue(text, after, "assign");
  const sign = text[key.end];
  if ((sign !== '"' && sign !== "'" && sign !== "\n" && sign !== "\r") || !isNamed(text, key))
    return undefined;
  const distant = step(distantPair, text, key.end);
  if (distant !== -1) return readValue(text, distant, "assign");
  const inside = step(content, text, key.end);
  return inside === -1 ? undefined : readElement(text, inside);
}

/** The value that stands before its name: `value="…" key="KEY"`. */
export function pairedBefore(text: string, key: KeyPlace): Tied | undefined {
  if (!isNamed(text, key)) return undefined;
  const from = Math.max(0, key.start - 260);
  const groups = before.exec(text.slice(from, key.start))?.indices?.groups;
  const range = groups?.["a"] ?? groups?.["b"] ?? groups?.["c"];
  if (range === undefined) return undefined;
  const quote = groups?.["c"] === undefined ? '"' : "";
  const literal: Literal = { start: from + range[0], end: from + range[1], quote };
  return { tie: "assign", literal };
}

const argument = /\s{0,20},\s{0,40}(?:value[:=]\s?)?(?=[bu@$]?\\{0,3}["'`])/y;
const infix = /\s{1,20}(?:to|->|=>)\s{1,20}(?=["'])/y;

const setting =
  /(?:\b(?:put|add|of|define|set|setdefault|putenv|export|flag\.String)|\bset[A-Z_]?\w{2,24})\(\s{0,4}["']$/i;

/** Whether the key is the first argument of a call that sets it: `put("KEY", …)`, `os.Setenv("KEY", …)`. */
function isSet(text: string, key: KeyPlace): boolean {
  return setting.test(text.slice(Math.max(0, key.start - 40), key.start));
}

/** `("KEY", "value")`, `"KEY" to "value"`: two strings side by side; `closed` is behind the sign that ends the key. */
export function readNeighbour(text: string, key: KeyPlace, closed: number): Tied | undefined {
  const joined = step(infix, text, closed);
  const at = joined === -1 ? step(argument, text, closed) : joined;
  const literal = at === -1 ? undefined : readQuoted(text, at);
  if (literal === undefined) return undefined;
  if (text[key.start] === "-") return { tie: "flag", literal };
  return { tie: joined === -1 && !isSet(text, key) ? "argument" : "assign", literal };
}
