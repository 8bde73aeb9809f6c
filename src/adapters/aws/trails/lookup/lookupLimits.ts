import type { TrailPace } from "../../../../core/activity/awsTrails.ts";
import { systemClock, type BackoffLimits, type TrailClock } from "../pause.ts";

/** The times by which LookupEvents is asked, in ms unless they say otherwise. Tests give their own. */
export interface LookupLimits {
  readonly clock: TrailClock;
  /** From the end of one turn to the next, by eagerness. */
  readonly turnMs: Readonly<Record<TrailPace, number>>;
  readonly backoff: BackoffLimits;
  /** Requests a second of one pool and Region. AWS allows two for the whole account, the console's included. */
  readonly perSecond: number;
  /** How far behind its end a window is read again: events come minutes late, and nothing is promised. */
  readonly overlapMs: number;
  /** What is read again now and then for events that came later than that. */
  readonly sweepMs: number;
  readonly sweepEveryMs: number;
  /** How far LookupEvents goes back. */
  readonly retentionMs: number;
  /** Pages of the overlap that a role's source reads of everybody before it looks for the role's keys instead. */
  readonly everybodyPages: number;
  /** How often that is decided anew. */
  readonly decideEveryMs: number;
}

const minute = 60_000;

/** As `reference/activity.md` and AWS's quotas have it. */
export const defaultLookupLimits: LookupLimits = {
  clock: systemClock,
  turnMs: { visible: 15_000, idle: 90_000, hidden: 5 * minute },
  backoff: { firstMs: 1_000, mostMs: 30_000 },
  perSecond: 1,
  overlapMs: 15 * minute,
  sweepMs: 60 * minute,
  sweepEveryMs: 10 * minute,
  retentionMs: 90 * 24 * 60 * minute,
  everybodyPages: 4,
  decideEveryMs: 60 * minute,
};
