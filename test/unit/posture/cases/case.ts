import type { Expectations } from "../../../../src/core/posture/expectations.ts";
import type { AccountFacts, WorkstationFacts } from "../../../../src/core/posture/facts.ts";

/** One check on facts that differ from what is well. */
export interface Case {
  readonly id: string;
  readonly what: string;
  readonly status: string;
  readonly workstation?: Partial<WorkstationFacts>;
  readonly account?: Partial<AccountFacts>;
  readonly expect?: Partial<Expectations>;
  readonly reason?: RegExp;
  readonly severity?: string;
}
