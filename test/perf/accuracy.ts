import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Severity, atLeast } from "../../src/core/model/severity.ts";
import { type Span, overlaps } from "../../src/core/model/span.ts";
import { scan } from "../../src/core/secrets/scan.ts";
import { createSecretlint } from "./accuracySecretlint.ts";

/** One labelled sample; see the corpus's own description. */
export interface CorpusRow {
  readonly id: string;
  readonly rule: string;
  readonly text: string;
  readonly label: "secret" | "benign";
  readonly tier: "core" | "rule-negative" | "near-miss";
  readonly source: string;
  readonly path?: string;
  readonly value?: string;
  readonly filler?: boolean;
}

/** Something a scanner reported. */
export interface Report {
  readonly span: Span;
  readonly severity: Severity;
}

/** A scanner under measurement. */
export type Scanner = (text: string, path: string) => Promise<readonly Report[]>;

/** `hits` of `total`. */
export interface Share {
  readonly hits: number;
  readonly total: number;
}

/** What a scanner does on the corpus. Shares of secrets leave out rows marked `filler`, unless said otherwise. */
export interface Accuracy {
  readonly recall: Share;
  /** Samples that neither gitleaks nor betterleaks wrote. */
  readonly recallForeign: Share;
  readonly recallWithFiller: Share;
  /** Recall when a finding of severity info counts too. */
  readonly recallAtInfo: Share;
  readonly benignCoreFlagged: Share;
  readonly ruleNegativeAtError: Share;
  readonly nearMissAtError: Share;
  readonly spansExact: Share;
  readonly recallBySource: Readonly<Record<string, Share>>;
}

/** Picket beside secretlint alone. */
export interface AccuracyReport {
  readonly rows: number;
  readonly picket: Accuracy;
  readonly secretlint: Accuracy;
}

/** How a row counts; printed with every summary. */
const definition =
  "found: at least one finding at warning or above, overlapping the labelled value where the row gives one. " +
  "exact: of the found rows with a value, a finding at warning or above covers exactly that value. " +
  "flagged: any finding at warning or above in a benign row. Rows marked as filler are counted only where said.";

/** Reads `secrets.jsonl.gz`. @throws when the file is not there */
function readCorpus(corporaDir: string): CorpusRow[] {
  const text = gunzipSync(readFileSync(join(corporaDir, "secrets.jsonl.gz"))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as CorpusRow);
}

/** Every place of the row's value in its text; undefined when the row names no value that occurs. */
function valueSpans(row: CorpusRow): Span[] | undefined {
  if (row.value === undefined || row.value === "") return undefined;
  const spans: Span[] = [];
  for (let at = row.text.indexOf(row.value); at !== -1; at = row.text.indexOf(row.value, at + 1)) {
    spans.push({ start: at, end: at + row.value.length });
  }
  return spans.length > 0 ? spans : undefined;
}

/** Whether the reports find the row's secret, at `severity` or louder. */
function isFound(row: CorpusRow, reports: readonly Report[], severity: Severity): boolean {
  const spans = valueSpans(row);
  return reports.some(
    (report) =>
      atLeast(report.severity, severity) && (spans?.some((span) => overlaps(span, report.span)) ?? true),
  );
}

/** Whether one report at warning or above covers exactly the row's value. */
function isExact(row: CorpusRow, reports: readonly Report[]): boolean {
  return reports.some(
    (report) =>
      atLeast(report.severity, "warning") &&
      (valueSpans(row)?.some((span) => span.start === report.span.start && span.end === report.span.end) ??
        false),
  );
}

interface Judged {
  readonly row: CorpusRow;
  readonly reports: readonly Report[];
}

function share(judged: readonly Judged[], hit: (entry: Judged) => boolean): Share {
  return { hits: judged.filter(hit).length, total: judged.length };
}

function flagged(severity: Severity): (entry: Judged) => boolean {
  return ({ reports }) => reports.some((report) => atLeast(report.severity, severity));
}

/** Runs a scanner over the rows. */
export async function accuracyOf(rows: readonly CorpusRow[], scanner: Scanner): Promise<Accuracy> {
  const judged: Judged[] = [];
  for (const row of rows) judged.push({ row, reports: await scanner(row.text, row.path ?? "") });
  const secrets = judged.filter(({ row }) => row.label === "secret");
  const gated = secrets.filter(({ row }) => row.filler !== true);
  const found = ({ row, reports }: Judged): boolean => isFound(row, reports, "warning");
  const benign = (tier: CorpusRow["tier"]): Judged[] =>
    judged.filter(({ row }) => row.label === "benign" && row.tier === tier);
  const sources = [...new Set(gated.map(({ row }) => row.source))].sort();
  return {
    recall: share(gated, found),
    recallForeign: share(
      gated.filter(({ row }) => row.source !== "gitleaks" && row.source !== "betterleaks"),
      found,
    ),
    recallWithFiller: share(secrets, found),
    recallAtInfo: share(gated, ({ row, reports }) => isFound(row, reports, "info")),
    benignCoreFlagged: share(benign("core"), flagged("warning")),
    ruleNegativeAtError: share(benign("rule-negative"), flagged("error")),
    nearMissAtError: share(benign("near-miss"), flagged("error")),
    spansExact: share(
      gated.filter((entry) => valueSpans(entry.row) !== undefined && found(entry)),
      ({ row, reports }) => isExact(row, reports),
    ),
    recallBySource: Object.fromEntries(
      sources.map((source) => [
        source,
        share(
          gated.filter(({ row }) => row.source === source),
          found,
        ),
      ]),
    ),
  };
}

/** Picket's own scanner, as both hosts run it. */
const picketScanner: Scanner = async (text, path) => await scan(text, { path });

/**
 * Measures Picket, and secretlint's recommended preset with AWS key ids on, over the labelled corpus.
 * @param corporaDir folder of `secrets.jsonl.gz`
 */
export async function measureAccuracy(corporaDir: string): Promise<AccuracyReport> {
  const rows = readCorpus(corporaDir);
  return {
    rows: rows.length,
    picket: await accuracyOf(rows, picketScanner),
    secretlint: await accuracyOf(rows, createSecretlint()),
  };
}

function percent({ hits, total }: Share): string {
  return `${total === 0 ? "-" : ((100 * hits) / total).toFixed(1)} % (${hits} of ${total})`;
}

/** The report as lines of text. Holds no value of the corpus. */
export function summarizeAccuracy(report: AccuracyReport): string {
  const lines: [string, (accuracy: Accuracy) => Share][] = [
    ["recall", (accuracy) => accuracy.recall],
    ["recall, not gitleaks' or betterleaks' samples", (accuracy) => accuracy.recallForeign],
    ["recall, filler rows counted", (accuracy) => accuracy.recallWithFiller],
    ["recall at info or above", (accuracy) => accuracy.recallAtInfo],
    ["benign core flagged", (accuracy) => accuracy.benignCoreFlagged],
    ["rule-negatives at error", (accuracy) => accuracy.ruleNegativeAtError],
    ["near-misses at error", (accuracy) => accuracy.nearMissAtError],
    ["spans exact", (accuracy) => accuracy.spansExact],
  ];
  const rows = lines.map(
    ([title, pick]) =>
      `${title.padEnd(46)} ${percent(pick(report.picket)).padEnd(24)} ${percent(pick(report.secretlint))}`,
  );
  const sources = Object.entries(report.picket.recallBySource).map(
    ([source, hits]) =>
      `  recall on ${source.padEnd(34)} ${percent(hits).padEnd(24)} ${percent(report.secretlint.recallBySource[source] ?? { hits: 0, total: 0 })}`,
  );
  const head = `${`${report.rows} rows`.padEnd(46)} ${"Picket".padEnd(24)} secretlint`;
  return [head, ...rows, ...sources, definition].join("\n");
}
