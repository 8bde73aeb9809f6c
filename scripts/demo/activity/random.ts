const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Numbers that look random and are the same for the same seed on every machine (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` up to, and without, `to`. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from));
  }

  /** @throws Error for an empty list */
  pick<T>(list: readonly T[]): T {
    const item = list[this.between(0, list.length)];
    if (item === undefined) throw new Error("There is nothing to pick from.");
    return item;
  }

  /** Lower-case hexadecimal digits. */
  hex(length: number): string {
    let text = "";
    while (text.length < length) text += this.between(0, 65_536).toString(16).padStart(4, "0");
    return text.slice(0, length);
  }

  /** Upper-case letters and digits as in ids of IAM. */
  id(length: number): string {
    let text = "";
    while (text.length < length) text += base32.charAt(this.between(0, 32));
    return text;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const text = this.hex(32);
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-8${text.slice(17, 20)}-${text.slice(20)}`;
  }
}
