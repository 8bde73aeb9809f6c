import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { classifyKey, isAbout, wordsOfName } from "./keyNames.ts";
import { isPart, type Key, keyAt, settingOf } from "./keys.ts";
import { gluedValue, tiedValue } from "./operators.ts";
import { isFiller, isPlaceholder } from "./placeholder.ts";
import { makeupOf, randomness } from "./randomness.ts";
import { distinctiveServices } from "./services.ts";
import { structureOf } from "./structure.ts";
import type { Tied } from "./valueReading.ts";

const rule = { id: "service-credential", title: "Credential of a service" };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const shortest = 16;

/** Values longer than this are not searched for further names, so that no stretch is read over and over. */
const longestSearched = 256;

/** Only what a machine made counts: no name says here that the value is secret. */
function looksIssued(value: string): boolean {
  if (uuid.test(value)) return true;
  if (value.length < shortest) return false;
  // First what takes least time: most values fail it.
  const makeup = makeupOf(value);
  if (makeup.digits < 2 || randomness(value, makeup) < 2) return false;
  return !isPlaceholder(value) && structureOf(value) === undefined && !isFiller(value);
}

/** What the name says besides the service. A client that is made with a generated value is made with its key. */
function meaningOf(key: Key, hit: KeywordHit, { tie }: Tied): string[] {
  const words = wordsAfter(key, hit);
  return tie === "call" && words.at(-1) === "client" ? words.slice(0, -1) : words;
}

/** The key's name, without what stands before the service: `config.sentry.dsn` gives `dsn`. */
function wordsAfter(key: Key, hit: KeywordHit): string[] {
  return wordsOfName(key.name.slice(Math.max(0, hit.end - key.start)));
}

function valueOf(text: string, key: Key, hit: KeywordHit): Tied | undefined {
  const tied = tiedValue(text, key);
  if (tied !== undefined) return tied.tie === "argument" || tied.tie === "prose" ? undefined : tied;
  return gluedValue(text, hit.end);
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting = settingOf(context);
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    const key = keyAt(text, hit);
    if (key === undefined || isPart(text, key) || classifyKey(key.name) !== undefined) continue;
    const tied = valueOf(text, key, hit);
    if (tied === undefined || isAbout(meaningOf(key, hit, tied))) continue;
    const { start, end, quote } = tied.literal;
    if (end - start > longestSearched) seen = end;
    if (setting.file === "code" && quote === "") continue;
    if (!looksIssued(text.slice(start, end))) continue;
    yield {
      ...rule,
      span: { start, end },
      confidence: setting.test ? "low" : "medium",
      reason: "its value looks generated and stands beside the name of a service",
    };
  }
}

/** Generated values beside the name of a service, where no word says that they are secret. */
export const serviceKeys: ContextDetector = { rules: [rule], keywords: distinctiveServices, detect };
