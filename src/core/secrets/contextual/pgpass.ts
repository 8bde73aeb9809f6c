import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import { connectionRule } from "./connectionStrings.ts";
import { isPlaceholder } from "./placeholder.ts";
import { type Structure, structureOf } from "./structure.ts";

/** `host:port:database:user:password`; a colon or a backslash inside a field is escaped by a backslash. */
const entry = /^(?![ \t]*#)(?:(?:[^:\\\n]|\\.){0,256}:){4}((?:[^\\\r\n]|\\.){1,256})\r?$/gm;

const references: ReadonlySet<Structure | undefined> = new Set(["reference", "arn", "encrypted"]);

function* detect(text: string, _hits: unknown, { path }: ContextInput): Iterable<Candidate> {
  if (!/(?:^|\/)\.?pgpass(?:\.conf)?$/i.test(path)) return;
  for (const match of text.matchAll(entry)) {
    const value = match[1]!;
    if (isPlaceholder(value) || references.has(structureOf(value))) continue;
    const end = match.index + match[0].replace(/\r$/, "").length;
    const span = { start: end - value.length, end };
    yield {
      ...connectionRule,
      span,
      confidence: "medium",
      reason: "it is the last field of a PostgreSQL password file",
    };
  }
}

/** Passwords of PostgreSQL's password file. Runs on every text, and looks at none but files of that name. */
export const pgpass: ContextDetector = { rules: [connectionRule], keywords: [], detect };
