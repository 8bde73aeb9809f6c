import { basename, dirname, extname, join, resolve } from "node:path";
import { unknown, known, type Fact } from "../../../core/posture/fact.ts";
import type { ChainFact } from "../../../core/posture/facts.ts";
import type { ChainEntry } from "../../../core/posture/chain/chainEntry.ts";
import type { ChainProblem } from "../../../core/posture/chain/problem.ts";
import { verifyChain } from "../../../core/posture/chain/verifyChain.ts";
import type { VerifyContext } from "../../../core/posture/chain/verifyContext.ts";
import { isInChain, verifyReport } from "../../../core/posture/chain/verifyReport.ts";
import { nodeHash } from "../hash.ts";
import { nodeSignatures } from "../mcpSignature.ts";
import { PostureError } from "./reportError.ts";
import { chainName, readChainFiles, readIfThere, reportFiles } from "./reportFolder.ts";

/** How to verify. */
export interface VerifyOptions {
  /** Public key (base64 SPKI) that must have signed. */
  readonly key?: string;
  /** Default: where no key is named. */
  readonly allowUnsigned?: boolean;
  /** ms since epoch. */
  readonly now: number;
}

/** What verifying a file found. */
export interface Verification {
  readonly kind: "chain" | "report";
  /** Entries of the chain beside a report, or of the chain; zero: there is none. */
  readonly entries: number;
  /** The entry of the report, or the chain's last. */
  readonly entry?: ChainEntry;
  readonly problems: readonly ChainProblem[];
}

/**
 * Verifies a chain, with the reports that lie beside it, or one report in any of its forms, against the chain beside it.
 * @throws PostureError when the file cannot be read
 */
export function verifyFile(path: string, given: VerifyOptions): Verification {
  const options = { allowUnsigned: false, ...given };
  const absolute = resolve(path);
  const text = readIfThere(absolute);
  if (text === undefined) throw new PostureError(`${path} does not exist`);
  const folder = dirname(absolute);
  if (extname(absolute) === ".jsonl") {
    if (basename(absolute) !== chainName) throw new PostureError(`a chain is named ${chainName}`);
    const { entries, problems } = checkedChain(folder, options);
    const last = entries.at(-1);
    const empty: ChainProblem[] =
      entries.length === 0 ? [{ code: "empty", message: "the chain holds no entry" }] : [];
    return {
      kind: "chain",
      entries: entries.length,
      ...(last && { entry: last }),
      problems: [...empty, ...problems],
    };
  }
  return verifyOneReport(text, { folder, extension: extname(absolute), options });
}

interface ReportPlace {
  readonly folder: string;
  readonly extension: string;
  readonly options: VerifyOptions;
}

function verifyOneReport(text: string, { folder, extension, options }: ReportPlace): Verification {
  const files = readChainFiles(folder);
  const chain = files.chain === "" ? undefined : checkedChain(folder, options);
  const entries = chain?.entries ?? [];
  const chainProblems = chain?.problems ?? [];
  const common = { kind: "report" as const, entries: entries.length };
  if (extension === ".html" || extension === ".csv") {
    const digest = nodeHash.sha256(text);
    const form = extension === ".html" ? "html" : "csv";
    const entry = entries.find((one) => one.files?.[form] === digest);
    if (entry) return { ...common, entry, problems: chainProblems };
    const message = chain
      ? "the chain knows no such report: it was changed"
      : `there is no ${chainName} beside it to hold it against`;
    return { ...common, problems: [{ code: "not-in-chain", message }, ...chainProblems] };
  }
  const { entry, problems } = verifyReport(text, contextOf(options));
  const foreign: ChainProblem[] =
    entry && chain && !isInChain(entry, entries)
      ? [{ code: "not-in-chain", message: "the chain beside it does not hold this report" }]
      : [];
  return { ...common, ...(entry && { entry }), problems: [...problems, ...foreign, ...chainProblems] };
}

/** A chain with its problems, those of the reports beside it too. */
interface CheckedChain {
  readonly entries: readonly ChainEntry[];
  readonly problems: readonly ChainProblem[];
}

/**
 * Verifies the chain of a folder and the reports in it.
 * @throws PostureError when something is there and cannot be read
 */
export function checkedChain(folder: string, options: VerifyOptions): CheckedChain {
  const { chain, head } = readChainFiles(folder);
  const context = contextOf({
    ...options,
    allowUnsigned: options.allowUnsigned ?? options.key === undefined,
  });
  const verified = verifyChain(chain, head, context);
  const beside = reportFiles(folder).flatMap(({ name, seq }): readonly ChainProblem[] => {
    const { entry, problems } = verifyReport(readIfThere(join(folder, name)) ?? "", context);
    const at = verified.entries[seq];
    if (!at)
      return [
        { code: "head", message: `${name} lies here, but the chain does not reach it: entries are missing` },
      ];
    // What is wrong with the entry itself is told of the chain's line.
    const isChanged = problems.some(
      ({ code }) => code === "content" || code === "form" || code === "not-json",
    );
    return entry?.hash === at.hash && !isChanged
      ? []
      : [{ code: "content", message: `${name} is not the report that the chain holds` }];
  });
  return { entries: verified.entries, problems: [...verified.problems, ...beside] };
}

/** The chain of a folder as a fact for PK-028. Never throws. */
export function chainFact(folder: string | undefined, options: VerifyOptions): Fact<ChainFact> {
  if (folder === undefined)
    return unknown("no folder for reports was given: picket posture --report-dir DIR keeps them in a chain");
  try {
    const { entries, problems } = checkedChain(folder, options);
    const last = entries.at(-1);
    const [problem] = problems;
    const line = problem?.line === undefined ? "" : `line ${problem.line}: `;
    return known(
      {
        entries: entries.length,
        isIntact: problems.length === 0,
        ...(last && { lastRunAt: Date.parse(last.time) }),
        ...(problem && { problem: `${line}${problem.message}` }),
      },
      folder,
      ...(last ? [`head ${last.hash}`] : []),
    );
  } catch (error) {
    return unknown(
      error instanceof PostureError ? error.message : "the chain of reports could not be read",
      folder,
    );
  }
}

function contextOf({ key, allowUnsigned = false, now }: VerifyOptions): VerifyContext {
  return {
    hash: nodeHash,
    signatures: nodeSignatures,
    allowUnsigned,
    now,
    ...(key !== undefined && { key }),
  };
}
