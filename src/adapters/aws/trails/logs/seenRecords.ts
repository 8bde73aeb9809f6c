import { eventKey } from "../../../../core/activity/stream/eventKey.ts";
import { nodeHash } from "../../../node/hash.ts";

/** Digests that are kept: more than an hour of a busy role. */
const mostSeen = 50_000;
/** Digests that go into a cursor, the newest: 17 characters each. */
const mostKept = 4_000;
/** 64 bits: among 50,000 events the odds of one that is taken for another are one in ten thousand million. */
const digestLength = 16;

/**
 * Records that were given lately, so that a stretch that is read again does not give them again. Of each a digest is
 * kept: what stands in records is written by others, and has no place in a cursor.
 */
export class SeenRecords {
  readonly #digests: Set<string>;

  /** @param digests of a cursor, the oldest first */
  constructor(digests: readonly string[] = []) {
    this.#digests = new Set(digests);
  }

  /** Whether the record is new; it is seen from now on. */
  add(record: unknown): boolean {
    const digest = nodeHash.sha256(eventKey(record, nodeHash)).slice(0, digestLength);
    const isNew = !this.#digests.has(digest);
    // One that comes again becomes the newest, so that what is still being read again stays.
    this.#digests.delete(digest);
    this.#digests.add(digest);
    const [oldest] = this.#digests;
    if (this.#digests.size > mostSeen && oldest !== undefined) this.#digests.delete(oldest);
    return isNew;
  }

  /** For a cursor: the newest, the oldest of them first. */
  digests(): readonly string[] {
    return [...this.#digests].slice(-mostKept);
  }
}
