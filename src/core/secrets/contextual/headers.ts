import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import type { Confidence } from "../../model/severity.ts";
import { decodeBase64Text } from "./base64.ts";
import { isTestPath } from "./fileKind.ts";
import { isPlaceholder } from "./placeholder.ts";
import { randomness } from "./randomness.ts";
import { structureOf } from "./structure.ts";

const headerRule = { id: "authorization-header", title: "Credential in an Authorization header" };
const basicRule = { id: "basic-credentials", title: "User name and password in Base64" };

const bearer = /[ \t]{1,3}(?:["']?\s?\+\s?)?["'\\]{0,3}(?<value>[A-Za-z0-9._~+/|:=-]{8,2048})/dy;
const basic = /[ \t]{1,3}["']?(?<value>[A-Za-z0-9+/]{6,512}={0,2})(?![A-Za-z0-9+/=])/dy;
const header =
  /\\{0,3}["']?\]?\s{0,3}(?:=>|[:=,])\s{0,3}\\{0,3}["'`]?\s{0,3}(?:(?!bearer|basic|digest|aws4)[A-Za-z][\w-]{1,20}[ \t]{1,3}(?:token=|key=)?\\{0,3}["']?)?(?<value>[A-Za-z0-9._~+/|:=-]{16,2048})/diy;
const encodedPair =
  /\\{0,3}["']?\s{0,3}[:=]\s{0,3}\\{0,3}["']?(?<value>[A-Za-z0-9+/]{8,512}={0,2})(?![A-Za-z0-9+/=])/dy;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Found {
  readonly value: string;
  readonly start: number;
}

function match(pattern: RegExp, text: string, at: number): Found | undefined {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  return { value: found.groups!["value"]!, start: found.indices!.groups!["value"]![0] };
}

function judgeToken(value: string): Confidence | undefined {
  const random = uuid.test(value) ? 2 : randomness(value);
  const confidence =
    random === 2 && value.length >= 12 ? "medium" : random > 0 && value.length >= 16 ? "low" : undefined;
  if (confidence === undefined || isPlaceholder(value)) return undefined;
  return uuid.test(value) || structureOf(value) === undefined ? confidence : undefined;
}

/** `user:password` in Base64: the decoded text decides, the encoded literal is the value. */
function judgeBasic(value: string): Confidence | undefined {
  const decoded = decodeBase64Text(value);
  const colon = decoded?.indexOf(":") ?? -1;
  if (decoded === undefined || colon < 0 || /[\r\n]/.test(decoded)) return undefined;
  const password = decoded.slice(colon + 1);
  if (password === "") return colon >= 3 ? "low" : undefined;
  return isPlaceholder(password) || /[<{$]/.test(decoded) ? undefined : "medium";
}

interface Shape {
  readonly pattern: RegExp;
  readonly judge: (value: string) => Confidence | undefined;
  readonly rule: typeof headerRule;
  readonly reason: string;
}

const shapes: Readonly<Record<string, Shape>> = {
  bearer: { pattern: bearer, judge: judgeToken, rule: headerRule, reason: "it follows the scheme Bearer" },
  basic: {
    pattern: basic,
    judge: judgeBasic,
    rule: basicRule,
    reason: "it decodes to a user name and a password",
  },
  authorization: {
    pattern: header,
    judge: judgeToken,
    rule: headerRule,
    reason: "its value looks generated",
  },
  _auth: {
    pattern: encodedPair,
    judge: judgeBasic,
    rule: basicRule,
    reason: "it decodes to a user name and a password",
  },
  '"auth"': {
    pattern: encodedPair,
    judge: judgeBasic,
    rule: basicRule,
    reason: "it decodes to a user name and a password",
  },
};

/** Values longer than this are not searched for further headers, so that no stretch is read over and over. */
const longestSearched = 256;

/** Where a value ends without the dots and colons of the sentence around it. */
function trimmedLength(value: string): number {
  let length = value.length;
  while (length > 0 && (value[length - 1] === "." || value[length - 1] === ":")) length--;
  return length;
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    const { pattern, judge, rule, reason } = shapes[hit.keyword]!;
    if (/[A-Za-z0-9]/.test(text[hit.start - 1] ?? " ")) continue;
    const found = match(pattern, text, hit.end);
    if (found === undefined) continue;
    if (found.value.length > longestSearched) seen = found.start + found.value.length;
    const value = found.value.slice(0, trimmedLength(found.value));
    const confidence = judge(value);
    if (confidence === undefined) continue;
    const span = { start: found.start, end: found.start + value.length };
    const test = isTestPath(context.path);
    yield { ...rule, span, confidence: test ? "low" : confidence, reason };
  }
}

/** Credentials of HTTP headers: `Authorization`, in any notation, and the Base64 pairs of Docker and npm. */
export const headers: ContextDetector = {
  rules: [headerRule, basicRule],
  keywords: Object.keys(shapes),
  detect,
};
