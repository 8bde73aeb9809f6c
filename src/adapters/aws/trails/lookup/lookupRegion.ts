import type { TrailClientPool } from "../trailClients.ts";
import type { LookupLimits } from "./lookupLimits.ts";
import { RequestRate } from "../requestRate.ts";

/** Below this, in ms, two clocks are taken to agree: the header `Date` has seconds. */
const sameTime = 2_000;

/** What all lookups of one pool and Region share: the rate of requests, and what time it is at AWS. */
export class LookupRegion {
  readonly rate: RequestRate;
  readonly #limits: LookupLimits;
  #ahead: number | undefined;

  constructor(limits: LookupLimits) {
    this.#limits = limits;
    this.rate = new RequestRate(limits.perSecond, limits.clock);
  }

  /** Whether an answer has told AWS's time. */
  get knowsTime(): boolean {
    return this.#ahead !== undefined;
  }

  /** AWS's time in ms since epoch; the machine's own until an answer has told it. */
  now(): number {
    return this.#limits.clock.now() + this.ahead;
  }

  /** How far AWS's clock is ahead of the machine's, in ms; 0 until an answer has told it. */
  get ahead(): number {
    return this.#ahead ?? 0;
  }

  /** @param date the header of an answer that came just now */
  heedDate(date: string | undefined): void {
    const time = Date.parse(date ?? "");
    if (Number.isNaN(time)) return;
    const ahead = time - this.#limits.clock.now();
    this.#ahead = Math.abs(ahead) < sameTime ? 0 : ahead;
  }
}

const regions = new WeakMap<TrailClientPool, Map<string, LookupRegion>>();

/** The one of this pool and Region. The limits of the first that asks count. */
export function lookupRegionOf(pool: TrailClientPool, region: string, limits: LookupLimits): LookupRegion {
  const known = regions.get(pool) ?? new Map<string, LookupRegion>();
  regions.set(pool, known);
  const found = known.get(region) ?? new LookupRegion(limits);
  known.set(region, found);
  return found;
}
