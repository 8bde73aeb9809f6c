import { isFiller } from "./placeholder.ts";
import { makeupOf, randomness } from "./randomness.ts";
import { shannonEntropy, surprise } from "./surprise.ts";

/** `sk_live_`, `pscale_tkn_`, `HRKU-`, `dp.pt.`, `tkn.v1_`: short words that say who issued the rest. */
const prefix =
  /^(?:[a-z]{2,10}\.v\d[_.]|(?:[a-z]{2,10}|[A-Z]{2,8}|[a-z](?=\d))\d?(?:[_-](?:v\d|[a-z]{2,8}|[A-Z]{2,8}))?(?:[_-](?:v\d|[a-z]{2,6}|\d{1,9}))?[_-]|[a-z]{2,4}(?:\.[a-z]{2,6}){0,2}\.)/;

/** Prefixes of digests, files, resources and other things that nobody keeps secret. */
const harmless =
  /^(?:sha\d*|md5|h1|nonce|git|commit|rev|ref|tag|build|release|asset|chunk|main|index|bundle|vendor|app|page|css|js|img|image|icon|font|file|tmp|temp|cache|etag|hash|id|uid|uuid|guid|req|request|trace|span|run|job|task|test|pkg|lib|ami|vpc|subnet|sg|eni|vol|snap|arn|rtb|igw|acl|urn|cid|sid|ns|node|npm|py|cp\d|x86|amd|arm|linux|darwin|win|core|data|utf|iso|rfc|cve|ghsa|doi|isbn|http|https|www|blob|obj|object|var|func|fn|class|section|sec|fig|tab|table|ref|note|cite|el|elem|sym|symbol|key_down|pi|cus|evt|ch|cs|in|prod_|price|sub|txn|acct|order|item|msg|thread|asst|batch|file|user|usr|org|team|proj|project|xn|ei|md|bl)[_-]/i;

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

/** Lengths of digests in hexadecimal digits: MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512. */
const digestLengths: ReadonlySet<number> = new Set([32, 40, 56, 64, 96, 128]);

/** Prefixes that say what follows, as `pat-`: then even a UUID is a token. */
const sayingToken = /^(?:pat|tok|token|secret|key|apikey|auth|sk|rk)\d?-/;

/** Hexadecimal digits behind a prefix: after a hyphen they are often a digest or the id of a resource. */
function isIssuedHex(body: string, head: string): boolean {
  const digits = body.replace(/[-_]/g, "");
  if (makeupOf(digits).digits < 6 || randomness(digits) < 2) return false;
  if (head.endsWith("_") || sayingToken.test(head)) return digits.length >= 32;
  if (body === digits) return body.length >= 36 && !digestLengths.has(body.length);
  // Capitals before several groups: an id of a resource has a word in lower case.
  return digits.length >= 32 && /^[A-Z]{4,}\d?-$/.test(head);
}

/** A body that only a machine writes: letters of both cases, mostly with digits, or one case with many digits. */
function isIssued(body: string, head: string): boolean {
  if (isFiller(body) || isOfWords(body)) return false;
  if (/^[0-9a-f]{8,}(?:[-_][0-9a-f]{4,}){0,8}$/i.test(body)) return isIssuedHex(body, head);
  const mark = head.at(-1)!;
  const makeup = makeupOf(body);
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

/** Whether a short prefix stands before a generated body. */
export function isPrefixed(run: string): boolean {
  const head = prefix.exec(run)?.[0];
  if (head === undefined || harmless.test(head)) return false;
  const body = run.slice(head.length);
  return body.length >= (head.endsWith(".") ? 30 : 18) && isIssued(body, head);
}

/** Letters of both cases with digits among them, as only a machine mixes them. */
export function isMixed(text: string): boolean {
  const { lower, upper, digits } = makeupOf(text);
  const bothCases = Math.min(lower, upper) >= (lower + upper) / 6;
  return bothCases && digits >= 2 && !isFiller(text) && randomness(text) === 2 && surprise(text) >= 5;
}

/** Letters of one case and digits in turns, as base 32 and base 36 write them; not of digests. */
export function isBase36(text: string): boolean {
  if (text.length < 32 || !/^(?:[a-z\d]+|[A-Z\d]+)$/.test(text) || !/[g-z]/i.test(text)) return false;
  const makeup = makeupOf(text);
  // Addresses of content (IPFS) begin so, and are public.
  if (/^baf[ky]/i.test(text) || isFiller(text)) return false;
  return makeup.alternations >= text.length / 4 && randomness(text, makeup) === 2 && surprise(text) >= 5;
}

/**
 * `MTk4….Cl2F.ZnCj…`, `3494….LLSZ…`: two to four generated parts with dots between, one of them in letters of both
 * cases. JSON Web Tokens have a rule of their own.
 */
export function isDotted(run: string): boolean {
  if (run.length < 45 || run.startsWith("eyJ") || !run.includes(".")) return false;
  const parts = run.split(".");
  if (parts.length > 4 || parts.some((part) => part.length < 6)) return false;
  const generated = parts.filter((part) => part.length >= 16);
  return (
    generated.length >= 2 &&
    generated.every((part) => randomness(part) === 2) &&
    generated.some(isMixed) &&
    parts.every((part) => part.length >= 16 || /\d|[a-z][A-Z]|_|-/.test(part))
  );
}
