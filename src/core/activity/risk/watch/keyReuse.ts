import type { ActivityEvent } from "../../event.ts";
import type { Verdict } from "../risk.ts";
import { networkOf, type Network } from "./network.ts";
import type { Raise } from "./raise.ts";
import { TimeLines, type TimeLine, type Timed } from "./timeLine.ts";

/** Where an access key was used, as far as the record tells. */
interface Place {
  /** Two places with one name are one. */
  readonly name: string;
  readonly network: Network;
  /** Of the machine, as the user agent names it; undefined when it does not. */
  readonly system: string | undefined;
  /** The caller runs where one key leaves through many addresses. */
  readonly roams: boolean;
}

interface Use extends Timed {
  readonly place: Place;
  raised: boolean;
}

/** Two networks within this time are two places; what comes later may be a laptop that moved. In ms. */
const movingTime = 5 * 60_000;
/** Another operating system behind another network within this time is another machine. In ms. */
const machineTime = 60 * 60_000;

/** Uses of all keys that are remembered. */
const mostUses = 100_000;
/** Addresses with user agents that are remembered. */
const mostPlaces = 200;

const verdict: Verdict = {
  severity: "high",
  category: "credential-access",
  technique: "T1550.001",
  reason:
    "The same access key was used from another network shortly before: it may be in other hands, and this call may be theirs or its owner's.",
};

/**
 * Finds uses of an access key from a second place. A use is found when the key was used before it from another network,
 * either within five minutes, or within an hour and on another operating system.
 *
 * What it takes for one place: addresses of one network (a pool of addresses, privacy addresses of IPv6), one IPv4 and one
 * IPv6 network side by side (a machine with both), addresses of a VPC and of AWS's services. A laptop that moves at
 * work is told by the calls of its first five minutes, then it is quiet; one that sleeps in between is not told. Lambda's
 * environments share a key and leave through many addresses: their uses are not compared by time.
 */
export class KeyReuse {
  readonly #keys = new TimeLines<Use>(mostUses);
  /** By address and user agent; null where they tell nothing. */
  readonly #places = new Map<string, Place | null>();

  /** @returns the uses that this one shows to be elsewhere, and this one, when they were not yet told */
  take({ identity, sourceAddress, userAgent = "" }: ActivityEvent, { time, key }: Timed): readonly Raise[] {
    const { accessKeyId, invokedBy } = identity;
    if (accessKeyId === undefined || invokedBy !== undefined || sourceAddress === undefined) return [];
    const place = this.#placeOf(sourceAddress, userAgent);
    if (!place) return [];
    const use: Use = { time, key, place, raised: false };
    const placed = this.#keys.insert(accessKeyId, place.name, use);
    if (!placed) return [];
    const raises: Raise[] = [];
    for (const line of this.#keys.linesOf(accessKeyId).values()) {
      if (line === placed[0]) continue;
      for (const one of foundBetween(use, line)) {
        one.raised = true;
        raises.push({ key: one.key, verdict });
      }
    }
    return raises;
  }

  /** A trail has few places, each many times. */
  #placeOf(address: string, userAgent: string): Place | undefined {
    const id = `${address} ${userAgent}`;
    const known = this.#places.get(id);
    if (known !== undefined) return known ?? undefined;
    const place = readPlace(address, userAgent);
    if (this.#places.size >= mostPlaces) this.#places.clear();
    this.#places.set(id, place ?? null);
    return place;
  }
}

function readPlace(address: string, userAgent: string): Place | undefined {
  const network = networkOf(address);
  if (!network) return undefined;
  const system = systemOf(userAgent);
  const roams = userAgent.includes("exec-env/AWS_Lambda");
  return { name: `${network.prefix} ${system} ${roams}`, network, system, roams };
}

/** The new use if one before it at another place shows that the key is elsewhere, and uses there that it shows so. */
function* foundBetween(use: Use, line: TimeLine<Use>): Generator<Use> {
  const some = line.at(0);
  const within = some && timeBetween(use.place, some.place);
  if (within === undefined) return;
  const next = line.placeOf(use);
  const before = line.at(next - 1);
  if (before && !use.raised && use.time - before.time <= within) yield use;
  for (let place = next; place < line.length; place++) {
    const later = line.at(place);
    if (!later || later.time - use.time > within) return;
    if (!later.raised) yield later;
  }
}

/** Within which time uses at two places are those of two callers; undefined: they may be one caller's. */
function timeBetween(one: Place, other: Place): number | undefined {
  if (one.network.family !== other.network.family || one.network.prefix === other.network.prefix)
    return undefined;
  if (one.system !== undefined && other.system !== undefined && one.system !== other.system)
    return machineTime;
  return one.roams && other.roams ? undefined : movingTime;
}

/** `os/macos#23.6` of new SDKs; `Darwin/23.6`, `Linux/6.1`, `Windows/10` of older ones. */
function systemOf(userAgent: string): string | undefined {
  const system = /\b(linux|macos|darwin|windows)\b/i.exec(userAgent)?.[1]?.toLowerCase();
  return system === "darwin" ? "macos" : system;
}
