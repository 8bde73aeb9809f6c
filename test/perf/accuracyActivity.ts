/**
 * How the risk of an event agrees with labelled events. `node test/perf/accuracyActivity.ts [corpora folder]` prints the
 * figures and every miss. "Benign" means one rule's own negative test: rows that change IAM, which an agent's role never
 * may, and rows whose event another rule calls high are listed again as contradictions, but still counted.
 */
import { fileURLToPath } from "node:url";
import { isEvent, readEvent } from "../../src/core/activity/event.ts";
import { classifyRisk } from "../../src/core/activity/risk/classifyRisk.ts";
import { atLeast, type Risk } from "../../src/core/activity/risk/risk.ts";
import { changesIam } from "../../src/core/activity/risk/verbs.ts";
import { readRows } from "./accuracyIam.ts";

interface LabelledRow {
  readonly event: Readonly<Record<string, unknown>>;
  readonly expected: "high" | "benign" | "medium";
  readonly rule: string;
  readonly reason: string;
}

/** Figures of the labelled corpus. */
export interface ActivityAccuracy {
  readonly high: number;
  readonly found: number;
  readonly benign: number;
  readonly flagged: number;
  /** Rows labelled high that are below. */
  readonly missed: readonly string[];
  /** Rows labelled benign that are high or above. */
  readonly raised: readonly string[];
  /** Of the raised rows those that change IAM, and those whose event other rows of the corpus call high. */
  readonly contradictions: readonly string[];
  /** Per severity, how many of the rows labelled medium; not gated. */
  readonly medium: Readonly<Record<string, number>>;
}

/** Classifies every labelled event. */
export function measureActivity(corpora: string): ActivityAccuracy {
  const missed: string[] = [];
  const raised: string[] = [];
  const contradictions: string[] = [];
  const medium: Record<string, number> = {};
  const count = { high: 0, benign: 0 };
  const rows = readRows<LabelledRow>(corpora, "activity-labelled");
  const loudElsewhere = new Set(
    rows.filter(({ expected }) => expected === "high").map(({ event }) => nameOf(readEvent(event))),
  );
  for (const row of rows) {
    const event = readEvent(row.event);
    const risk: Risk = isEvent(event)
      ? classifyRisk(event)
      : { severity: "info", category: "read", reasons: [event.error] };
    if (row.expected === "medium") {
      medium[risk.severity] = (medium[risk.severity] ?? 0) + 1;
      continue;
    }
    count[row.expected]++;
    const isLoud = atLeast(risk.severity, "high");
    if (isLoud === (row.expected === "high")) continue;
    const name = nameOf(event);
    const line = `${name} ${risk.severity} (${row.rule || row.reason}): ${risk.reasons.join(" ")}`;
    if (row.expected === "high") missed.push(line);
    else {
      raised.push(line);
      if ((isEvent(event) && changesIam(event)) || loudElsewhere.has(name)) contradictions.push(line);
    }
  }
  return {
    high: count.high,
    found: count.high - missed.length,
    benign: count.benign,
    flagged: raised.length,
    missed,
    raised,
    contradictions,
    medium,
  };
}

function nameOf(event: ReturnType<typeof readEvent>): string {
  return isEvent(event) ? `${event.service}:${event.name}` : "";
}

/** The figures in lines for a person. */
export function summarizeActivity(report: ActivityAccuracy): string {
  const { high, found, benign, flagged, missed, raised, contradictions, medium } = report;
  const percent = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
  return [
    `recall of high: ${found} of ${high} (${percent(found, high)}, goal 92 %)`,
    `benign at high or above: ${flagged} of ${benign} (${percent(flagged, benign)}, goal at most 10 %)`,
    `rows labelled medium, not gated: ${JSON.stringify(medium)}`,
    ...missed.map((line) => `missed ${line}`),
    ...raised.map((line) => `raised ${line}`),
    ...contradictions.map((line) => `contradicted by the guide or by another row: ${line}`),
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const corpora = process.argv[2] ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
  process.stdout.write(`${summarizeActivity(measureActivity(corpora))}\n`);
}
