import { eventKey } from "../../../../core/activity/stream/eventKey.ts";
import { nodeHash } from "../../../node/hash.ts";

/** Digests after which a new generation begins; two are kept: more than an hour of a busy role. */
const generation = 25_000;
/** Digests that go into a cursor, the newest: 19 characters each. */
const mostKept = 4_000;
/** 64 bits: among 50,000 events the odds that one is taken for another are one in ten thousand million. */
const digestLength = 16;

/**
 * Records that were given lately, so that a stretch that is read again does not give them again. Of each a digest is
 * kept: what stands in records is written by others, and has no place in a cursor.
 */
export class SeenRecords {
  #older: ReadonlySet<string> = new Set();
  #newer: Set<string>;

  /** @param digests of a cursor, the oldest first */
  constructor(digests: readonly string[] = []) {
    this.#newer = new Set(digests);
  }

  /** Whether the record is new; it is seen from now on. */
  add(record: unknown): boolean {
    const digest = nodeHash.sha256(eventKey(record, nodeHash)).slice(0, digestLength);
    if (this.#newer.has(digest)) return false;
    // One that comes again goes into the new generation: what is still being read again must not be forgotten.
    this.#newer.add(digest);
    const isNew = !this.#older.has(digest);
    if (this.#newer.size >= generation) {
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    return isNew;
  }

  /** For a cursor: the newest, the oldest of them first. */
  digests(): readonly string[] {
    const newer = [...this.#newer].slice(-mostKept);
    return newer.length === mostKept ? newer : [...[...this.#older].slice(newer.length - mostKept), ...newer];
  }
}
