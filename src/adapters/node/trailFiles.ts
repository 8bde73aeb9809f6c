import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { errorCode, skipReason } from "./skipReason.ts";
import { trailValues, type TrailReading } from "./trailDocuments.ts";

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

/**
 * The records of one file, then what of it could not be read. Of a document that turns out to be broken further on, the
 * records in front have been given.
 * @param reading told how far it is
 */
export async function* readTrailFile(
  path: string,
  reading: TrailReading = { bytes: 0, lines: 0 },
): AsyncGenerator<TrailEntry> {
  let records = 0;
  let others = 0;
  const skipped = (reason: string): SkippedTrail => ({ kind: "skipped", path, reason });
  try {
    for await (const record of trailValues(path, reading)) {
      if (isTrailRecord(record)) {
        records++;
        yield { kind: "record", record };
      } else others++;
    }
    if (reading.lines > 0) yield skipped(`${plural(reading.lines, "line")} not JSON`);
    if (records === 0 && reading.lines === 0) yield skipped("no CloudTrail records in it");
    else if (others > 0) yield skipped(`${plural(others, "entry", "entries")} no CloudTrail record`);
  } catch (error) {
    yield skipped(reasonOf(error));
  }
}

/** Whether a value has what makes a record of CloudTrail; records of Insights have their name further inside. */
function isTrailRecord(value: unknown): value is TrailRecord {
  return isRecord(value) && (typeof value["eventName"] === "string" || isRecord(value["insightDetails"]));
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
