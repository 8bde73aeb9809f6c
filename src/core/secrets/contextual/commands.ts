import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { commandForms } from "./commandForms.ts";
import { judge } from "./judge.ts";
import { settingOf } from "./keys.ts";

const rule = { id: "command-password", title: "Password in a command or a call" };

const byKeyword = new Map(
  commandForms.flatMap(({ keywords, pattern, piped }) =>
    keywords.map(
      (word) => [word, { pattern: new RegExp(pattern.source, `${pattern.flags}d`), piped }] as const,
    ),
  ),
);

const reach = 480;
const sameLine = 160;
const pipedReach = 240;

/** The command's text after the keyword: continued lines are joined by blanks of the same length. */
function lineAfter(text: string, at: number): string {
  const joined = text.slice(at, at + reach).replace(/[\\^`]\r?\n/g, (end) => " ".repeat(end.length));
  const newline = joined.indexOf("\n");
  return newline === -1 ? joined : joined.slice(0, newline);
}

function lineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - pipedReach), at);
  return before.slice(before.lastIndexOf("\n") + 1);
}

/** The stretch of text that a keyword's pattern runs on, and where it starts. */
interface Stretch {
  readonly text: string;
  readonly start: number;
}

function stretchOf(text: string, hit: KeywordHit, piped: boolean): Stretch {
  if (piped) {
    const line = lineBefore(text, hit.start);
    return { text: line, start: hit.start - line.length };
  }
  const multiline = hit.keyword === "login " || hit.keyword.endsWith("(");
  return {
    text: multiline ? text.slice(hit.end, hit.end + reach) : lineAfter(text, hit.end),
    start: hit.end,
  };
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting = { ...settingOf(context), file: "config" as const };
  const seen = new Map<string, number>();
  for (const hit of hits) {
    if (hit.start < (seen.get(hit.keyword) ?? 0)) continue;
    const { pattern, piped } = byKeyword.get(hit.keyword)!;
    const stretch = stretchOf(text, hit, piped === true);
    // What follows on the line was searched already: the next command on it is found with this one or not at all.
    if (!piped) seen.set(hit.keyword, hit.end + Math.min(stretch.text.length, sameLine));
    const groups = pattern.exec(stretch.text)?.indices?.groups;
    const range = groups?.["a"] ?? groups?.["b"] ?? groups?.["c"];
    if (range === undefined) continue;
    const value = stretch.text.slice(...range).replace(/\\+$/, "");
    const verdict = judge({
      value,
      quoted: groups?.["c"] === undefined,
      tie: "assign",
      key: { kind: "password", strength: "strong" },
      service: false,
      setting,
    });
    if (verdict === undefined) continue;
    const start = stretch.start + range[0];
    yield { ...rule, span: { start, end: start + value.length }, ...verdict };
  }
}

/** Passwords given to a known client or constructor by position, where no name stands beside them. */
export const commands: ContextDetector = { rules: [rule], keywords: [...byKeyword.keys()], detect };
