import type { RiskCategory, RiskSeverity } from "../risk.ts";

/**
 * Events that are judged alike by their names. A group of several services lists the events of all of them: a name that a
 * service does not have never stands in a record of it.
 */
export interface TableGroup {
  /** As `ActivityEvent.service`; several where they do alike things or one was renamed. */
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
