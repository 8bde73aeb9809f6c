import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import { fileKindOf, isTestPath } from "./fileKind.ts";
import { isFiller } from "./placeholder.ts";
import { makeupOf, randomness } from "./randomness.ts";
import { shannonEntropy, surprise } from "./surprise.ts";

const rule = { id: "issued-token", title: "Token with a prefix" };

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

/** `sk_live_`, `pscale_tkn_`, `HRKU-`, `dp.pt.`: short words that say who issued the rest. */
const prefix =
  /^(?:(?:[a-z]{2,10}|[A-Z]{2,8}|[a-z](?=\d))\d?(?:[_-](?:v\d|[a-z]{2,8}|[A-Z]{2,8}))?(?:[_-](?:v\d|[a-z]{2,6}|\d{1,9}))?[_-]|[a-z]{2,4}(?:\.[a-z]{2,6}){0,2}\.)/;

/** Prefixes of digests, files, resources and other things that nobody keeps secret. */
const harmless =
  /^(?:sha\d*|md5|h1|nonce|git|commit|rev|ref|tag|build|asset|chunk|main|index|bundle|vendor|app|page|css|js|img|image|icon|font|file|tmp|temp|cache|etag|hash|id|uid|uuid|guid|req|request|trace|span|run|job|task|test|pkg|lib|ami|vpc|subnet|sg|eni|vol|snap|arn|rtb|igw|acl|urn|cid|sid|ns|node|npm|py|cp\d|x86|amd|arm|linux|darwin|win|core|data|utf|iso|rfc|cve|ghsa|doi|isbn|http|https|www|blob|obj|object|var|func|fn|class|section|sec|fig|tab|table|ref|note|cite|el|elem|sym|symbol|key_down|pi|cus|evt|ch|cs|in|prod_|price|sub|txn|acct|order|item|msg|thread|asst|batch|file|user|usr|org|team|proj|project|xn)[_-]/i;

/** `5eb9…-ft8b4h0rv0qrot4h`: parts that are each generated, one of them in more than hexadecimal digits. */
function hasIssuedParts(body: string): boolean {
  const parts = body.split(/[-_.]/).filter((part) => part.length >= 16);
  return (
    parts.length >= 2 &&
    parts.every((part) => randomness(part) === 2) &&
    parts.some((part) => /[g-z]/i.test(part))
  );
}

/** `v6mpyhubs10_128B`, `x86_64_v2`: short parts of one case side by side are a name, however odd each is. */
function isOfWords(body: string): boolean {
  const parts = body.split(/[-_.]/);
  return (
    parts.length > 1 && parts.every((part) => part.length < 12 && !(/[a-z]/.test(part) && /[A-Z]/.test(part)))
  );
}

/** A body that only a machine writes: letters of both cases, mostly with digits, or one case with many digits. */
function isIssued(body: string, mark: string): boolean {
  const makeup = makeupOf(body);
  if (isFiller(body) || isOfWords(body)) return false;
  if (/^[0-9a-f]{16,}(?:_[0-9a-f]{4,})*$/i.test(body))
    return mark === "_" && body.length >= 32 && makeup.digits >= 6;
  if (randomness(body, makeup) < 2 || shannonEntropy(body) < 3.5) return false;
  const letters = makeup.lower + makeup.upper;
  const bothCases = Math.min(makeup.lower, makeup.upper) >= letters / 6;
  const odd = surprise(body);
  if (makeup.digits < 2) return mark === "_" && bothCases && body.length >= 28 && odd >= 5.6;
  if (bothCases) return odd >= 5 || hasIssuedParts(body);
  if (mark === ".") return false;
  const mixed = makeup.alternations / body.length;
  return (mixed >= 0.25 && odd >= 5) || (mark === "_" && mixed >= 0.33) || hasIssuedParts(body);
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

function* detect(text: string, _hits: unknown, context: ContextInput): Iterable<Candidate> {
  const found: Candidate[] = [];
  const confidence = isTestPath(context.path) ? "low" : "medium";
  const code = fileKindOf(context.path, context.languageId) === "code";
  eachRun(text, (start, end) => {
    while (text[end - 1] === "." || text[end - 1] === "-") end--;
    if (end - start > longest || end - start < shortest || !standsAlone(text, start, end)) return;
    if (code && isName(text, start, end)) return;
    if (named.test(text.slice(Math.max(0, start - 16), start))) return;
    const run = text.slice(start, end);
    const head = prefix.exec(run)?.[0];
    if (head === undefined || harmless.test(head) || /\.[A-Za-z]\w{0,4}$/.test(run)) return;
    const body = run.slice(head.length);
    const mark = head.at(-1)!;
    if (body.length < (mark === "." ? 30 : 18) || !isIssued(body, mark)) return;
    if (mark === "-" && /^[0-9a-f-]+$/i.test(body)) return;
    found.push({
      ...rule,
      span: { start, end },
      confidence,
      reason: "a short prefix stands before a generated body",
    });
  });
  yield* found;
}

/** Tokens of services that are not known by name, by the form most issuers chose. Runs on every text. */
export const issuedTokens: ContextDetector = { rules: [rule], keywords: [], detect };
