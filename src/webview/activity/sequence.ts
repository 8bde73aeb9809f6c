/** What a message with rows is: the next one, one of before a reset, or one after a hole. */
export type Arrival = "next" | "stale" | "hole";

/** Sees to it that every message with rows is taken once and in order. */
export class Sequence {
  #epoch: number | undefined;
  #seq = 0;

  /** The number of the stretch that counts; undefined before the first reset. */
  get epoch(): number | undefined {
    return this.#epoch;
  }

  reset(epoch: number): void {
    this.#epoch = epoch;
    this.#seq = 0;
  }

  /** Judges a message; only a `next` one is to be taken in. After a hole nothing is, until a reset. */
  take(epoch: number, seq: number): Arrival {
    if (this.#epoch !== undefined && (epoch < this.#epoch || (epoch === this.#epoch && seq <= this.#seq))) {
      return "stale";
    }
    if (epoch !== this.#epoch || seq !== this.#seq + 1) return "hole";
    this.#seq = seq;
    return "next";
  }
}
