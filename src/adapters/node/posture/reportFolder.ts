import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { errorCode } from "../skipReason.ts";
import { PostureError } from "./reportError.ts";

export const chainName = "posture-chain.jsonl";
export const headName = "posture-chain.head.json";
const lockName = "posture-chain.lock";

/** In bytes: some 200,000 reports. */
const mostChain = 200_000_000;

/** The files of a chain as they stand; a missing chain is an empty text. */
export interface ChainFiles {
  readonly chain: string;
  readonly head?: string;
}

/**
 * Reads a chain and its head.
 * @param path of the chain's file
 * @throws PostureError when one of them is there and cannot be read
 */
export function readChainFiles(folder: string): ChainFiles {
  const chain = readIfThere(join(folder, chainName));
  const head = readIfThere(join(folder, headName));
  return { chain: chain ?? "", ...(head !== undefined && { head }) };
}

/**
 * The text of a file, undefined when it is missing.
 * @throws PostureError
 */
export function readIfThere(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new PostureError(`${path} is no file`);
    if (stats.size > mostChain) throw new PostureError(`${path} is too large`);
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof PostureError) throw error;
    if (errorCode(error) === "ENOENT") return undefined;
    throw new PostureError(`${path} cannot be read (${errorCode(error) ?? "unknown error"})`);
  }
}

/** A report's file and the number in its name. */
export interface ReportFile {
  readonly name: string;
  readonly seq: number;
}

/** The names of reports of a folder. @throws PostureError */
export function reportFiles(folder: string): readonly ReportFile[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const [, seq] = /^posture-(\d{6,8})-\d{8}T\d{6}Z\.json$/.exec(name) ?? [];
      return seq === undefined ? [] : [{ name, seq: Number(seq) }];
    });
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw new PostureError(`the folder ${folder} cannot be read (${errorCode(error) ?? "unknown error"})`);
  }
}

/**
 * Does something while no other run writes to the folder, which is made when it is missing.
 * @throws PostureError when another run writes, or the folder cannot be written to
 */
export function withLock<Result>(folder: string, run: () => Result): Result {
  const lock = join(folder, lockName);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(lock, "wx", 0o600));
  } catch (error) {
    const code = errorCode(error);
    throw new PostureError(
      code === "EEXIST"
        ? `another run writes to ${folder}; if none does, delete ${lockName} there`
        : `the report folder ${folder} cannot be written to (${code ?? "unknown error"})`,
    );
  }
  try {
    return run();
  } finally {
    rmSync(lock, { force: true });
  }
}
