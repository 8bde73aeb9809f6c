import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import type { Confidence } from "../../model/severity.ts";
import { isTestPath } from "./fileKind.ts";
import { isPlaceholder } from "./placeholder.ts";
import { classesIn, makeupOf, randomness } from "./randomness.ts";
import { structureOf } from "./structure.ts";

const rule = { id: "url-password", title: "Password in a URL" };
/** A token as the user part of a URL, or as a parameter of its query. */
export const urlTokenRule = { id: "url-token", title: "Token in a URL" };

const longestAuthority = 512;
const longestDriver = 192;
const ends = /[\s"'`<>\\|^]/;

/** Schemes whose clients take everything up to the last `@` before a host as the password. */
const stores =
  /^(?:postgres(?:ql)?|mysqlx?|mariadb|mongodb|redis|rediss|amqps?|mssql|sqlserver|oracle|clickhouse|cassandra|couchbases?|neo4j|bolt|ldaps?|smtps?|s?ftps?|sftp|nats|kafka|cockroachdb|db2|h2|hive|presto|snowflake|jdbc)/i;

interface Authority {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  /** Where the user name starts in the text. */
  readonly start: number;
}

/** The `@` before a host that follows a password with slashes in it; one in a query is a part of some value. */
function lateHost(rest: string): number {
  const at = /@[\w.-]+(?::\d+)?(?:[/?,]|$)/.exec(rest)?.index ?? -1;
  return /\?\w+=/.test(rest.slice(0, Math.max(0, at))) ? -1 : at;
}

/** Splits what follows `://`. Without an `@` there are no credentials. */
function authorityAt(text: string, start: number, scheme: string): Authority | undefined {
  const ahead = text.slice(start, start + longestAuthority);
  const stop = ahead.search(ends);
  const rest = stop === -1 ? ahead : ahead.slice(0, stop);
  const slash = rest.search(/[/?#]/);
  let at = rest.lastIndexOf("@", slash === -1 ? rest.length : slash);
  if (at === -1 && stores.test(scheme)) at = lateHost(rest);
  if (at <= 0) return undefined;
  const colon = rest.slice(0, at).indexOf(":");
  const host = /^[^/?#:,]*/.exec(rest.slice(at + 1))![0];
  return {
    user: rest.slice(0, colon === -1 ? at : colon),
    password: colon === -1 ? "" : rest.slice(colon + 1, at),
    host: host.toLowerCase(),
    start,
  };
}

/** A slot that a program or a template fills, in part or in whole. */
const slot =
  /[$%]\{|\{\{|\$\(|<|>|^\{.*\}$|^\$[A-Za-z_]|^%[sdv]|^:[a-z]|^\[|^\*+$|^%[A-Z_]+%$|^\{\d*\}|#\{|\+/;

const documentation =
  /(?:^|\.)example(?:\.(?:com|org|net|edu|local))?$|\.(?:test|invalid|example)$|^(?:your|my)[-.]?host|^host(?:name)?$|^domain(?:\.(?:com|tld))?$|^server$|^(?:foo|bar)(?:\.(?:com|org))?$|(?:^|\.)(?:my|your)?company\.com$/;
const local =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]?|host\.docker\.internal|.*\.local(?:host|domain)?)$|^[a-z][a-z0-9_-]*$/;

interface Verdict {
  readonly confidence: Confidence;
  readonly reason: string;
}

function judgePassword({ user, password, host }: Authority): Verdict | undefined {
  if (password.length < 2 || /^anon/i.test(password) || isPlaceholder(password) || slot.test(password))
    return undefined;
  const structure = structureOf(password);
  if (structure === "reference" || structure === "arn") return undefined;
  const makeup = makeupOf(password);
  const random = randomness(password, makeup);
  const strong = random > 0 || (classesIn(makeup) >= 2 && password.length >= 6);
  if (documentation.test(host) && (random < 2 || password.length < 20)) {
    return { confidence: "low", reason: "its host is an example" };
  }
  if (password.toLowerCase() === user.toLowerCase() || /^\d{1,5}$/.test(password)) {
    return { confidence: "low", reason: "it repeats the user name or is a short number" };
  }
  if (!strong && local.test(host))
    return { confidence: "low", reason: "it is a plain word for a local host" };
  return { confidence: "medium", reason: "it stands in clear between user name and host" };
}

/** `https://TOKEN@host` or `https://TOKEN:@host`: one generated value where the user name stands. */
function judgeUser({ user, host }: Authority): Verdict | undefined {
  if (user.length < 16 || isPlaceholder(user) || slot.test(user) || randomness(user) < 2) return undefined;
  // The user part of a Sentry DSN is a public key.
  if (/(?:^|\.)(?:sentry\.io|ingest\.)|sentry/.test(host)) {
    return { confidence: "low", reason: "the key of a DSN is meant to be public" };
  }
  return { confidence: "medium", reason: "it stands where a user name would" };
}

/** Oracle's thin driver: `jdbc:oracle:thin:user/password@host`. */
const thin = /^([\w$#]{1,64})\/([^@\s"'/]{2,128})@(?:\/\/)?([\w.-]{0,255})/;

function thinAuthority(text: string, start: number): Authority | undefined {
  const [, user, password, host] = thin.exec(text.slice(start, start + longestAuthority)) ?? [];
  if (user === undefined || password === undefined || host === undefined) return undefined;
  return { user, password, host: host.toLowerCase(), start };
}

/** Go's driver for MySQL has no scheme: `user:password@tcp(host:3306)/name` (github.com/go-sql-driver/mysql, DSN). */
function driverAuthority(text: string, hit: KeywordHit): Authority | undefined {
  const before = text
    .slice(Math.max(0, hit.start - longestDriver), hit.start)
    .split(/[\s"'`<>]/)
    .pop()!;
  const [, user, password] = /^([\w$.-]{1,64}):([^:].*)$/.exec(before) ?? [];
  if (user === undefined || password === undefined || password.includes("://")) return undefined;
  const host = /^[\w.-]{0,255}/.exec(text.slice(hit.end, hit.end + 255))![0];
  return { user, password, host: host.toLowerCase(), start: hit.start - before.length };
}

function schemeBefore(text: string, at: number): string | undefined {
  if (!/[a-z0-9]/i.test(text[at - 1] ?? "")) return undefined;
  return /[a-z][a-z0-9+.:-]{1,30}$/i.exec(text.slice(Math.max(0, at - 32), at))?.[0];
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  for (const hit of hits) {
    const driver = hit.keyword.endsWith("(");
    const scheme = driver ? "mysql" : schemeBefore(text, hit.start);
    if (scheme === undefined) continue;
    const authority = driver
      ? driverAuthority(text, hit)
      : hit.keyword === "://"
        ? authorityAt(text, hit.end, scheme)
        : thinAuthority(text, hit.end);
    if (authority === undefined) continue;
    const hasPassword = authority.password !== "";
    const verdict = hasPassword ? judgePassword(authority) : judgeUser(authority);
    if (verdict === undefined) continue;
    const start = hasPassword ? authority.start + authority.user.length + 1 : authority.start;
    const end = start + (hasPassword ? authority.password : authority.user).length;
    const confidence =
      verdict.confidence === "medium" && isTestPath(context.path) ? "low" : verdict.confidence;
    const data = { scheme: scheme.toLowerCase() };
    yield { ...(hasPassword ? rule : urlTokenRule), span: { start, end }, ...verdict, confidence, data };
  }
}

/** Credentials between the scheme and the host of any URL. */
export const urls: ContextDetector = {
  rules: [rule, urlTokenRule],
  keywords: ["://", ":thin:", "@tcp(", "@unix("],
  detect,
};
