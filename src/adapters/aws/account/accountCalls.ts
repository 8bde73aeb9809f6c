import { isStoreError } from "../../../core/fixes/storeError.ts";
import { unknown, type Fact } from "../../../core/posture/fact.ts";
import { Backoff, type BackoffLimits, type TrailClock } from "../trails/pause.ts";
import type { TrailClientPool, TrailClients } from "../trails/trailClients.ts";
import { textMember, type SendSigned, type SignedCall } from "./signedCall.ts";

/** What reading an account takes. */
export interface AccountReading {
  readonly pool: TrailClientPool;
  readonly send: SendSigned;
  readonly signal: AbortSignal;
  readonly clock: TrailClock;
}

/** Accounts throttle these calls by few a second; a report can wait some seconds. */
const backoff: BackoffLimits = { firstMs: 500, mostMs: 8_000 };
const tries = 5;

/** Pages of one list that are read at most. */
const mostPages = 200;

/** Makes one call, again while it is throttled. @throws StoreError */
export async function callAccount<T>(
  { pool, signal, clock }: AccountReading,
  action: string,
  send: (clients: TrailClients, options: { abortSignal: AbortSignal }) => Promise<T>,
  region?: string,
): Promise<T> {
  const waits = new Backoff(backoff, clock);
  for (let attempt = 1; ; attempt++) {
    try {
      return await pool.caller(region).call({ action }, signal, send);
    } catch (error) {
      if (attempt >= tries || !isStoreError(error) || error.code !== "throttled") throw error;
      await waits.wait(signal);
    }
  }
}

/**
 * All pages of a call without a client.
 * @param make the call with the token of the page; undefined for the first
 * @param token member of the answer that holds the next one
 */
export async function pagesSigned(
  reading: AccountReading,
  action: string,
  make: (token: string | undefined) => SignedCall,
  token: (answer: unknown) => string | undefined = (answer) => textMember(answer, "NextToken"),
): Promise<readonly unknown[]> {
  const pages: unknown[] = [];
  let next: string | undefined;
  do {
    const call = make(next);
    const page = await callAccount(reading, action, (clients, options) =>
      reading.send(clients, call, options),
    );
    pages.push(page);
    next = token(page);
  } while (next !== undefined && pages.length < mostPages);
  return pages;
}

/** A fact, or why there is none: the message of a denied call names the permission. @throws the signal's reason */
export async function factOf<T>(signal: AbortSignal, collect: () => Promise<Fact<T>>): Promise<Fact<T>> {
  try {
    return await collect();
  } catch (error) {
    signal.throwIfAborted();
    return unknown(isStoreError(error) ? error.message : "AWS gave an answer that cannot be read.");
  }
}
