import type { RiskSeverity } from "../core/activity/risk/risk.ts";
import type { PanelFilter, PanelRow } from "./activity.ts";

/** Lets every row pass. */
export const openFilter: PanelFilter = {
  text: "",
  minRisk: "info",
  services: [],
  names: [],
  writesOnly: false,
  deniedOnly: false,
};

/** Larger is louder. */
export const riskRank: Readonly<Record<RiskSeverity, number>> = {
  info: 0,
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};

/** Severities, loudest first. */
export const severities: readonly RiskSeverity[] = ["critical", "high", "medium", "low", "info"];

/** Whether a row is shown. `text` is its `searchText`, where somebody keeps it. */
export type RowTest = (row: PanelRow, text?: string) => boolean;

/** What the words of a filter are looked for in: lower case, and no word reaches from one field into the next. */
export function searchText(row: PanelRow): string {
  const { name, service, resource, errorCode, region, category } = row;
  return `${name}\n${service}\n${resource}\n${errorCode ?? ""}\n${region ?? ""}\n${category}`.toLowerCase();
}

/** The filter as a function, so that each row is looked at once and only for what is asked. @param now ms since epoch */
export function compileFilter(filter: PanelFilter, now: number): RowTest {
  const tests: RowTest[] = [];
  const { writesOnly, deniedOnly, minRisk, withinMs, services, names, text } = filter;
  const least = riskRank[minRisk];
  if (writesOnly) tests.push((row) => row.write);
  if (deniedOnly) tests.push((row) => row.outcome === "denied");
  if (least > 0) tests.push((row) => riskRank[row.severity] >= least);
  if (withinMs !== undefined) {
    const since = now - withinMs;
    tests.push((row) => row.time !== undefined && row.time >= since);
  }
  if (services.length > 0) tests.push(oneOf(services, (row) => row.service));
  if (names.length > 0) tests.push(oneOf(names, (row) => row.name));
  for (const word of text.toLowerCase().split(/\s+/).filter(Boolean)) {
    tests.push((row, known) => (known ?? searchText(row)).includes(word));
  }
  return allOf(tests);
}

function oneOf(wanted: readonly string[], value: (row: PanelRow) => string): RowTest {
  const set = new Set(wanted);
  return (row) => set.has(value(row));
}

function allOf(tests: readonly RowTest[]): RowTest {
  const [only] = tests;
  if (!only) return () => true;
  if (tests.length === 1) return only;
  return (row, text) => {
    for (const test of tests) if (!test(row, text)) return false;
    return true;
  };
}

/** How many of its parts narrow the list; words count as one. */
export function narrowings(filter: PanelFilter): number {
  return [
    filter.text.trim() !== "",
    filter.minRisk !== "info",
    filter.services.length > 0,
    filter.names.length > 0,
    filter.writesOnly,
    filter.deniedOnly,
    filter.withinMs !== undefined,
  ].filter(Boolean).length;
}
