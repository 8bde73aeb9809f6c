import type { ContextInput, KeywordHit } from "../detector.ts";
import { fileKindOf, isTestPath, isTranslationPath } from "./fileKind.ts";
import type { Setting } from "./judge.ts";
import type { Tied } from "./valueReading.ts";

/** A key's name in the text, in UTF-16 code units. */
export interface Key {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const longestKey = 100;

function isNameUnit(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 || // _
    code === 45 || // -
    code === 46 || // .
    code === 36 // $
  );
}

/** The name around a hit. Dots, dashes and dollar signs at its end do not belong to it. */
export function keyAt(text: string, hit: KeywordHit): Key | undefined {
  let start = hit.start;
  let end = hit.end;
  while (end > hit.start && !isNameUnit(text.charCodeAt(end - 1))) end--;
  while (start > 0 && hit.start - start <= longestKey && isNameUnit(text.charCodeAt(start - 1))) start--;
  while (end < text.length && end - hit.end <= longestKey && isNameUnit(text.charCodeAt(end))) end++;
  while (end > start && ".-$".includes(text[end - 1]!)) end--;
  const name = text.slice(start, end);
  return name.length > longestKey ? undefined : { start, end, name };
}

/** What may stand before a colon and a key: a scope (`$env:`, `g:`), a namespace (`<db:`), a section (`"Db:`). */
const scope = /\$(?:env|global|script)$|(?:^|[^\w:])[abglstvw]$|<\/?[\w.-]{1,30}$/i;
const section = /["'](?!arn:|urn:)\w{1,40}(?::\w{1,40}){0,3}$/i;

/** `AWS::KMS::Key`, `arn:aws:…:secret:…`: parts of longer names, not keys. */
export function isPart(text: string, key: Key): boolean {
  if (text[key.start - 1] !== ":" || !/[\w:;]/.test(text[key.start - 2] ?? " ")) return false;
  const before = text.slice(Math.max(0, key.start - 100), key.start - 1);
  return !scope.test(before) && !(/["']/.test(text[key.end] ?? "") && section.test(before));
}

/** Whether a key names an element that a namespace qualifies: `<db:password>`. */
export function isQualified(text: string, start: number): boolean {
  return text[start - 1] === ":" && /<[\w.-]{1,30}:$/.test(text.slice(Math.max(0, start - 32), start));
}

/** Longest word of a name that is written as words, with the blank behind it. */
const longestWord = 22;

function isWordUnit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** `Secret Access Key`: up to three words before the name on its line, for names that are written as words. */
export function wordsBefore(text: string, start: number): string {
  let from = start;
  for (let words = 0; words < 3 && text[from - 1] === " "; words++) {
    let at = from - 1;
    while (from - at <= longestWord && isWordUnit(text.charCodeAt(at - 1))) at--;
    const first = text.charCodeAt(at);
    if (from - at < 3 || from - at > longestWord || (first >= 48 && first <= 57)) break;
    from = at;
  }
  return text.slice(from, start);
}

/** What the path and the language say about every value of a text. */
export function settingOf(context: ContextInput): Setting {
  return {
    file: fileKindOf(context.path, context.languageId),
    test: isTestPath(context.path),
    translation: isTranslationPath(context.path),
  };
}

const lookBack = 300;

/**
 * Whether the sign that seems to open the value closes a string that began before the key, as in
 * `"Password:", next: "…"`. Counts the sign on the key's own line.
 */
export function standsInsideString(text: string, key: Key, tied: Tied): boolean {
  const { quote, start } = tied.literal;
  if (quote !== '"' && quote !== "'") return false;
  if (text[key.start - 1] === quote && text[key.end] === quote) return false;
  const from = Math.max(0, key.start - lookBack);
  const newline = text.slice(from, key.start).lastIndexOf("\n");
  if (newline === -1 && from > 0) return false;
  let count = 0;
  for (let at = from + newline + 1; at < start - 1; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) count++;
  }
  return count % 2 === 1;
}
