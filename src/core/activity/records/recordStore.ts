import type { RecordPacker } from "../../ports.ts";
import type { RecordKeeper } from "../feed/eventReader.ts";
import { boundedRecord } from "./boundedRecord.ts";
import { RecordBlock } from "./recordBlock.ts";

/** How much is kept. Texts in characters. */
export interface RecordLimits {
  /** Records packed together. */
  readonly records: number;
  /** Text packed together: packing it must not take longer than a frame. */
  readonly text: number;
  /** Packed bytes in all; beyond, the records that came first are forgotten. */
  readonly bytes: number;
}

const usual: RecordLimits = { records: 128, text: 262_144, bytes: 64 * 1024 * 1024 };
/** Blocks that are held unpacked, for a reader that goes through many records in about their order. */
const mostUnpacked = 8;

/** Records by number, packed in blocks. A hundred thousand of 1.1 KB would take some 300 MB as objects. */
export class RecordStore implements RecordKeeper {
  readonly #pack: RecordPacker;
  readonly #limits: RecordLimits;
  /** Ordered by number. */
  #blocks: RecordBlock[] = [];
  /** Not yet packed. */
  #open = new Map<number, string>();
  #openText = 0;
  #bytes = 0;
  #came = 0;
  readonly #unpacked = new Map<RecordBlock, ReadonlyMap<number, string>>();

  constructor(pack: RecordPacker, limits: Partial<RecordLimits> = {}) {
    this.#pack = pack;
    this.#limits = { ...usual, ...limits };
  }

  /** Bytes that packed records take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Characters of all records that ever came: how much work they made. */
  get came(): number {
    return this.#came;
  }

  put(n: number, record: unknown): void {
    const text = boundedRecord(record);
    this.#came += text.length;
    this.#open.set(n, text);
    this.#openText += text.length;
    if (this.#open.size >= this.#limits.records || this.#openText >= this.#limits.text) this.#close();
  }

  /** The record as it came, or the small parts of one that was too large; undefined when it is not kept. */
  get(n: number): unknown {
    const text = this.#open.get(n) ?? this.#packedText(n);
    return text === undefined ? undefined : JSON.parse(text);
  }

  release(n: number): void {
    const open = this.#open.get(n);
    if (open !== undefined) {
      this.#open.delete(n);
      this.#openText -= open.length;
      return;
    }
    const at = this.#blockAt(n);
    const block = this.#blocks[at];
    if (!block) return;
    this.#bytes -= block.bytes;
    block.release(n);
    this.#unpacked.delete(block);
    if (block.isEmpty) this.#blocks.splice(at, 1);
    else this.#bytes += block.bytes;
  }

  #close(): void {
    const block = new RecordBlock(this.#pack, [...this.#open.keys()], [...this.#open.values()]);
    this.#open = new Map();
    this.#openText = 0;
    this.#blocks.push(block);
    this.#bytes += block.bytes;
    while (this.#bytes > this.#limits.bytes) {
      const oldest = this.#blocks.shift();
      if (!oldest) break;
      this.#bytes -= oldest.bytes;
      this.#unpacked.delete(oldest);
    }
  }

  #packedText(n: number): string | undefined {
    const block = this.#blocks[this.#blockAt(n)];
    if (!block?.has(n)) return undefined;
    let texts = this.#unpacked.get(block);
    if (!texts) {
      texts = block.texts();
      const [oldest] = this.#unpacked.keys();
      if (oldest && this.#unpacked.size >= mostUnpacked) this.#unpacked.delete(oldest);
      this.#unpacked.set(block, texts);
    }
    return texts.get(n);
  }

  /** The index of the last block that starts at or before the number; -1 when there is none. */
  #blockAt(n: number): number {
    let low = 0;
    for (let high = this.#blocks.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.#blocks[middle]?.first ?? Infinity) <= n) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
