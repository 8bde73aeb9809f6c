import type { RiskCategory, RiskSeverity } from "../risk.ts";

/** Events of one service that are judged alike by their names. */
export interface TableGroup {
  /** As `ActivityEvent.service`; several names where a service has had several. */
  readonly service: string | readonly string[];
  /** Names of events, without the API's version, separated by blanks. */
  readonly names: string;
  readonly severity: RiskSeverity;
  readonly category: RiskCategory;
  readonly technique?: string;
  /** Why that matters when an agent does it, as a sentence. */
  readonly reason: string;
  /** Who rates the events so: CIS AWS Foundations, MITRE ATT&CK, public rule sets, or the guide that Picket follows. */
  readonly source: string;
}
