import type { FeedChange, FeedRow } from "../feed/feedRow.ts";
import { atLeast, riskSeverities, type RiskCategory, type RiskSeverity } from "../risk/risk.ts";
import { isIgnored, type IgnoreRule } from "./ignoreRule.ts";

/** Events of one kind that deserve a look. Times in ms since epoch. */
export interface Alert {
  /** Tells the kind: category, service and name. */
  readonly kind: string;
  /** The loudest of its events. */
  readonly severity: RiskSeverity;
  readonly category: RiskCategory;
  readonly service: string;
  readonly name: string;
  /** Of the newest event that has one. */
  readonly technique?: string;
  /** Events of the kind that are held. */
  readonly count: number;
  /** Events among them that were not acknowledged. */
  readonly open: number;
  readonly first?: number;
  readonly last?: number;
  /** The newest events, the newest first. */
  readonly newest: readonly FeedRow[];
}

/** Events shown below an alert. */
const mostShown = 20;

interface Group {
  /** By number. */
  readonly rows: Map<number, FeedRow>;
  /** Numbers of rows that were not acknowledged. */
  readonly open: Set<number>;
}

/**
 * Groups the events of high and critical risk by kind, as they come and go in a feed. Acknowledging is about the events
 * that are there: the next one of the kind opens the alert again.
 */
export class Alerts {
  readonly #groups = new Map<string, Group>();
  readonly #kindOf = new Map<number, string>();
  #rules: readonly IgnoreRule[];

  constructor(rules: readonly IgnoreRule[] = []) {
    this.#rules = rules;
  }

  /** Takes a change of the feed in. @returns whether any alert changed */
  take({ rows, removed }: FeedChange): boolean {
    let changed = false;
    for (const row of rows) changed = this.#put(row) || changed;
    for (const n of removed) changed = this.#remove(n) || changed;
    return changed;
  }

  /** Sets the rules: what they are about goes, what they no longer are about comes back. @param rows all of the feed */
  ignore(rules: readonly IgnoreRule[], rows: readonly FeedRow[]): void {
    const open = new Set([...this.#groups.values()].flatMap((group) => [...group.open]));
    const known = new Set(this.#kindOf.keys());
    this.#rules = rules;
    this.#groups.clear();
    this.#kindOf.clear();
    for (const row of rows) this.#put(row);
    for (const [n, kind] of this.#kindOf)
      if (known.has(n) && !open.has(n)) this.#groups.get(kind)?.open.delete(n);
  }

  /** @param kind absent: all kinds */
  acknowledge(kind?: string): void {
    for (const [key, { open }] of this.#groups) if (kind === undefined || key === kind) open.clear();
  }

  /** Kinds with events that were not acknowledged: the number of the badge. */
  get open(): number {
    return [...this.#groups.values()].filter(({ open }) => open.size > 0).length;
  }

  /** Every kind, open ones first, then the loudest, then the newest. */
  list(): readonly Alert[] {
    return [...this.#groups]
      .flatMap(([kind, group]) => alertOf(kind, group) ?? [])
      .sort(
        (a, b) =>
          Number(b.open > 0) - Number(a.open > 0) ||
          riskSeverities.indexOf(a.severity) - riskSeverities.indexOf(b.severity) ||
          (b.last ?? 0) - (a.last ?? 0) ||
          (a.kind < b.kind ? -1 : 1),
      );
  }

  #put(row: FeedRow): boolean {
    const before = this.#kindOf.get(row.n);
    const isLoud = atLeast(row.risk.severity, "high") && !isIgnored(row, this.#rules);
    const kind = isLoud ? kindOf(row) : undefined;
    if (before !== undefined && before !== kind) this.#remove(row.n);
    if (kind === undefined) return before !== undefined;
    let group = this.#groups.get(kind);
    if (!group) this.#groups.set(kind, (group = { rows: new Map(), open: new Set() }));
    group.rows.set(row.n, row);
    if (before !== kind) group.open.add(row.n);
    this.#kindOf.set(row.n, kind);
    return true;
  }

  #remove(n: number): boolean {
    const kind = this.#kindOf.get(n);
    const group = kind === undefined ? undefined : this.#groups.get(kind);
    if (kind === undefined || !group) return false;
    this.#kindOf.delete(n);
    group.rows.delete(n);
    group.open.delete(n);
    if (group.rows.size === 0) this.#groups.delete(kind);
    return true;
  }
}

/** The kind of an event: its category, service and name. */
export function kindOf({ risk, service, name }: FeedRow): string {
  return JSON.stringify([risk.category, service, name]);
}

function alertOf(kind: string, { rows, open }: Group): Alert | undefined {
  const newest = newestOf(rows.values());
  const [top] = newest;
  if (!top) return undefined;
  let severity: RiskSeverity = "high";
  let first = Infinity;
  for (const { risk, time } of rows.values()) {
    if (risk.severity === "critical") severity = "critical";
    if (time !== undefined && time < first) first = time;
  }
  const technique = newest.find(({ risk }) => risk.technique !== undefined)?.risk.technique;
  return {
    kind,
    severity,
    category: top.risk.category,
    service: top.service,
    name: top.name,
    ...(technique !== undefined && { technique }),
    count: rows.size,
    open: open.size,
    ...(first < Infinity && { first }),
    ...(top.time !== undefined && { last: top.time }),
    newest,
  };
}

/** The newest rows, in one pass: there may be a hundred thousand. */
function newestOf(rows: Iterable<FeedRow>): readonly FeedRow[] {
  let newest: FeedRow[] = [];
  for (const row of rows) {
    newest.push(row);
    if (newest.length >= 8 * mostShown) newest = newest.sort(newestFirst).slice(0, mostShown);
  }
  return newest.sort(newestFirst).slice(0, mostShown);
}

function newestFirst(a: FeedRow, b: FeedRow): number {
  return (b.time ?? -Infinity) - (a.time ?? -Infinity) || b.n - a.n;
}
