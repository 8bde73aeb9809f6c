import { StoreError } from "../../core/fixes/storeError.ts";
import { visible } from "../../core/model/visible.ts";
import type { TrailNotice } from "../../core/ports.ts";

/** Tells how a source fares, and ends a command that nobody watches when only a person can help. */
export class LiveNotices {
  readonly #follow: boolean;
  readonly #say: (line: string) => void;
  #isIncomplete = false;

  constructor(follow: boolean, say: (line: string) => void) {
    this.#follow = follow;
    this.#say = say;
  }

  /** Whether a part of what was asked for could not be read. */
  get isIncomplete(): boolean {
    return this.#isIncomplete;
  }

  /** @throws StoreError when nothing more will come, or not without a sign-in while there is no `--follow` */
  take({ kind, message }: TrailNotice): void {
    if (kind === "ok") return this.#say("CloudTrail answers again");
    if (kind === "failed") throw new StoreError("denied", message);
    if (kind === "signed-out" && !this.#follow) throw new StoreError("signed-out", message);
    if (kind === "stalled") this.#isIncomplete = true;
    this.#say(visible(message));
  }
}
