import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Finding } from "../../core/model/finding.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import { decode, looksBinary, sniffLength } from "./decode.ts";
import { skipReason } from "./skipReason.ts";
import type { FileJob, FileLimits, FileOutcome } from "./workerMessages.ts";

export type Scan = (text: string, context: ScanContext) => Promise<Finding[]>;

/** Reads, decodes and scans one file. Never rejects for what the file is; rejects only when the engine does. */
export async function scanFile(
  job: FileJob,
  limits: FileLimits,
  scan: Scan,
  signal?: AbortSignal,
): Promise<FileOutcome> {
  const { name } = job;
  let bytes: Buffer | string;
  try {
    bytes = await readLimited(job.path, limits.maxBytes);
  } catch (error) {
    return { name, skipped: skipReason(error) };
  }
  if (typeof bytes === "string") return { name, skipped: bytes };
  const decoded = decode(bytes);
  if (!decoded) return { name, skipped: "binary" };
  const context: ScanContext = {
    path: name,
    ...(job.severities && { severities: job.severities }),
    ...(signal && { signal }),
  };
  const findings = await scan(decoded.text, context);
  const seen = { name, bytes: bytes.length, findings };
  return findings.length > 0 ? { ...seen, text: decoded.text } : seen;
}

/** The file's bytes, or why it was left: `binary` (told by its head), `too-large`, `special` (pipe, socket, device). */
async function readLimited(path: string, maxBytes: number): Promise<Buffer | string> {
  // Opening a pipe for reading would wait for a writer for ever.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return "special";
    if (stat.size <= maxBytes) return await handle.readFile();
    const head = Buffer.alloc(sniffLength);
    const { bytesRead } = await handle.read(head, 0, sniffLength, 0);
    return looksBinary(head.subarray(0, bytesRead)) ? "binary" : "too-large";
  } finally {
    await handle.close();
  }
}
