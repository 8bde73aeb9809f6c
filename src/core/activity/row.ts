import type { EventOutcome } from "./eventOutcome.ts";
import type { Risk } from "./risk/risk.ts";

/** An event as the list holds it: what is shown, and nothing of its content. Texts are bounded, and written by others. */
export interface ActivityRow {
  readonly key: string;
  /** In ms since epoch. */
  readonly time?: number;
  readonly id?: string;
  readonly name: string;
  readonly service: string;
  readonly account?: string;
  readonly region?: string;
  /** Whose session it was: its ARN, else the principal's id, else the access key's. */
  readonly caller?: string;
  readonly resource: string;
  readonly outcome: EventOutcome;
  readonly errorCode?: string;
  readonly readOnly: boolean;
  readonly risk: Risk;
}
