import type { ActivityEvent } from "../event.ts";
import { keyGivenFor, matchesRole } from "./matchesRole.ts";
import type { Role } from "./role.ts";

/** Events that are kept in case their key turns out to be the role's. */
const mostWaiting = 10_000;
/** Keys of a role that are remembered. A role's session lasts twelve hours at most. */
const mostKeys = 10_000;

/** An event and what the caller wants to keep of it. */
interface Waiting<T> {
  readonly key: string;
  readonly item: T;
}

/**
 * Picks the events of a role out of a trail. Events come in any order: one that shows nothing of its caller but an access
 * key may come before the AssumeRole call that gave the key out, so such events wait, in bounded number.
 */
export class RoleEvents<T> {
  readonly #role: Role;
  readonly #keys: Set<string>;
  readonly #onForgotten: (item: T) => void;
  #waiting: Waiting<T>[] = [];

  /** @param onForgotten told of items that waited and will never be given */
  constructor(role: Role, onForgotten: (item: T) => void = () => {}) {
    this.#onForgotten = onForgotten;
    this.#keys = new Set(role.accessKeyIds);
    this.#role = { ...role, accessKeyIds: this.#keys };
  }

  /**
   * @param itemOf makes what stands for the event in the answer; small, since it may be kept
   * @returns the items that are now known to be the role's: this one, and those that waited for its key
   */
  take(event: ActivityEvent, itemOf: () => T): readonly T[] {
    const given = keyGivenFor(event, this.#role);
    const released = given === undefined ? [] : this.#learn(given);
    if (matchesRole(event, this.#role)) return [...released, itemOf()];
    const { accessKeyId, issuer, arn } = event.identity;
    // Whoever is named is not the role.
    if (accessKeyId !== undefined && issuer === undefined && arn === undefined) {
      if (this.#waiting.length >= mostWaiting)
        for (const { item } of this.#waiting.splice(0, mostWaiting / 2)) this.#onForgotten(item);
      this.#waiting.push({ key: accessKeyId, item: itemOf() });
    }
    return released;
  }

  #learn(key: string): readonly T[] {
    if (this.#keys.has(key)) return [];
    const [oldest] = this.#keys;
    if (this.#keys.size >= mostKeys && oldest !== undefined) this.#keys.delete(oldest);
    this.#keys.add(key);
    const released = this.#waiting.filter((waiting) => waiting.key === key).map(({ item }) => item);
    if (released.length > 0) this.#waiting = this.#waiting.filter((waiting) => waiting.key !== key);
    return released;
  }
}
