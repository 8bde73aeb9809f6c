import type { ActivityEvent } from "../event.ts";
import type { EventOutcome } from "../eventOutcome.ts";
import { resourceOf } from "../listResource.ts";
import type { Risk } from "../risk/risk.ts";
import type { FeedRow } from "./feedRow.ts";

/** A row while it is held: the stream marks it late, what several events show makes it louder. */
export class HeldRow implements FeedRow {
  readonly n: number;
  readonly key: string;
  readonly time?: number;
  readonly id?: string;
  readonly name: string;
  readonly service: string;
  readonly account?: string;
  readonly region?: string;
  readonly caller?: string;
  readonly resource: string;
  readonly outcome: EventOutcome;
  readonly errorCode?: string;
  readonly readOnly: boolean;
  late = false;
  risk: Risk;

  /**
   * A class and not a literal with optional parts, which takes twice the time and more room.
   * @param shared gives equal texts as one
   */
  constructor(n: number, key: string, event: ActivityEvent, risk: Risk, shared: (text: string) => string) {
    const { identity } = event;
    const caller = identity.arn ?? identity.principalId ?? identity.accessKeyId;
    this.n = n;
    this.key = key;
    if (event.time !== undefined) this.time = event.time;
    if (event.id !== undefined) this.id = event.id;
    this.name = shared(event.name);
    this.service = shared(event.service);
    if (event.account !== undefined) this.account = shared(event.account);
    if (event.region !== undefined) this.region = shared(event.region);
    if (caller !== undefined) this.caller = shared(caller);
    this.resource = shared(resourceOf(event));
    this.outcome = event.outcome;
    if (event.errorCode !== undefined) this.errorCode = shared(event.errorCode);
    this.readOnly = event.readOnly;
    this.risk = risk;
  }
}
