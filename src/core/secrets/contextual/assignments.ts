import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { genericRules } from "./genericRules.ts";
import { judge, type Setting } from "./judge.ts";
import { classifyKey, type KeyName, wordsOfName } from "./keyNames.ts";
import { isPart, type Key, keyAt, settingOf, standsInsideString, wordsBefore } from "./keys.ts";
import { gluedValue, tiedValue } from "./operators.ts";
import { makeupOf, randomness } from "./randomness.ts";
import { namesService } from "./services.ts";
import { urlTokenRule } from "./urls.ts";
import type { Tied } from "./valueReading.ts";

/** The prefilter's words: each name that `classifyKey` knows holds one of them. */
const keywords: readonly string[] = [
  "pass",
  "pwd",
  "psw",
  "pw",
  "secret",
  "token",
  "key",
  "auth",
  "cred",
  "jwt",
  "bearer",
  "_pat",
  "webhook",
  "licen",
  "salt",
  "login",
  "srt",
  "session",
  "private",
  "access",
  "sig=",
];

interface Known {
  readonly name: KeyName;
  readonly service: boolean;
}

/** Words before a name of one word that make it no secret: `Next page token: …`. */
const harmlessWords =
  /\b(?:page|paging|pagination|continuation|cursor|sync|cancellation|design|primary|foreign|public|sort|partition) $/i;

/** What was widened of a text so far, by the words and the name: a text says most of its names more than once. */
type Widened = Map<string, Known>;

const widenedLimit = 1000;

/** What the key's name says, the words before it on the line included when it alone is not plain. */
function widen(text: string, key: Key, direct: KeyName, widened: Widened): Known {
  const words = direct.strength === "strong" ? "" : wordsBefore(text, key.start);
  const known = widened.get(words + key.name) ?? widenFresh(words, key, direct);
  if (widened.size < widenedLimit) widened.set(words + key.name, known);
  return known;
}

function widenFresh(words: string, key: Key, direct: KeyName): Known {
  const name = (words !== "" ? classifyKey(words + key.name) : undefined) ?? direct;
  // Only a weak name gains by the name of a service beside it.
  return { name, service: name.strength === "weak" && namesService(wordsOfName(words + key.name)) };
}

/** `SIGN_TOKEN = "sign-token"`: the value only repeats the name. */
function sameName(value: string, name: string): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return bare(value) === bare(name);
}

/** `?access_token=…`: a parameter of a URL's query, where even a short name means what it says. */
function isParameter(text: string, key: Key): boolean {
  if (text[key.end] !== "=" || text[key.end + 1] === "=") return false;
  return /(?:[\w/.%=-]\?|[\w%=-]&(?:amp;)?)$/.test(text.slice(Math.max(0, key.start - 6), key.start));
}

/** `credentials: admin/…` names an account too; where its password starts is for another detector. */
function isAccount(value: string, name: string): boolean {
  return /^[a-z][a-z._-]{1,20}\//i.test(value) && /(?:creds?|credentials?|login)$/i.test(name);
}

/** Between back quotes a shell runs a command. */
function isCommand(value: string, { file }: Setting): boolean {
  return file === "shell" || file === "config" || (file === "unknown" && value.includes(" "));
}

/** `'KEY=value'`: name and value fill a string together. */
function isEnclosed(text: string, key: Key, end: number): boolean {
  const quote = text[end] ?? "";
  return /["'`]/.test(quote) && text[key.start - 1] === quote && text[key.end] !== quote;
}

/** `getToken("…")`: what is called takes a name, a scope or a place, and gives the secret. */
const lookup =
  /(?:^|[._$])(?:get|fetch|find|read|load|lookup|resolve|remove|delete|has|is|check|validate|verify|parse|decode|create|generate|make|build|test|assert|expect|ask|prompt|require|import|format|describe|it|list|query|select)(?:[A-Z_]\w*)?$/;

function candidateOf(
  text: string,
  key: Key,
  known: Known,
  tied: Tied,
  setting: Setting,
): Candidate | undefined {
  if (tied.tie === "call" && lookup.test(key.name)) return undefined;
  const { start, end, quote } = tied.literal;
  const value = text.slice(start, end);
  const parameter = isParameter(text, key);
  const { name, service } = known;
  if (quote === "" && isAccount(value, key.name)) return undefined;
  if (quote === "`" && isCommand(value, setting)) return undefined;
  // In a list of names the next one is no value.
  if (tied.tie === "argument" && /^[a-z]\w*_\w*$/i.test(value) && randomness(value) < 2) return undefined;
  const verdict = judge({
    value,
    quoted: quote !== "" || parameter || isEnclosed(text, key, end),
    tie: tied.tie,
    key: parameter && name.strength === "bare" ? { ...name, strength: "weak" } : name,
    service,
    setting,
  });
  if (verdict === undefined || sameName(value, key.name)) return undefined;
  if (randomness(value) < 2 && standsInsideString(text, key, tied)) return undefined;
  const rule = parameter && name.kind !== "password" ? urlTokenRule : genericRules[name.kind];
  return { ...rule, span: { start, end }, ...verdict };
}

/** `acmeTOKEN-3f9a…`: a value that the name runs into. The service or owner before the word makes it a name. */
function glued(text: string, hit: KeywordHit, key: Key, setting: Setting): Candidate | undefined {
  const tied = gluedValue(text, hit.end);
  if (tied === undefined || hit.start - key.start < 3) return undefined;
  const value = text.slice(tied.literal.start, tied.literal.end);
  if (makeupOf(value).digits < 3 || randomness(value) === 0) return undefined;
  const kind =
    classifyKey(text.slice(key.start, hit.end))?.kind ?? (hit.keyword === "key" ? "api-key" : undefined);
  if (kind === undefined) return undefined;
  return candidateOf(text, key, { name: { kind, strength: "strong" }, service: true }, tied, setting);
}

/** `pass the salt`: a short word behind a blank. `judge` takes none either, after more work, and texts are full of them. */
function isProse(text: string, { tie, literal }: Tied): boolean {
  const { start, end } = literal;
  return tie === "space" && end - start < 8 && /^[A-Za-z]+$/.test(text.slice(start, end));
}

/** Values longer than this are not searched for further keys, so that no stretch is read over and over. */
const longestSearched = 256;

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting = settingOf(context);
  let seen = 0;
  let key: Key | undefined;
  const widened: Widened = new Map();
  for (const hit of hits) {
    if (hit.start < seen) continue;
    if (key === undefined || hit.end > key.end) key = keyAt(text, hit);
    if (key === undefined || isPart(text, key)) continue;
    const direct = classifyKey(key.name);
    const tied = direct && tiedValue(text, key);
    if (direct === undefined || tied === undefined) {
      const candidate = glued(text, hit, key, setting);
      if (candidate === undefined) continue;
      seen = candidate.span.end;
      yield candidate;
      continue;
    }
    const { start, end } = tied.literal;
    if (isProse(text, tied)) {
      seen = key.end;
      continue;
    }
    if (harmlessWords.test(wordsBefore(text, key.start))) continue;
    seen = end - start > longestSearched ? end : key.end;
    const candidate = candidateOf(text, key, widen(text, key, direct, widened), tied, setting);
    if (candidate !== undefined) yield candidate;
  }
}

/** Values assigned to a name that says secret, in any syntax. */
export const assignments: ContextDetector = {
  rules: Object.values(genericRules),
  keywords,
  detect,
};
