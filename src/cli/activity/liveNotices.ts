import { StoreError } from "../../core/fixes/storeError.ts";
import { visible } from "../../core/model/visible.ts";
import type { TrailNotice } from "../../core/ports.ts";

/** How long a command that is to end waits for AWS to answer again, in minutes. */
const patience = 5;

interface LiveNoticesOptions {
  /** Somebody watches: trouble may last. */
  readonly follow: boolean;
  readonly say: (line: string) => void;
  /** Ends the source: it was waited for long enough. */
  readonly giveUp: () => void;
  /** Default: five minutes. */
  readonly patienceMs?: number;
}

/** Tells how a source fares, and ends a command that nobody watches when only a person can help, or trouble does not pass. */
export class LiveNotices {
  readonly #options: LiveNoticesOptions;
  #isIncomplete = false;
  #waiting: NodeJS.Timeout | undefined;

  constructor(options: LiveNoticesOptions) {
    this.#options = options;
  }

  /** Whether a part of what was asked for could not be read. */
  get isIncomplete(): boolean {
    return this.#isIncomplete;
  }

  /** @throws StoreError when nothing more will come, or not without a sign-in while there is no `--follow` */
  take({ kind, message }: TrailNotice): void {
    const { follow, say } = this.#options;
    if (kind === "ok") {
      this.close();
      return say("CloudTrail answers again");
    }
    if (kind === "failed") throw new StoreError("denied", message);
    if (kind === "signed-out" && !follow) throw new StoreError("signed-out", message);
    if (kind === "stalled") this.#isIncomplete = true;
    else if (!follow) this.#waiting ??= setTimeout(() => this.#giveUp(), this.#patienceMs);
    say(visible(message));
  }

  /** Waits no longer. */
  close(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  get #patienceMs(): number {
    return this.#options.patienceMs ?? patience * 60_000;
  }

  #giveUp(): void {
    const { say, giveUp } = this.#options;
    this.#isIncomplete = true;
    say(
      `AWS has not answered for ${patience} minutes: what is listed is not all. Run the command again later, or with --follow, which waits as long as it takes.`,
    );
    giveUp();
  }
}
