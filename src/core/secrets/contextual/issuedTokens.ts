import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import { decodeBase64Text } from "./base64.ts";
import { fileKindOf, isTestPath } from "./fileKind.ts";
import { structureOf } from "./structure.ts";
import { isBase36, isDotted, isMixed, isPrefixed } from "./tokenShapes.ts";

const rule = { id: "issued-token", title: "Token by its form" };

/** Shortest and longest token, in code units. */
const shortest = 24;
const longest = 1024;

/** Letters, digits, `_`, `-`, `.` and `~`: what tokens with a prefix are made of. */
const inRun = new Uint8Array(128);
for (const unit of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~") {
  inRun[unit.charCodeAt(0)] = 1;
}

/**
 * Calls `found` for each run of token characters of at least `shortest` units. Looks at every `shortest`-th unit only and walks from
 * there, so that ordinary text costs a fraction of its length.
 */
function eachRun(text: string, found: (start: number, end: number) => void): void {
  const member = (at: number): boolean => {
    const code = text.charCodeAt(at);
    return code < 128 && inRun[code] === 1;
  };
  let from = 0;
  for (let at = shortest - 1; at < text.length; at += shortest) {
    if (!member(at)) continue;
    let start = at;
    while (start > from && member(start - 1)) start--;
    let end = at + 1;
    while (end < text.length && member(end)) end++;
    if (end - start >= shortest) found(start, end);
    from = end;
    at = Math.max(at, end - 1);
  }
}

/** `sha256=…`, `integrity: …`, `resource_id = …`: the run is a digest or names something. */
const named =
  /(?:sha-?\d*|md5|hash|digest|integrity|checksum|sum|etag|signature|fingerprint|nonce|arn|name|version|[_-]id|\bid|I[dD]|ID)["']?\s?[=:]\s?["'`]?$/;

/** In program text a run without quotes is a name. */
function isName(text: string, start: number, end: number): boolean {
  return !/["'`]/.test(text[start - 1] ?? "") && !/["'`]/.test(text[end] ?? "");
}

/** What may stand right before and after a token: not a path, a query, a longer encoding or an identifier. */
function standsAlone(text: string, start: number, end: number): boolean {
  return !/[/\\@#%+&$\w]/.test(text[start - 1] ?? " ") && !/[/\\@#%+&$(=:\w]/.test(text[end] ?? " ");
}

/** A number, as of a bot or an app, that a colon or a bar ties to the token behind it. */
const owner = /(?:^|[^\w.:|-])(\d{6,16}[:|])$/;

/** Where the token begins whose last part starts at `start`, and why it is one; undefined when it is none. */
function judgeRun(text: string, start: number, end: number): { start: number; reason: string } | undefined {
  const run = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 18), start);
  const number = owner.exec(before)?.[1];
  if (number !== undefined && run.length >= 27 && !run.includes(".") && isMixed(run)) {
    return { start: start - number.length, reason: "a number is tied to a generated body" };
  }
  if (named.test(before) || /\.[A-Za-z]\w{0,4}$/.test(run)) return undefined;
  if (isPrefixed(run)) return { start, reason: "a short prefix stands before a generated body" };
  return isDotted(run) ? { start, reason: "its parts look generated" } : undefined;
}

/** Files that hold nothing but a digest, an id or a signature. */
const aboutSomething =
  /(?:^|[/._-])(?:id|uuid|hash|sha\d*|md5|sum|digest|version|build|release|revision|commit|head|etag|sig|signature|asc|pub|cert|crt|nonce|lock|integrity|fingerprint|b64|base64|html?|css|svg|map)(?:[._-]|$)/i;

/** A text that is one generated value and nothing else, as a file does that a container mounts as a secret. */
function wholeText(text: string, path: string): Candidate | undefined {
  if (text.length > longest || aboutSomething.test(path.slice(path.lastIndexOf("/") + 1))) return undefined;
  const value = text.trim();
  if (!/^(?:[\w.~-]{24,512}|[A-Za-z0-9+][A-Za-z0-9+/]{23,512})={0,2}$/.test(value)) return undefined;
  // What Base64 hides is looked at where it is decoded.
  if (structureOf(value) !== undefined || decodeBase64Text(value) !== undefined) return undefined;
  if (!isMixed(value) && !isBase36(value)) return undefined;
  const start = text.indexOf(value);
  const reason = "a generated value is all that the text holds";
  return { ...rule, span: { start, end: start + value.length }, confidence: "medium", reason };
}

function* detect(text: string, _hits: unknown, context: ContextInput): Iterable<Candidate> {
  const found: Candidate[] = [];
  const confidence = isTestPath(context.path) ? "low" : "medium";
  const code = fileKindOf(context.path, context.languageId) === "code";
  eachRun(text, (start, end) => {
    while (text[end - 1] === "." || text[end - 1] === "-") end--;
    const padded = /^={1,2}(?![\w=])/.exec(text.slice(end, end + 3))?.[0].length ?? 0;
    if (end - start > longest || end - start < shortest || !standsAlone(text, start, end + padded)) return;
    if (code && isName(text, start, end + padded)) return;
    const judged = judgeRun(text, start, end);
    if (judged === undefined) return;
    found.push({
      ...rule,
      span: { start: judged.start, end: end + padded },
      confidence,
      reason: judged.reason,
    });
  });
  const whole = found.length === 0 && !code ? wholeText(text, context.path) : undefined;
  yield* whole === undefined ? found : [{ ...whole, confidence } as const];
}

/** Tokens of services that are not known by name, by the form most issuers chose. Runs on every text. */
export const issuedTokens: ContextDetector = { rules: [rule], keywords: [], detect };
