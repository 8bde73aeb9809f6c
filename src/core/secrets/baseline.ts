import type { Finding } from "../model/finding.ts";
import type { Hash } from "../ports.ts";
import { coversSecret } from "./fingerprint.ts";

/** A finding that is known and accepted. `digest` is a salted HMAC of rule, path and value. */
export interface BaselineEntry {
  readonly ruleId: string;
  readonly path: string;
  readonly digest: string;
}

/** A baseline file. The salt is random and stands in the file: without one, a short password could be guessed. */
export interface Baseline {
  readonly version: 1;
  /** Hex, 32 characters or more. */
  readonly salt: string;
  readonly entries: readonly BaselineEntry[];
}

/** What of a file goes into a baseline or is compared with one. `path` is relative to the baseline, with `/`. */
export interface BaselineFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The file is no baseline. `message` says what is wrong with it, for a person. */
export class BaselineError extends Error {
  override readonly name = "BaselineError";
}

const hexSalt = /^[0-9a-f]{32,128}$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false;
  const { ruleId, path, digest } = value;
  return typeof ruleId === "string" && typeof path === "string" && typeof digest === "string";
}

/**
 * Reads a baseline file.
 * @throws BaselineError when it is not JSON, of another version, or lacks a part
 */
export function parseBaseline(json: string): Baseline {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new BaselineError("the baseline is not valid JSON; restore it, or delete it and make a new one");
  }
  if (!isRecord(parsed)) throw new BaselineError("the baseline holds no JSON object");
  const { version, salt, entries } = parsed;
  if (version !== 1)
    throw new BaselineError("the baseline has a version that this Picket does not know; update Picket");
  if (typeof salt !== "string" || !hexSalt.test(salt))
    throw new BaselineError("the baseline has no valid salt");
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new BaselineError("the baseline has an entry without ruleId, path or digest");
  }
  return { version, salt, entries: entries.map(({ ruleId, path, digest }) => ({ ruleId, path, digest })) };
}

/** The file's text: stable order and a line per field, so that a change of one entry is a small diff. */
export function formatBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, undefined, 2)}\n`;
}

/** The entries of a file's findings, in their order. */
function entriesOf(file: BaselineFile, salt: string, hash: Hash): BaselineEntry[] {
  const counts = new Map<string, number>();
  return file.findings.map((finding) => {
    const { ruleId, span } = finding;
    const value = file.text.slice(span.start, span.end);
    const parts: (string | number)[] = [ruleId, file.path, value];
    if (!coversSecret(finding)) {
      // A secret is known wherever it stands; a token such as `*` only as often as it was there.
      const key = JSON.stringify(parts);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      parts.push(count);
    }
    return { ruleId, path: file.path, digest: hash.hmacSha256(salt, JSON.stringify(parts)) };
  });
}

/** For each finding of the file, in order, whether the baseline knows it. Where it stands does not matter. */
export function knownFindings(baseline: Baseline, file: BaselineFile, hash: Hash): boolean[] {
  const digests = new Set(
    baseline.entries.filter(({ path }) => path === file.path).map(({ digest }) => digest),
  );
  if (digests.size === 0) return file.findings.map(() => false);
  return entriesOf(file, baseline.salt, hash).map(({ digest }) => digests.has(digest));
}

function order(a: BaselineEntry, b: BaselineEntry): number {
  const [left, right] = [
    [a.path, a.ruleId, a.digest],
    [b.path, b.ruleId, b.digest],
  ];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at < 0) return 0;
  return left[at]! < right[at]! ? -1 : 1;
}

function withEntries(salt: string, entries: readonly BaselineEntry[]): Baseline {
  const unique = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return { version: 1, salt, entries: [...unique.values()].sort(order) };
}

/**
 * A baseline that knows exactly the findings of the files given. Same salt and findings, same baseline.
 * @param salt random, hex, 32 characters or more; when updating, that of the baseline before
 * @throws RangeError for a salt that is not
 */
export function createBaseline(salt: string, files: readonly BaselineFile[], hash: Hash): Baseline {
  if (!hexSalt.test(salt)) throw new RangeError("a salt is 32 to 128 lower-case hex digits");
  return withEntries(
    salt,
    files.flatMap((file) => entriesOf(file, salt, hash)),
  );
}

/**
 * The baseline with findings of one file added to those it knows.
 * @param chosen those to add, of `file.findings`; default all of them
 */
export function addToBaseline(
  baseline: Baseline,
  file: BaselineFile,
  hash: Hash,
  chosen: readonly Finding[] = file.findings,
): Baseline {
  const added = entriesOf(file, baseline.salt, hash).filter((_entry, index) =>
    chosen.includes(file.findings[index]!),
  );
  return withEntries(baseline.salt, [...baseline.entries, ...added]);
}
