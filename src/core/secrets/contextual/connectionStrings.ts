import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { fileKindOf, isTestPath } from "./fileKind.ts";
import { isPlaceholder } from "./placeholder.ts";
import { classesIn, makeupOf, randomness } from "./randomness.ts";
import { structureOf } from "./structure.ts";

/** A password as a field of a connection string or of a list of connections. */
export const connectionRule = { id: "connection-string-password", title: "Password in a connection string" };

const reach = 600;

/** Keys that only stand beside a password in a connection string (ADO.NET, ODBC, OLE DB, JDBC, Azure). */
const company =
  /(?:^|[;?&,\s"'({=])(?:server|data source|datasource|host(?:name)?|addr(?:ess)?|network address|user ?id|uid|user(?:name)?|initial catalog|database(?:name)?|db(?:name)?|driver|provider|dsn|endpoint|accountname|port|integrated security|trusted_connection|sharedaccesskeyname|service name|sslmode|loginTimeout)\s{0,3}=/i;

const edges = new Set(['"', "'", "`", "\n", "\r", "<", ">"]);

function edge(text: string, from: number, step: 1 | -1): number {
  let at = from;
  for (let count = 0; count < reach && at >= 0 && at < text.length && !edges.has(text[at]!); count++)
    at += step;
  return at;
}

function valueEnd(text: string, start: number, limit: number, separator: string): number {
  for (let at = start; at < limit; at++) {
    const unit = text[at]!;
    if (unit === separator || unit === ";" || (unit === "\\" && /["'nr\\]/.test(text[at + 1] ?? "")))
      return at;
    if (separator !== ";" && unit <= " ") return at;
  }
  return limit;
}

function isLocal(whole: string): boolean {
  return /(?:server|data source|host(?:name)?|addr(?:ess)?)\s*=\s*(?:tcp:)?(?:localhost|127\.|\(local|\.[\\;]|\(localdb)/i.test(
    whole,
  );
}

/** The string around a key, as far as it is read. */
interface Region {
  readonly left: number;
  readonly right: number;
  /** Whether it holds keys that only a connection string has. */
  readonly telling: boolean;
}

function regionAround(text: string, at: number, code: boolean): Region {
  const left = edge(text, at - 1, -1) + 1;
  const right = edge(text, at, 1);
  const quoted = /["'`<>]/.test(text[left - 1] ?? "");
  return { left, right, telling: (quoted || !code) && company.test(text.slice(left, right)) };
}

const boundary = /[;?&,\s"'({=]/;

/** The value after the key, or undefined when the key is a part of a longer name or assigns nothing. */
function valueAt(text: string, hit: KeywordHit, region: Region): { start: number; end: number } | undefined {
  const equals = /^\s{0,3}=\s{0,3}/.exec(text.slice(hit.end, hit.end + 8));
  if (equals === null || /^=\s/.test(equals[0]) || !boundary.test(text[hit.start - 1] ?? ";"))
    return undefined;
  const start = hit.end + equals[0].length;
  const whole = text.slice(region.left, region.right);
  const before = text.slice(Math.max(region.left, start - 80), start);
  const separator = /[?&]\w+=$/.test(before) ? "&" : whole.includes(";") ? ";" : " ";
  const end = valueEnd(text, start, region.right, separator);
  return end > start ? { start, end } : undefined;
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const code = fileKindOf(context.path, context.languageId) === "code";
  const test = isTestPath(context.path);
  let region: Region = { left: 0, right: 0, telling: false };
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    if (hit.end > region.right - 64) region = regionAround(text, hit.end, code);
    const span = region.telling ? valueAt(text, hit, region) : undefined;
    if (span === undefined) continue;
    seen = span.end;
    const value = text.slice(span.start, span.end).replace(/[\s,)]+$/, "");
    if (value.length < 3 || isPlaceholder(value) || structureOf(value) !== undefined) continue;
    const makeup = makeupOf(value);
    const plain = classesIn(makeup) < 2 && randomness(value, makeup) === 0;
    const weak = test || (plain && isLocal(text.slice(region.left, region.right)));
    yield {
      ...connectionRule,
      span: { start: span.start, end: span.start + value.length },
      confidence: weak ? "low" : "medium",
      reason: weak ? "it is for a local or a test server" : "it stands in clear beside server or user",
    };
  }
}

/** Passwords and keys in connection strings. */
export const connectionStrings: ContextDetector = {
  rules: [connectionRule],
  keywords: ["password", "pwd", "passwd", "accountkey", "sharedaccesskey", "sharedsecretvalue", "secretkey"],
  detect,
};
