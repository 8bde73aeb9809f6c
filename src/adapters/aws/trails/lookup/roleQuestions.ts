import { GetRoleCommand } from "@aws-sdk/client-iam";
import { globalEventsRegion } from "../../../../core/activity/lookupRegions.ts";
import { readRole, type Role } from "../../../../core/activity/identity/role.ts";
import { isStoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailBatch } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";
import type { LookupLimits } from "./lookupLimits.ts";
import { askPage, lookupAction, type LookupQuery, type Window } from "./lookupPage.ts";
import type { LookupReader, OnPage } from "./lookupReader.ts";
import { lookupRegionOf } from "./lookupRegion.ts";
import type { Questions } from "./questions.ts";
import { arnOf, longestSession, RoleKeys } from "./roleKeys.ts";

/** Pages of AssumeRole's events read of another Region at a time. */
const mostOtherPages = 20;

interface RoleQuestionsParts {
  readonly pool: TrailClientPool;
  readonly reader: LookupReader;
  readonly region: string;
  readonly role: Role;
  readonly limits: LookupLimits;
  readonly signal: AbortSignal;
}

/** The events of a role: everybody's, or those of the role's keys, whichever takes fewer requests (see `lookupSource`). */
export class RoleQuestions implements Questions {
  readonly #parts: RoleQuestionsParts;
  readonly #keys: RoleKeys;
  #byKeys = false;
  #decidedAt: number | undefined;
  /** Up to where AssumeRole's events were read, in the source's Region and in that of global services. */
  #knownUntil: number | undefined;
  #knownElsewhere: number | undefined;
  #arn: string | undefined;

  constructor(parts: RoleQuestionsParts) {
    this.#parts = parts;
    this.#keys = new RoleKeys(parts.role);
  }

  async *prepare(window: Window, floor: number, onPage: OnPage): AsyncGenerator<TrailBatch, boolean> {
    const { limits } = this.#parts;
    const now = limits.clock.now();
    if (this.#decidedAt === undefined || now - this.#decidedAt >= limits.decideEveryMs) {
      this.#decidedAt = now;
      if (!(yield* this.#decide(floor, onPage))) return false;
    }
    // Of windows of the past all keys are known: they were looked for up to now at the start.
    const isKnown = this.#knownUntil !== undefined && window.to <= this.#knownUntil;
    return this.#byKeys && !isKnown ? yield* this.#findKeys(floor, window.to, onPage) : true;
  }

  queriesOf(window: Window): readonly LookupQuery[] {
    return this.#byKeys ? this.#keys.queriesOf(window) : [window];
  }

  /** Reads some pages of everybody's newest events: they tell how many there are. */
  async *#decide(floor: number, onPage: OnPage): AsyncGenerator<TrailBatch, boolean> {
    const { reader, limits } = this.#parts;
    const to = reader.region.now();
    const recent = { from: to - limits.overlapMs, to };
    let pages = 0;
    let oldest = to;
    let isWhole = false;
    const goesOn = yield* reader.pages(recent, async function* (page) {
      const verdict = yield* onPage(page);
      oldest = page.events.at(-1)?.EventTime?.getTime() ?? oldest;
      isWhole = page.token === undefined && !page.isStale;
      return verdict === "more" && ++pages >= limits.everybodyPages ? "enough" : verdict;
    });
    if (!goesOn) return false;
    this.#byKeys = false;
    if (isWhole) return true;
    if (!(yield* this.#findKeys(floor, to, onPage))) return false;
    const expected = (pages * limits.overlapMs) / Math.max(1_000, to - oldest);
    // Two more requests a turn look for new keys.
    this.#byKeys = this.#keys.queriesOf(recent).length + 2 < expected;
    return true;
  }

  async *#findKeys(floor: number, to: number, onPage: OnPage): AsyncGenerator<TrailBatch, boolean> {
    const { reader, limits } = this.#parts;
    this.#arn ??= await this.#findArn();
    const filter = { key: "ResourceName", value: this.#arn } as const;
    const first = floor - longestSession;
    const keys = this.#keys;
    const from = this.#knownUntil === undefined ? first : this.#knownUntil - limits.overlapMs;
    const goesOn = yield* reader.pages({ from, to, filter }, async function* (page) {
      keys.learn(page.events);
      return yield* onPage(page);
    });
    if (!goesOn) return false;
    this.#knownUntil = to;
    const elsewhere = this.#knownElsewhere === undefined ? first : this.#knownElsewhere - limits.overlapMs;
    if (await this.#lookElsewhere({ from: elsewhere, to, filter })) this.#knownElsewhere = to;
    return true;
  }

  /**
   * The global endpoint of STS writes into one Region for all. That Region may be closed to this user, which does not
   * stop the source: what cannot be read now is tried at the next turn.
   */
  async #lookElsewhere(query: LookupQuery): Promise<boolean> {
    const { pool, region, limits, signal } = this.#parts;
    const elsewhere = globalEventsRegion(region);
    if (elsewhere === region) return true;
    const { rate } = lookupRegionOf(pool, elsewhere, limits);
    const caller = pool.caller(elsewhere);
    let token: string | undefined;
    for (let pages = 0; pages < mostOtherPages; pages++) {
      await rate.take(signal);
      try {
        const page = await caller.call({ action: lookupAction }, signal, (clients, options) =>
          askPage(clients, query, token, options),
        );
        rate.heed("answered");
        if (page.isStale) return false;
        this.#keys.learn(page.events);
        token = page.token;
        if (token === undefined) return true;
      } catch (error) {
        rate.heed(isStoreError(error) && error.code === "throttled" ? "throttled" : "failed");
        return false;
      }
    }
    return true;
  }

  /** The role's ARN with its path, which a session's ARN leaves out; without it when IAM does not tell. */
  async #findArn(): Promise<string> {
    const { pool, region, role, signal } = this.#parts;
    if (role.path !== undefined) return arnOf(role);
    try {
      const arn = await pool
        .caller(region)
        .call({ action: "iam:GetRole" }, signal, async ({ iam }, options) => {
          const { Role: found } = await iam.send(new GetRoleCommand({ RoleName: role.name }), options);
          return found?.Arn;
        });
      const found = arn === undefined ? undefined : readRole(arn);
      return arn !== undefined && found?.account === role.account ? arn : arnOf(role);
    } catch {
      return arnOf(role);
    }
  }
}
