import type { AccountFacts } from "../../core/posture/facts.ts";
import type { CollectWorkstation } from "../../core/posture/ports.ts";

/** What of AWS is asked. */
export interface AccountRequest {
  readonly profile?: string;
  readonly region?: string;
  /** ARN of the agent's role. */
  readonly role?: string;
  readonly signal: AbortSignal;
}

/** What gathers facts. */
export interface PostureCollectors {
  readonly workstation: CollectWorkstation;
  readonly account: (request: AccountRequest) => Promise<AccountFacts>;
}

/** What tests put in the place of the machine. */
export interface PostureHost {
  readonly collectors?: PostureCollectors;
  /** ms since epoch. */
  readonly now?: number;
  /** Path of the managed configuration. */
  readonly managedConfig?: string;
}
