import { account, homeRegion } from "./call.ts";
import { DayPlan, slotCount, slotMs, type PlannedCall } from "./plan.ts";
import type { Random } from "./random.ts";
import { recordOf, regionOf, type DayRecord } from "./record.ts";

/** Which day. Times in ms since epoch. */
export interface DayOptions {
  /** The same seed and `now` give the same day. */
  readonly seed?: number;
  /** When the day ends: what happened in its last minutes is delivered later. */
  readonly now: number;
  /** About 2,500 when absent; two in ten are the agent's. */
  readonly events?: number;
}

/** A file as a trail delivers it. */
export interface DayFile {
  /** Below the bucket, `/`-separated. */
  readonly path: string;
  readonly records: readonly DayRecord[];
  /** When it is delivered, in ms since epoch. */
  readonly atMs: number;
  /** It arrives cut short, so that it cannot be read. */
  readonly isCut: boolean;
  /** Ids of the events that Picket should judge high or critical. */
  readonly risky: readonly string[];
}

/** Records of one file; CloudTrail's own hold more at busy times. */
const mostRecords = 500;
/** Between two files of the day's end, in ms. */
const step = 7500;
/** The slot of which some events come an hour late, one whose file comes twice, and one whose file is broken. */
const lateSlot = 95;
const repeatedSlot = 30;
const cutSlot = 60;

/**
 * The files of a working day in an account where an agent works as the role `KiroAgent`: its routine, everybody else's,
 * refusals and failures, an afternoon on which the agent goes astray, late and repeated files, one that is broken, and
 * texts that attack whoever shows them. Made one after the other, so that any number of events fits.
 */
export function* filesOfDay({ seed = 7, now, events = 2500 }: DayOptions): Generator<DayFile> {
  const plan = new DayPlan(seed, now, events);
  const files = new FileMaker(plan.random);
  let late: readonly PlannedCall[] = [];
  for (let slot = 0; slot < slotCount - 1; slot++) {
    const calls = plan.slot(slot);
    late = slot === lateSlot ? calls.filter(({ isRisky }) => !isRisky).slice(0, 12) : late;
    const inTime = slot === lateSlot ? calls.filter((call) => !late.includes(call)) : calls;
    const atMs = plan.startMs + (slot + 1) * slotMs + plan.random.between(60_000, 240_000);
    for (const file of files.make(inTime, atMs)) {
      const isHome = file.path.includes(`/${homeRegion}/`);
      yield slot === cutSlot && isHome ? { ...file, isCut: true } : file;
      if (slot === repeatedSlot) yield files.again(file, atMs + 90_000);
    }
  }
  yield* lastFiles(plan, files, late, now);
}

/** A whole day, by the time of delivery. */
export function dayOfAgent(options: DayOptions): { readonly files: readonly DayFile[] } {
  return { files: [...filesOfDay(options)].sort((a, b) => a.atMs - b.atMs) };
}

/** What comes after the day's end, every few seconds. */
function* lastFiles(plan: DayPlan, files: FileMaker, late: readonly PlannedCall[], now: number) {
  const calls = plan.slot(slotCount - 1);
  const from = now - slotMs;
  for (let part = 0; part * step < slotMs; part++) {
    const start = from + part * step;
    const atMs = now + 3000 + part * step;
    const few = calls.filter((call) => call.atMs >= start && call.atMs < start + step);
    for (const file of files.make(few, atMs)) {
      yield file;
      if (part === 20) yield files.again(file, atMs + 1000);
    }
    if (part === 12) yield* files.make(late, atMs + 1000);
  }
}

/** Puts calls into files, by Region. */
class FileMaker {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  *make(calls: readonly PlannedCall[], atMs: number): Generator<DayFile> {
    const regions = [...new Set(calls.map(({ call }) => regionOf(call)))].sort();
    for (const region of regions) {
      const own = calls.filter(({ call }) => regionOf(call) === region);
      for (let at = 0; at < own.length; at += mostRecords)
        yield this.#file(own.slice(at, at + mostRecords), region, atMs);
    }
  }

  /** The same records under another name: CloudTrail delivers at least once. */
  again(file: DayFile, atMs: number): DayFile {
    const [, region = homeRegion] = /\/CloudTrail\/([^/]+)\//.exec(file.path) ?? [];
    return { ...file, path: this.#path(region, atMs), atMs };
  }

  #file(calls: readonly PlannedCall[], region: string, atMs: number): DayFile {
    const risky: string[] = [];
    const records = calls.map(({ call, caller, atMs: madeAt, isRisky }) => {
      const record = recordOf(call, caller, madeAt, this.#random);
      if (isRisky) risky.push(String(record["eventID"]));
      return record;
    });
    return { path: this.#path(region, atMs), records, atMs, isCut: false, risky };
  }

  #path(region: string, atMs: number): string {
    const [day = "", time = ""] = new Date(atMs).toISOString().split("T");
    const minute = `${day.replaceAll("-", "")}T${time.slice(0, 5).replace(":", "")}Z`;
    const folder = `AWSLogs/${account}/CloudTrail/${region}/${day.replaceAll("-", "/")}`;
    return `${folder}/${account}_CloudTrail_${region}_${minute}_${this.#random.id(16)}.json.gz`;
  }
}
