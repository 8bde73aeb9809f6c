import type { Finding } from "../model/finding.ts";
import { mapLines } from "../model/lines.ts";
import type { BaselineFile } from "./baseline.ts";
import { coversSecret } from "./fingerprint.ts";

/** What another tool knows of one file: digests of values, and lines (from 1) where it has no value to compare. */
interface KnownInFile {
  readonly digests: Set<string>;
  readonly lines: Set<number>;
}

/** Findings that another tool's file says are known. It holds digests, never a value. */
export interface ForeignBaseline {
  /** The tool, for a person. */
  readonly tool: "detect-secrets" | "gitleaks";
  /** For each finding of the file, in order, whether the tool knows a secret there. */
  known(file: BaselineFile): readonly boolean[];
}

/** Hashes of values, hexadecimal. */
export interface ValueDigests {
  /** As detect-secrets keeps them. */
  readonly sha1: (value: string) => string;
  /** With a key of this run alone, for files that hold values in clear. */
  readonly keyed: (value: string) => string;
}

/**
 * Recognises by their form the files that other tools keep: `.secrets.baseline` of detect-secrets, a JSON report of gitleaks,
 * `.gitleaksignore`. Undefined: it is none of them.
 * @param text the whole file
 */
export function readForeignBaseline(text: string, digests: ValueDigests): ForeignBaseline | undefined {
  const value = parseJson(text);
  if (isRecord(value) && isRecord(value["results"]) && Array.isArray(value["plugins_used"])) {
    return baselineOf("detect-secrets", fromDetectSecrets(value["results"]), digests.sha1);
  }
  if (Array.isArray(value) && value.length > 0 && value.every(isReported)) {
    return baselineOf("gitleaks", fromReport(value, digests.keyed), digests.keyed);
  }
  const lines = value === undefined ? fingerprintsIn(text) : undefined;
  return lines && baselineOf("gitleaks", lines, digests.keyed);
}

type Known = ReadonlyMap<string, KnownInFile>;

function baselineOf(
  tool: ForeignBaseline["tool"],
  files: Known,
  digest: (value: string) => string,
): ForeignBaseline {
  return {
    tool,
    known({ path, text, findings }) {
      const file = files.get(path);
      if (!file) return findings.map(() => false);
      const lines = mapLines(text);
      return findings.map((finding: Finding) => {
        if (!coversSecret(finding)) return false;
        const { start, end } = finding.span;
        return file.digests.has(digest(text.slice(start, end))) || file.lines.has(lines.at(start).line + 1);
      });
    },
  };
}

function entryOf(files: Map<string, KnownInFile>, path: string): KnownInFile {
  const name = path.replaceAll("\\", "/").replace(/^\.\//, "");
  const file = files.get(name) ?? { digests: new Set(), lines: new Set() };
  files.set(name, file);
  return file;
}

/** Of a private key the tool keeps the hash of its first line, which says nothing: there the line decides. */
function fromDetectSecrets(results: Readonly<Record<string, unknown>>): Known {
  const files = new Map<string, KnownInFile>();
  for (const [path, entries] of Object.entries(results)) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (!isRecord(entry)) continue;
      const { hashed_secret: hash, line_number: line, type } = entry;
      if (type === "Private Key" && typeof line === "number") entryOf(files, path).lines.add(line);
      else if (typeof hash === "string") entryOf(files, path).digests.add(hash.toLowerCase());
    }
  }
  return files;
}

function isReported(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return isRecord(entry) && typeof entry["RuleID"] === "string" && typeof entry["File"] === "string";
}

/** A value that was redacted, wholly or in part, cannot be compared: the line decides. */
function fromReport(
  entries: readonly Readonly<Record<string, unknown>>[],
  digest: (value: string) => string,
): Known {
  const files = new Map<string, KnownInFile>();
  for (const { File: path, Secret: secret, StartLine: line } of entries) {
    const file = entryOf(files, String(path));
    const isWhole = typeof secret === "string" && secret !== "" && !/^REDACTED$|\.\.\.$/.test(secret);
    if (isWhole) file.digests.add(digest(secret));
    else if (typeof line === "number") file.lines.add(line);
  }
  return files;
}

/** `file:rule:line`, with comments. What names a commit is about that commit, and left out. */
function fingerprintsIn(text: string): Known | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, "").trim());
  const entries = lines.filter((line) => line !== "").map((line) => line.split(":"));
  const isFingerprint = (parts: readonly string[]): boolean =>
    parts.length >= 3 && /^\d+$/.test(parts.at(-1) ?? "") && /^[\w-]+$/.test(parts.at(-2) ?? "");
  if (entries.length === 0 || !entries.every(isFingerprint)) return undefined;
  const files = new Map<string, KnownInFile>();
  for (const parts of entries) {
    const namesCommit = parts.length > 3 && /^[0-9a-f]{7,64}$/.test(parts[0] ?? "");
    if (!namesCommit) entryOf(files, parts.slice(0, -2).join(":")).lines.add(Number(parts.at(-1)));
  }
  return files;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
