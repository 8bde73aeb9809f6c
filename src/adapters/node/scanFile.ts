import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { hideValues } from "../../core/iam/hideValues.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Span } from "../../core/model/span.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";
import { decode, looksBinary, sniffLength } from "./decode.ts";
import type { IamScan } from "./iamScanner.ts";
import { encodingOf, type KiroScan } from "./kiroScanner.ts";
import type { McpScan } from "./mcpScanner.ts";
import { skipReason, type SkipReason } from "./skipReason.ts";
import type { FileJob, FileLimits, FileOutcome, LeftOut } from "./workerMessages.ts";

/** The engines of a scan: `scanDetailed`, an `IamScan`, `scanMcpText` and `scanKiroText`. */
export interface Engines {
  readonly secrets: (text: string, context: ScanContext) => Promise<ScanResult>;
  readonly iam: IamScan;
  readonly mcp: McpScan;
  readonly kiro: KiroScan;
}

/**
 * Reads, decodes and scans one file. Rejects only when `signal` is aborted. Reads
 * synchronously: it runs on a worker or in the command line, where a read per file costs less than a promise per read.
 */
export async function scanFile(
  job: FileJob,
  limits: FileLimits,
  engines: Engines,
  signal?: AbortSignal,
): Promise<FileOutcome> {
  const { bytes: given, ...rest } = job;
  const bytes = given
    ? Buffer.from(given.buffer, given.byteOffset, given.byteLength)
    : readLimited(job.path, limits.maxBytes);
  if (typeof bytes === "string") return { name: job.name, skipped: bytes };
  return scanBytes(bytes, rest, engines, signal);
}

/** Decodes and scans bytes as if they stood in a file of that name. */
export async function scanBytes(
  bytes: Buffer,
  job: Omit<FileJob, "path">,
  engines: Engines,
  signal?: AbortSignal,
): Promise<FileOutcome> {
  const { name } = job;
  const decoded = decode(bytes);
  if (!decoded) return { name, skipped: "binary" };
  const { text } = decoded;
  try {
    const { findings, suppressed, values, leftOut } = await runEngines(
      text,
      { ...job, bytes },
      engines,
      signal,
    );
    const seen = { name, bytes: bytes.length, findings, suppressed, ...(leftOut && { leftOut }) };
    return findings.length === 0 ? seen : { ...seen, shown: { text, values } };
  } catch {
    // One text that the engine cannot take must not end the run; it is reported as not judged.
    signal?.throwIfAborted();
    return { name, skipped: "failed" };
  }
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
  readonly values: readonly Span[];
  readonly leftOut?: LeftOut;
}

async function runEngines(
  text: string,
  job: Omit<FileJob, "path"> & { readonly bytes: Buffer },
  engines: Engines,
  signal: AbortSignal | undefined,
): Promise<Judged> {
  const {
    name,
    severities,
    customRules,
    policyType,
    mcp: mcpJob,
    kiro: kiroJob,
    engines: wanted = ["secrets", "iam"],
  } = job;
  const context = { path: name, ...(severities && { severities }), ...(signal && { signal }) };
  const iam = wanted.includes("iam")
    ? await engines.iam(text, { ...context, ...(policyType && { policyType }) })
    : undefined;
  const judgesSecrets = wanted.includes("secrets");
  // A report shows lines and quotes tokens: whatever was asked for, no value may be among them.
  const secrets =
    judgesSecrets || mcpJob || kiroJob || (iam && iam.findings.length > 0)
      ? await engines.secrets(text, { ...context, ...(customRules && { customRules }) })
      : undefined;
  const mcp =
    mcpJob && secrets
      ? await engines.mcp(text, { ...context, ...mcpJob, secrets, secretsShown: judgesSecrets })
      : undefined;
  const kiro =
    kiroJob && secrets
      ? await engines.kiro(text, { ...context, ...kiroJob, secrets, encoding: encodingOf(job.bytes) })
      : undefined;
  const values = secrets?.seen.map(({ candidate }) => candidate.span) ?? [];
  const ofSecrets = judgesSecrets && secrets ? secrets : { findings: [], suppressed: 0 };
  const others = [
    ...hideValues(iam?.findings ?? [], text, values),
    ...(mcp?.findings ?? []),
    ...(kiro?.findings ?? []),
  ];
  const suppressed = ofSecrets.suppressed + sumOf(iam, mcp, kiro);
  const left = leftOutOf(iam?.tooLong === true, judgesSecrets && secrets?.stopped !== undefined);
  if (others.length === 0) return { ...ofSecrets, values, suppressed, ...left };
  const findings = [...ofSecrets.findings, ...others];
  findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { findings, suppressed, values, ...left };
}

function leftOutOf(isLong: boolean, isSlow: boolean): { readonly leftOut?: LeftOut } {
  if (isLong) return { leftOut: "too-long-for-iam" };
  return isSlow ? { leftOut: "custom-rule-too-slow" } : {};
}

function sumOf(...results: readonly ({ readonly suppressed: number } | undefined)[]): number {
  return results.reduce((sum, result) => sum + (result?.suppressed ?? 0), 0);
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
