import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { skipReason } from "./skipReason.ts";

/** A CloudTrail record as it stands in a file; every field may be missing or of any type. */
export type TrailRecord = Readonly<Record<string, unknown>>;

/** What reading a folder of trails gives: records in the files' order, and what could not be read. */
export type TrailEntry =
  | { readonly kind: "record"; readonly record: TrailRecord }
  | { readonly kind: "skipped"; readonly path: string; readonly reason: string };

/** More text than this in one document is not held in memory. CloudTrail's own files stay far below. */
const maxDocument = 128 * 1024 * 1024;

/**
 * Reads the records of CloudTrail files (`.json`, `.json.gz`, NDJSON), of a folder all that are below it. What an S3 bucket of
 * a trail holds is understood (`Records`), as are an array of records, one record per line, and the answer of
 * `aws cloudtrail lookup-events`. A file that cannot be read or parsed is skipped with its reason.
 * @param path a file or a folder
 */
export async function* readTrail(path: string): AsyncGenerator<TrailEntry> {
  for (const entry of filesBelow(path)) {
    if (typeof entry !== "string") yield entry;
    else yield* readFile(entry);
  }
}

function* filesBelow(path: string): Generator<string | Extract<TrailEntry, { kind: "skipped" }>> {
  try {
    if (!statSync(path).isDirectory()) {
      yield path;
      return;
    }
  } catch (error) {
    yield { kind: "skipped", path, reason: skipReason(error) };
    return;
  }
  const folders = [path];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const names = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of names) {
      const inner = join(folder, entry.name);
      // Digests only say which files there are.
      if (entry.isDirectory() && !entry.name.startsWith("CloudTrail-Digest")) folders.push(inner);
      else if (entry.isFile() && /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i.test(entry.name)) yield inner;
    }
  }
}

async function* readFile(path: string): AsyncGenerator<TrailEntry> {
  let records = 0;
  try {
    for await (const document of documentsOf(path)) {
      for (const record of recordsIn(document)) {
        records++;
        yield { kind: "record", record };
      }
    }
    if (records === 0) yield { kind: "skipped", path, reason: "no CloudTrail records in it" };
  } catch (error) {
    yield { kind: "skipped", path, reason: reasonOf(error) };
  }
}

/** The JSON values of a file: one for each line where lines are whole values, else one for the whole text. */
async function* documentsOf(path: string): AsyncGenerator {
  const source = createReadStream(path);
  const stream: Readable = /\.gz$/i.test(path) ? source.pipe(createGunzip()) : source;
  // A pipe does not pass errors of its source on.
  source.on("error", (error) => stream.destroy(error));
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let byLine: boolean | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      rest += decoder.write(chunk);
      if (byLine === undefined) rest = rest.replace(/^\ufeff/, "");
      if (rest.length > maxDocument) throw new Error("too-large");
      if (byLine === false || !rest.includes("\n")) continue;
      const lines = rest.split("\n");
      byLine ??= parses(lines[0] ?? "");
      if (!byLine) continue;
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") yield JSON.parse(line);
    }
  } finally {
    source.destroy();
  }
  const last = rest + decoder.end();
  if (last.trim() !== "") yield JSON.parse(last);
}

function parses(line: string): boolean {
  try {
    return isRecord(JSON.parse(line));
  } catch {
    return false;
  }
}

function* recordsIn(document: unknown): Generator<TrailRecord> {
  const list = Array.isArray(document)
    ? document
    : isRecord(document) && Array.isArray(document["Records"])
      ? document["Records"]
      : isRecord(document) && Array.isArray(document["Events"])
        ? document["Events"].map(fromLookup)
        : [document];
  for (const record of list) if (isRecord(record) && typeof record["eventName"] === "string") yield record;
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
  if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return "not gzip";
  return skipReason(error);
}
