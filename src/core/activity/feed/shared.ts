/** Texts told apart before they are forgotten and told anew. */
const most = 20_000;

/**
 * Holds equal values once: of a hundred thousand events most have the name, the Region, the caller and the judgement of
 * many others, and a record's own texts would each be kept apart.
 */
export class Shared<T> {
  #known = new Map<string, T>();

  /** The first value that came under the key, lately. */
  get(key: string, value: T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    // What is in use stays in use; only what comes later is not shared with it.
    if (this.#known.size >= most) this.#known = new Map();
    this.#known.set(key, value);
    return value;
  }
}
