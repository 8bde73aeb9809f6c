import type { LookupOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailBatch } from "../../../../core/ports.ts";
import { PatientCaller } from "../patientCaller.ts";
import type { TrailClientPool } from "../trailClients.ts";
import type { LookupLimits } from "./lookupLimits.ts";
import { askPage, lookupAction, type LookupPage, type LookupQuery } from "./lookupPage.ts";
import { lookupRegionOf, type LookupRegion } from "./lookupRegion.ts";

/** A page, or why there is none: the source has ended, by its signal or by trouble that was told. */
export type ReadPage = LookupPage | "ended";

/** What is done with a page. */
export type OnPage = (page: LookupPage) => AsyncGenerator<TrailBatch, "more" | "enough" | "ended">;

/** Reads pages of one Region, patiently and within the rate. */
export class LookupReader {
  readonly region: LookupRegion;
  readonly #patient: PatientCaller;

  constructor(
    pool: TrailClientPool,
    { region }: Pick<LookupOptions, "region">,
    limits: LookupLimits,
    signal: AbortSignal,
  ) {
    const shared = lookupRegionOf(pool, region, limits);
    this.region = shared;
    this.#patient = new PatientCaller(pool.caller(region), {
      clock: limits.clock,
      backoff: limits.backoff,
      signal,
      leave: async (given) => await shared.rate.take(given),
      onOutcome: (outcome) => shared.rate.heed(outcome),
      texts: {
        invalid: `AWS does not take the Region ${region} or what was asked of it. Check the Region, then start again.`,
      },
    });
  }

  /** Gives batches of notices while it tries. */
  async *page(query: LookupQuery, token?: string): AsyncGenerator<TrailBatch, ReadPage> {
    const outcome = yield* this.#patient.call(lookupAction, (clients, options) =>
      askPage(clients, query, token, options),
    );
    if (!outcome.done) return "ended";
    this.region.heedDate(outcome.value.date);
    return outcome.value;
  }

  /**
   * All pages of a query, one by one; from the first one again when the token ran out on the way.
   * @param onPage may give batches of its own; "enough" leaves the other pages out
   * @returns whether the source goes on
   */
  async *pages(query: LookupQuery, onPage: OnPage): AsyncGenerator<TrailBatch, boolean> {
    let token: string | undefined;
    for (;;) {
      const page: ReadPage = yield* this.page(query, token);
      if (page === "ended") return false;
      const verdict = yield* onPage(page);
      if (verdict !== "more") return verdict === "enough";
      if (page.token === undefined && !page.isStale) return true;
      token = page.token;
    }
  }
}
