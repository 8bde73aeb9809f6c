import type { TrailPace } from "../../../../core/activity/awsTrails.ts";
import { type BackoffLimits, systemClock, type TrailClock } from "../pause.ts";

/** The times by which a log group is read, in ms unless they say otherwise. Tests give their own. */
export interface LogLimits {
  readonly clock: TrailClock;
  /** From the end of one poll to the next, by eagerness. */
  readonly turnMs: Readonly<Record<TrailPace, number>>;
  readonly backoff: BackoffLimits;
  /** FilterLogEvents a second of one pool and Region. AWS allows 5 to 25 for an account, by Region. */
  readonly perSecond: number;
  /**
   * How long after an event its message may come. CloudTrail says five minutes on average and promises nothing; of 2,900
   * real events none took longer than ten. Each poll goes back so far behind the one before.
   */
  readonly deliveryMs: number;
  /** What is read again now and then, for messages that came later than that, or that Live Tail lost without a word. */
  readonly sweepMs: number;
  readonly sweepEveryMs: number;
  /** Without an update for so long, Live Tail is taken for dead: it sends one each second. */
  readonly stallMs: number;
  /** How long after a session began its messages are surely found by FilterLogEvents, which lags by seconds. */
  readonly settleMs: number;
  /** From one cursor of Live Tail to the next. */
  readonly cursorEveryMs: number;
  /** A session that lived so long was a good one: the next is opened without a wait. */
  readonly goodSessionMs: number;
  /** Hidden for so long, Live Tail, which is billed by the minute, gives way to polls. */
  readonly hiddenMs: number;
  /** Records that wait for a slow reader at most. */
  readonly mostWaiting: number;
}

const minute = 60_000;

/** As `reference/activity.md` and AWS's quotas have it. */
export const defaultLogLimits: LogLimits = {
  clock: systemClock,
  turnMs: { visible: 15_000, idle: 60_000, hidden: 5 * minute },
  backoff: { firstMs: 1_000, mostMs: 60_000 },
  perSecond: 2,
  deliveryMs: 15 * minute,
  sweepMs: 60 * minute,
  sweepEveryMs: 15 * minute,
  stallMs: 10_000,
  settleMs: 30_000,
  cursorEveryMs: 15_000,
  goodSessionMs: minute,
  hiddenMs: 5 * minute,
  mostWaiting: 20_000,
};
