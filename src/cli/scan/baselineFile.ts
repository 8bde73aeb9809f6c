import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { nodeHash } from "../../adapters/node/hash.ts";
import { errorCode } from "../../adapters/node/skipReason.ts";
import { nameOf } from "../../adapters/node/walk.ts";
import type { Finding } from "../../core/model/finding.ts";
import {
  BaselineError,
  createBaseline,
  formatBaseline,
  knownFindings,
  parseBaseline,
  type Baseline,
  type BaselineEntry,
  type BaselineFile,
} from "../../core/secrets/baseline.ts";
import { readForeignBaseline, type ForeignBaseline } from "../../core/secrets/foreignBaselines.ts";
import { UsageError } from "../usageError.ts";

/** The file that is read when it stands in the working folder and nothing names another. */
const defaultBaselineName = ".picket-baseline.json";

/** A file of the run with its findings; `name` is relative to the working folder. */
interface FoundIn {
  readonly name: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** The baseline of one run. */
export interface OpenBaseline {
  /** Name of the baseline itself, which is not scanned; undefined when there is none. */
  readonly name: string | undefined;
  /** For each finding of the file, whether it is left out. While updating, all are. */
  known(file: FoundIn): readonly boolean[];
  /** Notes that a file was scanned, so that an update forgets what it held before. */
  seen(name: string): void;
  /** Writes the findings of the run, and keeps what is known of files that were not part of it. Gives a line to print. */
  save(): string;
}

interface BaselineChoice {
  readonly cwd: string;
  /** Of `--baseline`. */
  readonly named: string | undefined;
  /** Absolute, of the configuration. */
  readonly configured: string | undefined;
  readonly update: boolean;
}

/**
 * Opens the baseline that the command line, the configuration or the default names.
 * @throws UsageError when a named one cannot be read, BaselineError when it is broken
 */
export function openBaseline(choice: BaselineChoice): OpenBaseline {
  const { cwd, named, configured, update } = choice;
  const path = named === undefined ? (configured ?? resolve(cwd, defaultBaselineName)) : resolve(cwd, named);
  const optional = update || (named === undefined && configured === undefined);
  const shown = named ?? nameOf(cwd, path);
  const baseline = readBaseline(path, shown, optional);
  if (!baseline && !update) return none;
  if (baseline && "tool" in baseline) {
    if (!update) return runWithForeign(baseline, cwd, path);
    throw new UsageError(
      `${shown} is a file of ${baseline.tool}, which Picket does not write; name another with --baseline`,
      "scan",
    );
  }
  return runWith(baseline ?? createBaseline(randomBytes(16).toString("hex"), [], nodeHash), choice, path);
}

const none: OpenBaseline = {
  name: undefined,
  known: ({ findings }) => findings.map(() => false),
  seen: () => undefined,
  save: () => "",
};

/** Paths in another tool's file are relative to the folder that it stands in, as with `runWith`. */
function runWithForeign(foreign: ForeignBaseline, cwd: string, path: string): OpenBaseline {
  const folder = dirname(path);
  return {
    ...none,
    name: nameOf(cwd, path),
    known: ({ name, text, findings }) =>
      foreign.known({ path: relative(folder, resolve(cwd, name)).split(sep).join("/"), text, findings }),
  };
}

function runWith(baseline: Baseline, { cwd, update }: BaselineChoice, path: string): OpenBaseline {
  const folder = dirname(path);
  const scanned = new Set<string>();
  const found: BaselineEntry[] = [];
  // Entries are relative to the baseline, so that they hold wherever the command is run.
  const pathOf = (name: string): string => relative(folder, resolve(cwd, name)).split(sep).join("/");
  return {
    name: nameOf(cwd, path),
    seen: (name) => void (update && scanned.add(pathOf(name))),
    known: ({ name, text, findings }) => {
      const file: BaselineFile = { path: pathOf(name), text, findings };
      if (!update) return knownFindings(baseline, file, nodeHash);
      found.push(...createBaseline(baseline.salt, [file], nodeHash).entries);
      return findings.map(() => true);
    },
    save: () => {
      const kept = baseline.entries.filter(
        (entry) => !scanned.has(entry.path) && existsSync(resolve(folder, entry.path)),
      );
      const entries = [...kept, ...found].sort(byPlace);
      writeBaseline(path, nameOf(cwd, path), { ...baseline, entries });
      return `${nameOf(cwd, path)} knows ${entries.length} now`;
    },
  };
}

function writeBaseline(path: string, shown: string, baseline: Baseline): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, formatBaseline(baseline));
    renameSync(temporary, path);
  } catch (error) {
    throw new UsageError(`cannot write the baseline ${shown} (${errorCode(error) ?? "unknown error"})`);
  }
}

function readBaseline(
  path: string,
  shown: string,
  optional: boolean,
): Baseline | ForeignBaseline | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    if (optional && errorCode(error) === "ENOENT") return undefined;
    const hint = errorCode(error) === "ENOENT" ? "; --update-baseline makes one" : "";
    throw new UsageError(
      `cannot read the baseline ${shown} (${errorCode(error) ?? "unknown error"})${hint}`,
      "scan",
    );
  }
  const foreign = readForeignBaseline(text, { sha1, keyed: keyedDigest() });
  if (foreign) return foreign;
  try {
    return parseBaseline(text);
  } catch (error) {
    throw error instanceof BaselineError ? new BaselineError(`${shown}: ${error.message}`) : error;
  }
}

function sha1(value: string): string {
  return createHash("sha1").update(value).digest("hex");
}

/** The key is never written, so that nothing can be guessed from what is held. */
function keyedDigest(): (value: string) => string {
  const key = randomBytes(32).toString("hex");
  return (value) => nodeHash.hmacSha256(key, value);
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  const left = [a.path, a.ruleId, a.digest].join("\0");
  const right = [b.path, b.ruleId, b.digest].join("\0");
  return left < right ? -1 : left > right ? 1 : 0;
}
