import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { errorCode, skipReason } from "./skipReason.ts";

/** A CloudTrail record as it stands in a file; every field may be missing or of any type. */
export type TrailRecord = Readonly<Record<string, unknown>>;

/** A file or folder that could not be read, or a part of a file. */
interface SkippedTrail {
  readonly kind: "skipped";
  readonly path: string;
  /** For a person. */
  readonly reason: string;
}

/** What reading a folder of trails gives: records in the files' order, and what could not be read. */
export type TrailEntry = { readonly kind: "record"; readonly record: TrailRecord } | SkippedTrail;

/** More text than this in one document is not held in memory. CloudTrail's own files stay far below. */
const maxDocument = 128 * 1024 * 1024;

/**
 * Reads the records of CloudTrail files (`.json`, `.json.gz`, NDJSON), of a folder all that are below it. What an S3 bucket of
 * a trail holds is understood (`Records`), as are an array of records, one record per line, and the answer of
 * `aws cloudtrail lookup-events`. A file that cannot be read or parsed is skipped with its reason.
 * @param path a file or a folder
 */
export async function* readTrail(path: string): AsyncGenerator<TrailEntry> {
  for await (const entry of trailFilesBelow(path)) {
    if (entry.kind === "file") yield* readTrailFile(entry.path);
    else yield entry;
  }
}

/**
 * The files that may hold records, in an order that depends on names alone. Symbolic links are followed when they are
 * the path itself, never on the way, so no loop of them is entered.
 * @param path a file, which may have any name, or a folder
 */
export async function* trailFilesBelow(
  path: string,
): AsyncGenerator<{ readonly kind: "file"; readonly path: string } | SkippedTrail> {
  try {
    if (!(await stat(path)).isDirectory()) {
      yield { kind: "file", path };
      return;
    }
  } catch (error) {
    yield { kind: "skipped", path, reason: skipReason(error) };
    return;
  }
  const folders = [path];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(skipReason);
    if (typeof entries === "string") {
      yield { kind: "skipped", path: folder, reason: entries };
      continue;
    }
    const inner: string[] = [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = join(folder, entry.name);
      // Digests only say which files there are.
      if (entry.isDirectory() && !entry.name.startsWith("CloudTrail-Digest")) inner.push(below);
      else if (entry.isSymbolicLink()) yield { kind: "skipped", path: below, reason: "symbolic link" };
      else if (entry.isFile() && /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i.test(entry.name))
        yield { kind: "file", path: below };
    }
    folders.push(...inner.reverse());
  }
}

/** What of a file is not given as records. */
interface Left {
  lines: number;
  entries: number;
}

/** The records of one file, then what of it could not be read. */
export async function* readTrailFile(path: string): AsyncGenerator<TrailEntry> {
  let records = 0;
  const left: Left = { lines: 0, entries: 0 };
  try {
    for await (const document of documentsOf(path, left)) {
      for (const record of recordsIn(document)) {
        if (isTrailRecord(record)) {
          records++;
          yield { kind: "record", record };
        } else left.entries++;
      }
    }
    if (left.lines > 0) yield { kind: "skipped", path, reason: `${plural(left.lines, "line")} not JSON` };
    if (records === 0 && left.lines === 0)
      yield { kind: "skipped", path, reason: "no CloudTrail records in it" };
    else if (left.entries > 0) {
      yield {
        kind: "skipped",
        path,
        reason: `${plural(left.entries, "entry", "entries")} no CloudTrail record`,
      };
    }
  } catch (error) {
    yield { kind: "skipped", path, reason: reasonOf(error) };
  }
}

/**
 * The JSON values of a file: one for each line where lines are whole values, else one for the whole text. A line that is
 * no JSON is counted, the others are read.
 */
async function* documentsOf(path: string, left: Left): AsyncGenerator {
  let parts: string[] = [];
  let length = 0;
  let byLine: boolean | undefined;
  for await (const text of textOf(path)) {
    parts.push(text);
    length += text.length;
    if (length > maxDocument) throw new Error("too-large");
    if (byLine === false || !text.includes("\n")) continue;
    const joined = byLine === undefined ? parts.join("").trimStart() : parts.join("");
    const lines = joined.split("\n");
    if (byLine === undefined && lines.length > 1) byLine = parses(lines[0] ?? "");
    const rest = byLine ? (lines.pop() ?? "") : joined;
    parts = [rest];
    length = rest.length;
    if (byLine) for (const line of lines) yield* lineValue(line, left);
  }
  const last = parts.join("");
  if (byLine) yield* lineValue(last, left);
  else if (last.trim() !== "") yield* wholeOrLines(last, left);
}

/** One value, or lines of which the first is broken. */
function* wholeOrLines(text: string, left: Left): Generator {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    const lines = text.split("\n");
    if (!lines.slice(0, 100).some(parses)) throw error;
    for (const line of lines) yield* lineValue(line, left);
    return;
  }
  yield whole;
}

function* lineValue(line: string, left: Left): Generator {
  if (line.trim() === "") return;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    left.lines++;
    return;
  }
  yield value;
}

/** A file's text without a byte order mark, unpacked. */
async function* textOf(path: string): AsyncGenerator<string> {
  const source = createReadStream(path);
  const stream: Readable = /\.gz$/i.test(path) ? source.pipe(createGunzip()) : source;
  // A pipe does not pass errors of its source on.
  source.on("error", (error) => stream.destroy(error));
  const decoder = new StringDecoder("utf8");
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.write(chunk);
      yield first ? text.replace(/^\ufeff/, "") : text;
      first &&= text === "";
    }
    yield decoder.end();
  } finally {
    source.destroy();
  }
}

function parses(line: string): boolean {
  try {
    return isRecord(JSON.parse(line));
  } catch {
    return false;
  }
}

function recordsIn(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  if (isRecord(document) && Array.isArray(document["Records"])) return document["Records"];
  if (isRecord(document) && Array.isArray(document["Events"])) return document["Events"].map(fromLookup);
  return [document];
}

/** Whether a value has what makes a record of CloudTrail; records of Insights have their name further inside. */
function isTrailRecord(value: unknown): value is TrailRecord {
  return isRecord(value) && (typeof value["eventName"] === "string" || isRecord(value["insightDetails"]));
}

/** LookupEvents gives each record as a text. */
function fromLookup(event: unknown): unknown {
  const text = isRecord(event) ? event["CloudTrailEvent"] : undefined;
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is TrailRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return "not JSON";
  if (error instanceof Error && error.message === "too-large") return "too large";
  const code = errorCode(error);
  if (code === "Z_BUF_ERROR") return "gzip cut short";
  if (code?.startsWith("Z_")) return "not gzip";
  return skipReason(error);
}

function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one} is` : `${count} ${many} are`;
}
