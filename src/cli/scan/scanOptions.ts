import type { EngineName } from "../../core/model/engine.ts";
import type { Severity } from "../../core/model/severity.ts";
import { parseArguments, type OptionSpecs, type ParsedArguments } from "../arguments.ts";
import { UsageError } from "../usageError.ts";

/** Every engine, in the order of a scan. */
export const engines = ["secrets", "iam", "mcp", "kiro"] as const satisfies readonly EngineName[];
export const severityNames = ["error", "warning", "info", "hint"] as const;
const formats = ["text", "json", "sarif", "github"] as const;
type Format = (typeof formats)[number];

export const scanSpecs: OptionSpecs = {
  only: {
    kind: "list",
    choices: engines,
    placeholder: "ENGINES",
    help: "engines to run: secrets, iam, mcp, kiro (default: all)",
  },
  format: {
    kind: "value",
    choices: formats,
    placeholder: "FORMAT",
    help: "text (default), json, sarif or github",
  },
  "fail-on": {
    kind: "value",
    choices: [...severityNames, "never"],
    placeholder: "SEVERITY",
    help: "lowest severity that gives exit status 1: error (default), warning, info, hint or never",
  },
  "min-severity": {
    kind: "value",
    choices: severityNames,
    placeholder: "SEVERITY",
    help: "lowest severity that is reported and counted (default hint: all)",
  },
  baseline: {
    kind: "value",
    placeholder: "FILE",
    help: "known findings to leave out (default .picket-baseline.json)",
  },
  "update-baseline": { kind: "flag", help: "write all findings to the baseline and report none" },
  "no-ignore": { kind: "flag", help: "do not read .gitignore and .picketignore" },
  jobs: {
    kind: "value",
    placeholder: "N",
    help: "threads (default: by the size of the tree and the machine)",
  },
  quiet: { kind: "flag", help: "findings only: no code frames, summary or progress" },
  config: {
    kind: "value",
    placeholder: "FILE",
    help: "configuration (default picket.json, when there is one)",
  },
  staged: { kind: "flag", help: "scan what is staged in git, as it is staged" },
  since: {
    kind: "value",
    placeholder: "REV",
    help: "scan files that changed since a git revision, and untracked ones",
  },
  history: {
    kind: "flag",
    help: "scan what the commits of all branches added; with --since REV, those of REV..HEAD",
  },
  state: {
    kind: "value",
    placeholder: "FILE",
    help: "where --history keeps how far it came (default picket/history.json in git's own folder)",
  },
  full: { kind: "flag", help: "with --history: scan all commits, also those of earlier runs" },
  stdin: { kind: "flag", help: "scan standard input" },
  "stdin-path": { kind: "value", placeholder: "NAME", help: "path that standard input is taken to stand in" },
  debug: { kind: "flag", help: "print stacks of internal errors" },
};

/** Where the texts come from. */
export type Source =
  | { readonly kind: "paths"; readonly paths: readonly string[] }
  | { readonly kind: "staged"; readonly paths: readonly string[] }
  | { readonly kind: "since"; readonly revision: string; readonly paths: readonly string[] }
  | HistorySource
  | { readonly kind: "stdin"; readonly name: string };

/** The commits of a repository. */
export interface HistorySource {
  readonly kind: "history";
  /** Commits that this one descends from are left out, and only HEAD counts; undefined: all branches, tags and so on. */
  readonly revision: string | undefined;
  /** Empty: all. */
  readonly paths: readonly string[];
  readonly state: string | undefined;
  readonly full: boolean;
}

/** The command line of `picket scan`. Undefined: not given, the configuration or the default decides. */
export interface ScanOptions {
  readonly source: Source;
  /** Undefined: the configuration decides, else all. */
  readonly only: readonly EngineName[] | undefined;
  readonly format: Format;
  readonly failOn: Severity | "never" | undefined;
  readonly minSeverity: Severity | undefined;
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly ignoreFiles: boolean;
  readonly jobs: number | undefined;
  readonly quiet: boolean;
  readonly config: string | undefined;
}

/** @throws UsageError */
export function readScanOptions(argv: readonly string[]): ScanOptions {
  const parsed = parseArguments(argv, scanSpecs, "scan");
  const source = readSource(parsed);
  const only = toEngines(parsed.list("only"));
  if (source.kind === "history" && only && only.join() !== "secrets") {
    throw new UsageError("--history looks for secrets; leave --only out", "scan");
  }
  return {
    source,
    only,
    format: pick(formats, parsed.value("format")) ?? "text",
    failOn: pick([...severityNames, "never"] as const, parsed.value("fail-on")),
    minSeverity: pick(severityNames, parsed.value("min-severity")),
    baseline: parsed.value("baseline"),
    updateBaseline: parsed.flag("update-baseline"),
    ignoreFiles: !parsed.flag("no-ignore"),
    jobs: readJobs(parsed.value("jobs")),
    quiet: parsed.flag("quiet"),
    config: parsed.value("config"),
  };
}

/** The named engines in the order of a scan; undefined when none are named. */
export function toEngines(names: readonly string[] | undefined): readonly EngineName[] | undefined {
  return names && engines.filter((name) => names.includes(name));
}

function readSource(parsed: ParsedArguments): Source {
  const { positionals } = parsed;
  const revision = parsed.value("since");
  const asked = ["stdin", "staged", "since", "history"].filter((name) => parsed.flag(name));
  if (parsed.flag("history") && asked.length === 1 + (revision === undefined ? 0 : 1)) {
    return readHistorySource(parsed);
  }
  const alone = ["state", "full"].find((name) => parsed.flag(name));
  if (alone !== undefined) throw new UsageError(`--${alone} needs --history`, "scan");
  if (asked.length > 1) throw new UsageError(`--${asked.join(" and --")} cannot be combined`, "scan");
  if (parsed.flag("stdin")) {
    if (positionals.length > 0)
      throw new UsageError("--stdin takes no path; name it with --stdin-path", "scan");
    return { kind: "stdin", name: parsed.value("stdin-path") ?? "stdin" };
  }
  if (parsed.flag("stdin-path")) throw new UsageError("--stdin-path needs --stdin", "scan");
  const paths = positionals.length > 0 ? positionals : ["."];
  if (parsed.flag("staged")) return { kind: "staged", paths };
  return revision === undefined ? { kind: "paths", paths } : { kind: "since", revision, paths };
}

function readHistorySource(parsed: ParsedArguments): HistorySource {
  const [revision, state] = [parsed.value("since"), parsed.value("state")];
  const paths = parsed.positionals;
  if (state !== undefined && (revision !== undefined || paths.length > 0)) {
    throw new UsageError("--state is kept for scans of all commits: leave paths and --since out", "scan");
  }
  return { kind: "history", revision, paths, state, full: parsed.flag("full") };
}

function readJobs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (jobs < 1 || jobs > 256) throw new UsageError("--jobs takes a number from 1 to 256", "scan");
  return jobs;
}

/** `value` as one of the choices, which the parser has checked it against. */
function pick<T extends string>(choices: readonly T[], value: string | undefined): T | undefined {
  return choices.find((choice) => choice === value);
}
