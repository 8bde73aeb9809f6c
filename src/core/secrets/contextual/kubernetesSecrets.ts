import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import type { Confidence } from "../../model/severity.ts";
import { decodeBase64Text } from "./base64.ts";
import { isTestPath } from "./fileKind.ts";
import { classifyKey, isAbout, wordsOfName } from "./keyNames.ts";
import { isPlaceholder } from "./placeholder.ts";
import { classesIn, makeupOf, randomness } from "./randomness.ts";
import { structureOf } from "./structure.ts";

const rule = { id: "kubernetes-secret", title: "Value of a Kubernetes Secret" };

/** How far a manifest is read around its `kind`, and how far a value may stand from its block, in code units. */
const reach = 5500;

const block = /^([ \t-]*)["']?(data|stringData)["']?[ \t]*:[ \t]*(?:\{[ \t]*)?\r?$/gm;
const entry =
  /^([ \t]*)["']?([\w.-]{1,80})["']?[ \t]*:[ \t]*(?:["']([^"'\n]{4,8000})["']|([^\s"'#,{|>][^\s,]{3,8000}))[ \t]*,?[ \t]*(?:#[^\n]*)?\r?$/;

/** Bounds of the YAML document, or of the stretch of JSON, around an offset. */
function documentAround(text: string, at: number): { start: number; end: number } {
  const floor = Math.max(0, at - reach);
  const before = text.slice(floor, at).lastIndexOf("\n---");
  const after = text.slice(at, at + reach).indexOf("\n---");
  return {
    start: before === -1 ? floor : floor + before + 4,
    end: after === -1 ? Math.min(text.length, at + reach) : at + after,
  };
}

function judgePlain(value: string): Confidence | undefined {
  if (value.trim().length < 4 || isPlaceholder(value) || /\{\{|\$\{|<[A-Z_-]+>/.test(value)) return undefined;
  const structure = structureOf(value);
  if (
    structure === "reference" ||
    structure === "encrypted" ||
    structure === "public-key" ||
    structure === "type"
  ) {
    return undefined;
  }
  if (randomness(value) === 2) return "medium";
  return value.length >= 6 && classesIn(makeupOf(value)) >= 2 && structure === undefined ? "medium" : "low";
}

function judgeEntry(name: string, value: string, encoded: boolean): Confidence | undefined {
  const words = wordsOfName(name);
  if (classifyKey(name) === undefined && (isAbout(words) || words.some((word) => notSecret.has(word))))
    return undefined;
  if (!encoded) return judgePlain(value);
  const decoded = decodeBase64Text(value);
  return decoded === undefined ? undefined : judgePlain(decoded.trim());
}

const notSecret = new Set([
  "host",
  "hostname",
  "email",
  "ca",
  "crt",
  "cert",
  "config",
  "json",
  "yaml",
  "properties",
  "issuer",
]);

interface Line {
  readonly start: number;
  readonly text: string;
}

function* linesOf(text: string, start: number, end: number): Generator<Line> {
  for (let at = start; at < end;) {
    const newline = text.indexOf("\n", at);
    const stop = newline === -1 || newline > end ? end : newline;
    yield { start: at, text: text.slice(at, stop) };
    at = stop + 1;
  }
}

function* entriesOf(
  text: string,
  from: number,
  to: number,
  indent: number,
  encoded: boolean,
): Generator<Candidate> {
  for (const line of linesOf(text, from, to)) {
    const blank = /^\s*(?:#.*)?$/.test(line.text);
    if (blank) continue;
    if (line.text.search(/\S/) <= indent || line.start - from > reach) return;
    const match = entry.exec(line.text);
    const value = match?.[3] ?? match?.[4];
    if (match === null || value === undefined) continue;
    const confidence = judgeEntry(match[2]!, value, encoded);
    if (confidence === undefined) continue;
    const start = line.start + line.text.indexOf(value, match[0].indexOf(":"));
    const reason = encoded ? "Base64 hides nothing" : "its manifest holds it in clear";
    yield { ...rule, span: { start, end: start + value.length }, confidence, reason };
  }
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const test = isTestPath(context.path);
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen || /\w/.test(text[hit.end] ?? "")) continue;
    const { start, end } = documentAround(text, hit.start);
    seen = end;
    for (const match of text.slice(start, end).matchAll(block)) {
      const indent = match[1]!.length;
      const from = start + match.index + match[0].length + 1;
      for (const candidate of entriesOf(text, from, end, indent, match[2] === "data")) {
        yield test && candidate.confidence === "medium" ? { ...candidate, confidence: "low" } : candidate;
      }
    }
  }
}

/** Values of Kubernetes Secrets: `data` is decoded, `stringData` is taken as it stands. */
export const kubernetesSecrets: ContextDetector = {
  rules: [rule],
  keywords: ["kind: secret", 'kind: "secret"', "kind: 'secret'", '"kind": "secret"', '"kind":"secret"'],
  detect,
};
