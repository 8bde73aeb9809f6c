import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { genesis, sealEntry, entryLine, type ChainEntry } from "../../../core/posture/chain/chainEntry.ts";
import { headFile, sealHead } from "../../../core/posture/chain/chainHead.ts";
import type { ReportSigner } from "../../../core/posture/ports.ts";
import { renderedReport } from "../../../core/posture/report/renderedReport.ts";
import type { ReportBody } from "../../../core/posture/report/reportBody.ts";
import { nodeHash } from "../hash.ts";
import { errorCode } from "../skipReason.ts";
import { PostureError } from "./reportError.ts";
import { checkedChain } from "./reportVerify.ts";
import { chainName, headName, withLock } from "./reportFolder.ts";

/** What to write, and where. */
export interface StoreRequest {
  readonly folder: string;
  readonly body: ReportBody;
  readonly signer?: ReportSigner;
}

/** A report that was written. */
export interface StoredReport {
  readonly entry: ChainEntry;
  /** Absolute: JSON, HTML and CSV. */
  readonly files: readonly string[];
  /** What is worth a warning, such as a clock that went back. */
  readonly warnings: readonly string[];
}

/**
 * Writes a report in three forms and adds it to the folder's chain. Nothing is added to a chain that does not hold: that
 * would bury the place where it was changed.
 * @throws PostureError
 */
export function storeReport({ folder, body, signer }: StoreRequest): StoredReport {
  return withLock(folder, () => {
    const now = Date.parse(body.time);
    const chain = checkedChain(folder, { now, ...(signer && { key: signer.publicKey }) });
    const broken = chain.problems.find(({ code }) => code !== "clock-back" && code !== "future");
    if (broken)
      throw new PostureError(
        `the chain in ${folder} does not hold (${broken.line === undefined ? "" : `line ${broken.line}: `}${broken.message}); keep it as evidence and give another folder`,
      );
    const before = chain.entries.at(-1);
    if (before?.key !== undefined && !signer)
      throw new PostureError(`the chain in ${folder} is signed: name its key, or give another folder`);
    const isBack = before !== undefined && now < Date.parse(before.time);
    const entry = sealed(body, before, isBack, signer);
    const files = writeReport(folder, body, entry);
    try {
      append(join(folder, chainName), entryLine(entry));
      replace(join(folder, headName), headFile(sealHead(entry, signer)));
    } catch (error) {
      throw unwritable(folder, error);
    }
    return {
      entry,
      files,
      warnings: isBack ? ["the clock stands before the last report: the chain says so from now on"] : [],
    };
  });
}

/** The entry of a report that stands in no chain: signed, and the first of none. */
export function soloReport(body: ReportBody, signer: ReportSigner): ChainEntry {
  return sealed(body, undefined, false, signer);
}

function sealed(
  body: ReportBody,
  before: ChainEntry | undefined,
  isBack: boolean,
  signer: ReportSigner | undefined,
): ChainEntry {
  const place = { seq: (before?.seq ?? -1) + 1, previous: before?.hash ?? genesis };
  const { report, html, csv } = renderedReport(
    body,
    { ...place, ...(signer && { key: signer.publicKey }) },
    nodeHash,
  );
  const { pass, fail, unknown, notApplicable } = body.summary;
  const draft = {
    ...place,
    time: body.time,
    host: body.host,
    report,
    files: { html: nodeHash.sha256(html), csv: nodeHash.sha256(csv) },
    summary: { pass, fail, unknown, notApplicable },
    ...(isBack && { clock: "back" as const }),
  };
  return sealEntry(draft, nodeHash, signer);
}

function writeReport(folder: string, body: ReportBody, entry: ChainEntry): readonly string[] {
  const { json, html, csv } = renderedReport(body, entry, nodeHash, entry);
  const stem = `posture-${String(entry.seq).padStart(6, "0")}-${body.time.replace(/[-:]|\.\d+/g, "")}`;
  const files = [
    { path: join(folder, `${stem}.json`), text: json },
    { path: join(folder, `${stem}.html`), text: html },
    { path: join(folder, `${stem}.csv`), text: csv },
  ];
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      write(path, text, "wx");
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw unwritable(folder, error);
  }
  return written;
}

function append(path: string, text: string): void {
  write(path, text, "a");
}

function replace(path: string, text: string): void {
  const temporary = `${path}.${process.pid}`;
  write(temporary, text, "w");
  renameSync(temporary, path);
}

function write(path: string, text: string, flag: "a" | "w" | "wx"): void {
  const file = openSync(path, flag, 0o600);
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function unwritable(folder: string, error: unknown): PostureError {
  return new PostureError(
    `the report cannot be written to ${folder} (${errorCode(error) ?? "unknown error"})`,
  );
}
