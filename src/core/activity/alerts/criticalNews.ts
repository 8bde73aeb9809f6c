import type { FeedRow } from "../feed/feedRow.ts";
import { kindOf } from "./alerts.ts";
import { isIgnored, type IgnoreRule } from "./ignoreRule.ts";

/** What a person has been told, and does not want to be told. */
export interface NewsState {
  /** Kinds (`kindOf`) that a notification was about, or that were muted. */
  readonly told: ReadonlySet<string>;
  readonly rules: readonly IgnoreRule[];
  /** Events before are history, which opens no notification; in ms since epoch. */
  readonly since: number;
}

/** A critical event that a notification is due for. */
export interface CriticalNews {
  /** To be added to `told`. */
  readonly kind: string;
  /** The first event of the kind among those that came. */
  readonly row: FeedRow;
  /** Events of the kind among them. */
  readonly count: number;
}

/**
 * Which of the rows that came, or became louder, are worth a notification: critical ones, once for each kind, that are no
 * history and not ignored. An event without a time counts as one of now.
 */
export function criticalNews(rows: readonly FeedRow[], { told, rules, since }: NewsState): CriticalNews[] {
  const news = new Map<string, CriticalNews>();
  for (const row of rows) {
    if (row.risk.severity !== "critical" || (row.time ?? Infinity) < since || isIgnored(row, rules)) continue;
    const kind = kindOf(row);
    if (told.has(kind)) continue;
    const known = news.get(kind);
    news.set(kind, known ? { ...known, count: known.count + 1 } : { kind, row, count: 1 });
  }
  return [...news.values()];
}
