import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { fileKindOf, isTestPath, isTranslationPath } from "./fileKind.ts";
import { judge, type Setting } from "./judge.ts";
import { classifyKey, type KeyName, type SecretKind, wordsOfName } from "./keyNames.ts";
import { type Tied, tiedValue } from "./operators.ts";
import { namesService } from "./services.ts";

const titles: Readonly<Record<SecretKind, { readonly id: string; readonly title: string }>> = {
  password: { id: "generic-password", title: "Password" },
  token: { id: "generic-token", title: "Access token" },
  secret: { id: "generic-secret", title: "Secret" },
  "api-key": { id: "generic-api-key", title: "API key" },
};

/** The prefilter's words: each is part of every key name that `classifyKey` knows. */
const keywords: readonly string[] = [
  "pass",
  "pwd",
  "psw",
  "pw=",
  "pw:",
  "pw ",
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
];

/** A key's name in the text. */
interface Key {
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

/** The name around a hit. Dots and dashes at its ends do not belong to it. */
function keyAt(text: string, hit: KeywordHit): Key | undefined {
  let start = hit.start;
  let end = hit.end;
  while (end > hit.start && !isNameUnit(text.charCodeAt(end - 1))) end--;
  while (start > 0 && hit.start - start <= longestKey && isNameUnit(text.charCodeAt(start - 1))) start--;
  while (end < text.length && end - hit.end <= longestKey && isNameUnit(text.charCodeAt(end))) end++;
  while (end > start && ".-$".includes(text[end - 1]!)) end--;
  const name = text.slice(start, end);
  return name.length > longestKey ? undefined : { start, end, name };
}

/** `Secret Access Key: …`: words before the name, on the line, for names that are written as words. */
function wordsBefore(text: string, start: number): string {
  const before = /([A-Za-z]{2,20} ){1,3}$/.exec(text.slice(Math.max(0, start - 48), start));
  return before?.[0] ?? "";
}

function classify(text: string, key: Key): { name: KeyName; service: boolean } | undefined {
  const direct = classifyKey(key.name);
  if (direct === undefined) return undefined;
  let name = direct;
  let words = key.name;
  if (
    direct.strength !== "strong" &&
    /[A-Za-z]/.test(text[key.start - 2] ?? "") &&
    text[key.start - 1] === " "
  ) {
    words = wordsBefore(text, key.start) + key.name;
    name = classifyKey(words) ?? direct;
  }
  return { name, service: namesService(wordsOfName(words)) };
}

function candidateOf(text: string, key: Key, tied: Tied, setting: Setting): Candidate | undefined {
  const known = classify(text, key);
  if (known === undefined) return undefined;
  const { start, end, quote } = tied.literal;
  const value = text.slice(start, end);
  const verdict = judge({
    value,
    quoted: quote !== "",
    tie: tied.tie,
    key: known.name,
    service: known.service,
    setting,
  });
  return verdict && { ...titles[known.name.kind], span: { start, end }, ...verdict };
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting: Setting = {
    file: fileKindOf(context.path, context.languageId),
    test: isTestPath(context.path),
    translation: isTranslationPath(context.path),
  };
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    const key = keyAt(text, hit);
    if (key === undefined) continue;
    seen = Math.max(seen, key.end);
    if (classifyKey(key.name) === undefined) continue;
    const flag = text[key.start] === "-";
    const tied = tiedValue(text, { start: key.start, end: key.end, flag });
    const candidate = tied && candidateOf(text, key, tied, setting);
    if (candidate !== undefined) yield candidate;
  }
}

/** Values assigned to a name that says secret, in any syntax. */
export const assignments: ContextDetector = {
  rules: Object.values(titles),
  keywords,
  detect,
};
