import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { decodeBase64Text } from "./base64.ts";

/** Starts of tokens that are commonly wrapped: each is looked for in its three Base64 alignments. */
const starts: readonly string[] = [
  "ghp_",
  "gho_",
  "ghs_",
  "ghu_",
  "github_pat_",
  "glpat-",
  "AKIA",
  "ASIA",
  "xoxb-",
  "xoxp-",
  "xapp-",
  "sk_live_",
  "rk_live_",
  "sk_test_",
  "sk-ant-",
  "sk-proj-",
  "AIzaSy",
  "ya29.",
  "GOCSPX-",
  "-----BEGIN",
  "npm_",
  "pypi-",
  "dop_v1_",
  "hvs.",
  "shpat_",
  "lin_api_",
  "glsa_",
  "dckr_pat_",
  "AccountKey=",
  "hooks.slack.com/services/",
  "_authToken=",
  "private_key",
];

/** Base64 letters that a text yields whatever stands before it, by how many bytes precede it modulo three. */
function alignments(start: string): string[] {
  return [0, 1, 2].map((skip) => {
    const encoded = btoa("\0".repeat(skip) + start);
    return encoded.slice(Math.ceil((skip * 8) / 6), Math.floor(((skip + start.length) * 8) / 6));
  });
}

/** Shorter ones would occur by chance too often, since the prefilter ignores case. */
const shortestKeyword = 4;

/** Longest run that is decoded, in code units. */
const longest = 16_384;

const keywords = [
  ...new Set(
    starts
      .flatMap(alignments)
      .filter((text) => text.length >= shortestKeyword)
      .map((text) => text.toLowerCase()),
  ),
];

function isBase64Unit(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 47 && code <= 57) || // / and digits
    code === 43 || // +
    code === 45 || // -
    code === 95 // _
  );
}

/** The run of Base64 around a hit, padding included. It may be cut on both sides when it is very long. */
function runAround(text: string, hit: KeywordHit, from: number): { start: number; end: number } {
  let start = hit.start;
  let end = hit.end;
  while (start > from && hit.start - start < longest && isBase64Unit(text.charCodeAt(start - 1))) start--;
  while (end < text.length && end - hit.end < longest && isBase64Unit(text.charCodeAt(end))) end++;
  while (end < text.length && text[end] === "=" && (end - start) % 4 !== 0) end++;
  return { start, end };
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    const span = runAround(text, hit, seen);
    seen = span.end;
    if (span.end - span.start >= longest) continue;
    const decoded = decodeBase64Text(text.slice(span.start, span.end));
    if (decoded === undefined) continue;
    const inside = context
      .inner(decoded)
      .filter(({ confidence }) => confidence === "high" || confidence === "medium");
    const best = inside.find(({ confidence }) => confidence === "high") ?? inside[0];
    if (best === undefined) continue;
    const { id, title, confidence } = best;
    yield { id, title, span, confidence, reason: "it is wrapped in Base64, which hides nothing" };
  }
}

/** Tokens of known providers inside Base64. Reports the rule of what it finds, on the encoded literal. */
export const wrapped: ContextDetector = { rules: [], keywords, detect };
