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
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 0) tests.push(hasWords(words));
  return allOf(tests);
}

/** Texts of which a word remembers whether it is in them. */
const mostRemembered = 5_000;

/**
 * Whether every word is somewhere in a row. Where nobody keeps the row's text, its fields are looked at one by one: all but
 * the resource have few texts, each of many rows, so each of these is looked through once.
 */
function hasWords(words: readonly string[]): RowTest {
  const lookups = words.map((word) => ({ word, isIn: remembering(word) }));
  return (row, text) => {
    if (text !== undefined) return words.every((word) => text.includes(word));
    const { name, service, resource, errorCode = "", region = "", category } = row;
    let lower: string | undefined;
    for (const { word, isIn } of lookups) {
      if (isIn(service) || isIn(name) || isIn(category) || isIn(region) || isIn(errorCode)) continue;
      lower ??= resource.toLowerCase();
      if (!lower.includes(word)) return false;
    }
    return true;
  };
}

function remembering(word: string): (field: string) => boolean {
  const remembered = new Map<string, boolean>();
  return (field) => {
    const known = remembered.get(field);
    if (known !== undefined) return known;
    const found = field.toLowerCase().includes(word);
    if (remembered.size < mostRemembered) remembered.set(field, found);
    return found;
  };
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
