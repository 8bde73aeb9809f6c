/**
 * How the risk of an event agrees with labelled events, and how long judging takes. `node test/perf/accuracyActivity.ts
 * [corpora folder]` prints the figures and the worst misses. "Benign" means one rule's own negative test: rows that change
 * IAM, which an agent's role never may, and rows whose event another rule calls high are listed again as contradictions,
 * but still counted.
 */
import { fileURLToPath } from "node:url";
import { isEvent, readEvent } from "../../src/core/activity/event.ts";
import { classifyRisk } from "../../src/core/activity/risk/classifyRisk.ts";
import { atLeast, riskSeverities, type Risk, type RiskSeverity } from "../../src/core/activity/risk/risk.ts";
import { changesIam } from "../../src/core/activity/risk/verbs.ts";
import { readRows } from "./accuracyIam.ts";

interface LabelledRow {
  readonly event: Readonly<Record<string, unknown>>;
  readonly expected: "high" | "benign" | "medium";
  readonly rule: string;
  readonly reason: string;
}

/** How many rows got each severity. */
type Counts = Record<RiskSeverity, number>;

/** Figures of the labelled corpus. */
export interface ActivityAccuracy {
  readonly high: number;
  readonly found: number;
  readonly benign: number;
  readonly flagged: number;
  /** By label; rows labelled medium are not gated. */
  readonly table: Readonly<Record<LabelledRow["expected"], Readonly<Counts>>>;
  /** Rows labelled high that are below, the quietest first. */
  readonly missed: readonly string[];
  /** Rows labelled benign that are high or above, the loudest first. */
  readonly raised: readonly string[];
  /** Of the raised rows those that change IAM, and those whose event other rows of the corpus call high. */
  readonly contradictions: readonly string[];
  /** Events of trails without labels. */
  readonly unlabelled: Readonly<Counts>;
  /** Microseconds of processor time for one of them: reading the record, and judging it with what it holds. */
  readonly micros: { readonly read: number; readonly judge: number };
}

interface Miss {
  readonly distance: number;
  readonly line: string;
  readonly contradicted: boolean;
}

/** Classifies every labelled event, and measures the time on those without labels. */
export function measureActivity(corpora: string): ActivityAccuracy {
  const rows = readRows<LabelledRow>(corpora, "activity-labelled");
  const loudElsewhere = new Set(
    rows.filter(({ expected }) => expected === "high").map(({ event }) => nameOf(event)),
  );
  const table = { high: noCounts(), benign: noCounts(), medium: noCounts() };
  const missed: Miss[] = [];
  const raised: Miss[] = [];
  for (const { event, expected, rule, reason } of rows) {
    const { severity, reasons } = riskOf(event);
    table[expected][severity]++;
    if (expected === "medium" || atLeast(severity, "high") === (expected === "high")) continue;
    const name = nameOf(event);
    const read = readEvent(event);
    const miss = {
      distance: Math.abs(riskSeverities.indexOf(severity) - riskSeverities.indexOf("high")),
      line: `${name} ${severity} (${rule || reason}): ${reasons.join(" ")}`,
      contradicted: loudElsewhere.has(name) || (isEvent(read) && changesIam(read)),
    };
    (expected === "high" ? missed : raised).push(miss);
  }
  const records = readRows<Pick<LabelledRow, "event">>(corpora, "activity-events").map(({ event }) => event);
  const unlabelled = noCounts();
  for (const record of records) unlabelled[riskOf(record).severity]++;
  const size = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    high: size(table.high),
    found: size(table.high) - missed.length,
    benign: size(table.benign),
    flagged: raised.length,
    table,
    missed: worstFirst(missed),
    raised: worstFirst(raised),
    contradictions: worstFirst(raised.filter(({ contradicted }) => contradicted)),
    unlabelled,
    micros: timeOf(records),
  };
}

function riskOf(record: unknown): Risk {
  const event = readEvent(record);
  return isEvent(event)
    ? classifyRisk(event)
    : { severity: "info", category: "read", reasons: [event.error] };
}

function nameOf(record: unknown): string {
  const event = readEvent(record);
  return isEvent(event) ? `${event.service}:${event.name}` : "";
}

function noCounts(): Counts {
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
}

function worstFirst(misses: readonly Miss[]): string[] {
  return [...misses].sort((a, b) => b.distance - a.distance).map(({ line }) => line);
}

/** The best of some rounds: the others were disturbed. */
function timeOf(records: readonly unknown[]): ActivityAccuracy["micros"] {
  const best = { read: Infinity, judge: Infinity };
  for (let round = 0; round < 40; round++) {
    const fresh: readonly unknown[] = structuredClone(records);
    const started = process.cpuUsage();
    const events = fresh.map(readEvent);
    const read = process.cpuUsage(started);
    for (const event of events) if (isEvent(event)) classifyRisk(event);
    const judge = process.cpuUsage(started).user - read.user;
    best.read = Math.min(best.read, read.user / fresh.length);
    best.judge = Math.min(best.judge, judge / fresh.length);
  }
  return best;
}

/** The figures in lines for a person. */
export function summarizeActivity(report: ActivityAccuracy): string {
  const { high, found, benign, flagged, table, unlabelled, micros } = report;
  const percent = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
  const line = (name: string, counts: Counts): string =>
    [name.padEnd(22), ...riskSeverities.map((severity) => String(counts[severity]).padStart(9))].join("");
  const worst = [
    ...report.missed.map((miss) => `missed ${miss}`),
    ...report.raised.map((miss) => `raised ${miss}`),
  ];
  return [
    `recall of high: ${found} of ${high} (${percent(found, high)}, goal 92 %)`,
    `benign at high or above: ${flagged} of ${benign} (${percent(flagged, benign)}, goal at most 10 %)`,
    ["".padEnd(22), ...riskSeverities.map((severity) => severity.padStart(9))].join(""),
    line("labelled high", table.high),
    line("labelled benign", table.benign),
    line("labelled medium", table.medium),
    line("trails without labels", unlabelled),
    `reading ${micros.read.toFixed(1)} and judging ${micros.judge.toFixed(1)} microseconds an event (goal 25 together)`,
    ...worst.slice(0, 10),
    ...(worst.length > 10 ? [`and ${worst.length - 10} more`] : []),
    ...report.contradictions.map((miss) => `contradicted by the guide or by another row: ${miss}`),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const corpora = process.argv[2] ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
  process.stdout.write(`${summarizeActivity(measureActivity(corpora))}\n`);
}
