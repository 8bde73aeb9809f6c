import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";
import { decode, looksBinary, sniffLength } from "./decode.ts";
import { skipReason, type SkipReason } from "./skipReason.ts";
import type { FileJob, FileLimits, FileOutcome } from "./workerMessages.ts";

/** The engine: `scanDetailed`. */
export type Scan = (text: string, context: ScanContext) => Promise<ScanResult>;

/**
 * Reads, decodes and scans one file. Rejects only when `signal` is aborted. Reads
 * synchronously: it runs on a worker or in the command line, where a read per file costs less than a promise per read.
 */
export async function scanFile(
  job: FileJob,
  limits: FileLimits,
  scan: Scan,
  signal?: AbortSignal,
): Promise<FileOutcome> {
  const bytes = readLimited(job.path, limits.maxBytes);
  if (typeof bytes === "string") return { name: job.name, skipped: bytes };
  return scanBytes(bytes, job, scan, signal);
}

/** Decodes and scans bytes as if they stood in a file of that name. */
export async function scanBytes(
  bytes: Buffer,
  job: Omit<FileJob, "path">,
  scan: Scan,
  signal?: AbortSignal,
): Promise<FileOutcome> {
  const { name, severities } = job;
  const decoded = decode(bytes);
  if (!decoded) return { name, skipped: "binary" };
  const context = { path: name, ...(severities && { severities }), ...(signal && { signal }) };
  let result: ScanResult;
  try {
    result = await scan(decoded.text, context);
  } catch {
    // One text that the engine cannot take must not end the run; it is reported as not judged.
    signal?.throwIfAborted();
    return { name, skipped: "failed" };
  }
  const { findings, suppressed, seen: all } = result;
  const seen = { name, bytes: bytes.length, findings, suppressed };
  if (findings.length === 0) return seen;
  return { ...seen, shown: { text: decoded.text, values: all.map(({ candidate }) => candidate.span) } };
}

/**
 * The bytes of a file, or why it was left: a `SkipReason`. A file above the limit is `binary` when its head says so,
 * else `too-large`; pipes, sockets and devices are `special`.
 */
export function readLimited(path: string, maxBytes: number): Buffer | SkipReason {
  let file: number | undefined;
  try {
    // Opening a pipe for reading would wait for a writer for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    if (!stat.isFile()) return "special";
    if (stat.size <= maxBytes) return readFileSync(file);
    const head = Buffer.alloc(sniffLength);
    const length = readSync(file, head, 0, sniffLength, 0);
    return looksBinary(head.subarray(0, length)) ? "binary" : "too-large";
  } catch (error) {
    return skipReason(error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
