import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { isTestPath } from "./fileKind.ts";
import { isFiller, isPlaceholder } from "./placeholder.ts";
import { randomness } from "./randomness.ts";
import { urlTokenRule } from "./urls.ts";

/** How far the URL may reach before and after the word, in code units. */
const before = 200;
const after = 400;

const start = /https?:\/\/[^\s"'`<>()\\|^]*$/i;
const rest = /^[^\s"'`<>()\\|^,;]*/;

/** Whether a part of the path is a generated key, as receivers of webhooks hand them out. */
function isKey(part: string): boolean {
  return part.length >= 18 && !isPlaceholder(part) && !isFiller(part) && randomness(part) === 2;
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    const left = start.exec(text.slice(Math.max(0, hit.start - before), hit.start))?.[0];
    if (left === undefined) continue;
    const right = rest.exec(text.slice(hit.end, hit.end + after))![0].replace(/[.:!?]+$/, "");
    const span = { start: hit.start - left.length, end: hit.end + right.length };
    seen = span.end;
    const path = /^https?:\/\/[^/]+\/([^?#]*)/i.exec(text.slice(span.start, span.end))?.[1] ?? "";
    // A file's name ends in an extension; a receiver's key does not.
    if (/\.[a-z]{2,4}$/i.test(path) || !path.split("/").some(isKey)) continue;
    const confidence = isTestPath(context.path) ? "low" : "medium";
    yield {
      ...urlTokenRule,
      span,
      confidence,
      reason: "whoever knows the address of a webhook can post to it",
    };
  }
}

/** Addresses of webhooks, which are secrets as a whole. */
export const webhooks: ContextDetector = { rules: [urlTokenRule], keywords: ["hook"], detect };
