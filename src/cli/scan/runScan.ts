import { resolve } from "node:path";
import { isIgnored, patternRules } from "../../adapters/node/ignoreRules.ts";
import { isUnjudged } from "../../adapters/node/skipReason.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import { atLeast, type Severity } from "../../core/model/severity.ts";
import { findVersion, findWorker } from "../installation.ts";
import { visible } from "../../core/model/visible.ts";
import type { ReadRules } from "../../core/secrets/custom/readCustomRules.ts";
import { allRules, customRuleInfos } from "../rules.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { githubReporter } from "../report/github.ts";
import { jsonReporter } from "../report/json.ts";
import type { Reporter, ScanReport } from "../report/report.ts";
import { sarifReporter } from "../report/sarif.ts";
import { textReporter } from "../report/text.ts";
import { didYouMean, UsageError } from "../usageError.ts";
import { openBaseline, type OpenBaseline } from "./baselineFile.ts";
import { collect, emptyCollection, type Collected } from "./collect.ts";
import { scanHistory } from "./history/scanHistory.ts";
import { loadConfig, type LoadedConfig } from "./config.ts";
import { scanSource } from "./inputs.ts";
import { readMcpPolicy } from "./mcpPolicy.ts";
import { drawProgress } from "./progress.ts";
import { engines, readScanOptions, toEngines, type ScanOptions } from "./scanOptions.ts";

const megabyte = 1024 * 1024;

/** `picket scan`: status 0 nothing at or above `--fail-on`, 1 findings or something not judged. */
export async function runScan(argv: readonly string[], io: Io): Promise<0 | 1 | 2> {
  const started = performance.now();
  const options = readScanOptions(argv);
  const loaded = loadConfig(io.cwd, options.config);
  const { custom, shown } = loaded;
  checkRules(Object.keys(loaded.config.severities ?? {}), custom);
  for (const problem of custom.problems) io.stderr(`picket: ${visible(`${shown}: ${problem}`)}\n`);
  const baseline = openBaseline({
    cwd: io.cwd,
    named: options.baseline,
    configured: configuredBaseline(loaded),
    update: options.updateBaseline,
  });
  const mcpPolicy = await readMcpPolicy(loaded, options.config !== undefined);
  const collected = await scanAll({ ...options, ...(mcpPolicy && { mcpPolicy }) }, loaded, baseline, io);
  if (options.updateBaseline) io.stderr(`picket: ${baseline.save()}\n`);
  // Whatever such a rule would have found, nobody looked for it.
  if (custom.problems.length > 0) collected.skipped.push({ path: shown, reason: "invalid-rule" });
  const report: ScanReport = {
    version: findVersion(),
    ...collected,
    durationMs: Math.round(performance.now() - started),
  };
  await writeAll(io, reporterOf(options, io, custom)(report));
  return statusOf(report, options.failOn ?? loaded.config.failOn ?? "error");
}

async function scanAll(
  options: ScanOptions & { readonly mcpPolicy?: PolicyState },
  { config, folder, custom }: LoadedConfig,
  baseline: OpenBaseline,
  io: Io,
): Promise<Collected> {
  const settings = {
    policyTypeOf: policyTypesIn(config, folder, io.cwd),
    engines: options.only ?? toEngines(config.only) ?? engines,
    ...(options.mcpPolicy && { mcpPolicy: options.mcpPolicy }),
    limits: { maxBytes: (config.maxFileSizeMB ?? 50) * megabyte },
    ...(config.severities && { severities: config.severities }),
    ...(custom.rules.length > 0 && { customRules: custom.rules }),
    jobs: options.jobs,
    workerPath: findWorker(),
    ignoreFiles: options.ignoreFiles,
    rules: patternRules(folder, config.ignore ?? []),
  };
  const selection = {
    minSeverity: options.minSeverity ?? config.minSeverity ?? "hint",
    frames: options.format === "text" && !options.quiet,
    baseline,
  };
  if (options.source.kind === "history") {
    // The rest decides what is reported of it, which is chosen anew each time.
    const counting = {
      ...config,
      only: undefined,
      baseline: undefined,
      failOn: undefined,
      minSeverity: undefined,
    };
    return scanHistory({ ...options, source: options.source, settings, selection, config: counting, io });
  }
  const collected = emptyCollection();
  const progress = drawProgress(io);
  try {
    for await (const outcome of scanSource(options.source, settings, io)) {
      // The baseline itself is full of hashes, and none of them is a secret.
      if (outcome.name === baseline.name) continue;
      collect(collected, outcome, selection);
      progress.at(collected.files);
    }
  } finally {
    progress.clear();
  }
  return collected;
}

/** By the first pattern of the configuration that matches. */
function policyTypesIn({ policyTypes = {} }: LoadedConfig["config"], folder: string, cwd: string) {
  const rules = Object.entries(policyTypes).map(
    ([pattern, type]) => [patternRules(folder, [pattern]), type] as const,
  );
  return (name: string) => rules.find(([patterns]) => isIgnored(patterns, resolve(cwd, name), false))?.[1];
}

/** A baseline named in the configuration is relative to the configuration's folder. */
function configuredBaseline({ config, folder }: LoadedConfig): string | undefined {
  return config.baseline === undefined ? undefined : resolve(folder, config.baseline);
}

function checkRules(ruleIds: readonly string[], { rules, refused }: ReadRules): void {
  const own = [...rules.map(({ id }) => id), ...refused].map((id) => `secrets/${id}`);
  const known = [...allRules.map(({ ruleId }) => ruleId), ...own, "secrets/*"];
  const wrong = ruleIds.find((id) => !known.includes(id));
  if (wrong === undefined) return;
  throw new UsageError(`severities: there is no rule ${JSON.stringify(wrong)}${didYouMean(wrong, known)}`);
}

function reporterOf({ format, quiet }: ScanOptions, { colour }: Io, { rules }: ReadRules): Reporter {
  const reporters: Readonly<Record<ScanOptions["format"], () => Reporter>> = {
    text: () => textReporter({ colour, quiet }),
    json: () => jsonReporter,
    sarif: () => sarifReporter([...allRules, ...customRuleInfos(rules)]),
    github: () => githubReporter,
  };
  return reporters[format]();
}

function statusOf({ findings, skipped }: ScanReport, failOn: Severity | "never"): 0 | 1 {
  if (failOn === "never") return 0;
  const loud = findings.some(({ finding }) => atLeast(finding.severity, failOn));
  return loud || skipped.some(({ reason }) => isUnjudged(reason)) ? 1 : 0;
}
