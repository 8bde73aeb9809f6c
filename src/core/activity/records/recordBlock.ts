import type { RecordPacker } from "../../ports.ts";

/** Records that were made small together: alike as they are, many take a tenth of what each would alone. */
export class RecordBlock {
  readonly #pack: RecordPacker;
  /** Ascending. */
  #ns: readonly number[];
  #packed: Uint8Array;
  readonly #released = new Set<number>();

  /** @param texts JSON of the records, which has no line breaks */
  constructor(pack: RecordPacker, ns: readonly number[], texts: readonly string[]) {
    this.#pack = pack;
    this.#ns = ns;
    this.#packed = pack.pack(texts.join("\n"));
  }

  get first(): number {
    return this.#ns[0] ?? Infinity;
  }

  get bytes(): number {
    return this.#packed.byteLength;
  }

  get isEmpty(): boolean {
    return this.#released.size === this.#ns.length;
  }

  /** The texts by their numbers; released ones may be among them. */
  texts(): ReadonlyMap<number, string> {
    const texts = this.#pack.unpack(this.#packed).split("\n");
    return new Map(this.#ns.map((n, at) => [n, texts[at] ?? ""]));
  }

  has(n: number): boolean {
    return this.#ns.includes(n) && !this.#released.has(n);
  }

  /** When most of the records are released, the others are packed anew, so that a few cannot hold on to many. */
  release(n: number): void {
    if (!this.has(n)) return;
    this.#released.add(n);
    const left = this.#ns.length - this.#released.size;
    if (left === 0 || left * 4 > this.#ns.length) return;
    const texts = this.texts();
    this.#ns = this.#ns.filter((other) => !this.#released.has(other));
    this.#packed = this.#pack.pack(this.#ns.map((other) => texts.get(other) ?? "").join("\n"));
    this.#released.clear();
  }
}
