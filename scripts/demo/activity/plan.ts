import { bystander } from "./bystanders.ts";
import type { Call } from "./call.ts";
import { agentRole, Cast, type Caller } from "./cast.ts";
import { ending, incident, type IncidentCall } from "./incident.ts";
import { Random } from "./random.ts";
import { assumeRole, nextTask } from "./tasks.ts";

/** A day is made in slots of five minutes, the time in which CloudTrail collects a file. */
export const slotMs = 300_000;
/** Nine hours. The last slot's events are still to be delivered when the day's end has come. */
export const slotCount = 108;
/** Slots of one session of the agent: an hour, as long as a session lasts when nobody asks for more. */
const slotsPerSession = 12;

/** A call with who made it and when. */
export interface PlannedCall {
  readonly atMs: number;
  readonly call: Call;
  readonly caller: Caller;
  readonly isRisky: boolean;
}

/** Makes the calls of a day, slot after slot. Call `slot` once for each, in order. */
export class DayPlan {
  readonly random: Random;
  readonly startMs: number;
  readonly #cast: Cast;
  readonly #quotas: readonly number[];
  readonly #unusual: readonly IncidentCall[];
  #session: Caller | undefined;
  #task: readonly Call[] = [];

  constructor(seed: number, endMs: number, events: number) {
    this.random = new Random(seed);
    this.startMs = endMs - slotCount * slotMs;
    this.#cast = new Cast(this.random, this.startMs);
    this.#quotas = quotasOf(this.random, events);
    this.#unusual = [...incident(sessionName(slotCount - 19)), ...ending(sessionName(slotCount - 1))];
  }

  /** The calls of a slot, ordered by time. */
  slot(slot: number): readonly PlannedCall[] {
    const from = this.startMs + slot * slotMs;
    const calls: PlannedCall[] = [];
    const session = this.#sessionOf(slot, from, calls);
    for (const { secondsBefore, call, isRisky, address } of this.#unusual) {
      const atMs = this.startMs + slotCount * slotMs - secondsBefore * 1000;
      if (atMs < from || atMs >= from + slotMs) continue;
      calls.push({ atMs, call, isRisky, caller: address === undefined ? session : { ...session, address } });
    }
    const isLast = slot === slotCount - 1;
    const times = Array.from({ length: Math.max(0, (this.#quotas[slot] ?? 0) - calls.length) }, () =>
      Math.floor(from + 1000 + this.random.next() * (slotMs - 1000)),
    );
    // In order, so that the calls of a task are.
    for (const atMs of times.sort((a, b) => a - b)) {
      const isAgent = this.random.next() < (isLast ? 0.65 : 0.21);
      const routine = isAgent
        ? { caller: session, call: this.#nextCall() }
        : bystander(this.#cast, this.random);
      calls.push({ atMs, isRisky: false, ...routine });
    }
    return calls.sort((a, b) => a.atMs - b.atMs);
  }

  #sessionOf(slot: number, atMs: number, calls: PlannedCall[]): Caller {
    if (this.#session && slot % slotsPerSession !== 0) return this.#session;
    const session = this.#cast.agentSession(Math.floor(slot / slotsPerSession) + 1, atMs);
    this.#session = session;
    const call = assumeRole(agentRole, session.identity, this.random);
    calls.push({ atMs, caller: this.#cast.ana, call, isRisky: false });
    return session;
  }

  /** Calls of a task come one after the other, between those of others. */
  #nextCall(): Call {
    if (this.#task.length === 0) this.#task = nextTask(this.random);
    const [call, ...rest] = this.#task;
    if (!call) throw new Error("A task has no calls.");
    this.#task = rest;
    return call;
  }
}

function sessionName(slot: number): string {
  return `kiro-orders-${Math.floor(slot / slotsPerSession) + 1}`;
}

/** How many calls each slot has: few at noon, some 80 in the last one. */
function quotasOf(random: Random, events: number): readonly number[] {
  const last = Math.min(80, Math.ceil(events / 20));
  const weights = Array.from({ length: slotCount - 1 }, (_, slot) =>
    slot >= 46 && slot < 53 ? 0.12 : 0.6 + 0.8 * random.next(),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let done = 0;
  let given = 0;
  const quotas = weights.map((weight) => {
    done += weight;
    const quota = Math.round(((events - last) * done) / sum) - given;
    given += quota;
    return quota;
  });
  return [...quotas, last];
}
