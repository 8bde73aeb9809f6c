import { matches } from "../matching/wildcard.ts";
import type { ActionRecord, Catalogue } from "./catalogue.ts";

/** An action with its service's prefix. */
export interface NamedAction {
  /** `service:Action` in the catalogue's case. */
  readonly name: string;
  readonly prefix: string;
  readonly record: ActionRecord;
}

/**
 * The actions that a pattern such as `s3:Get*` names, in the catalogue's order; none for a pattern without a service
 * (`*` is not expanded: it is every action of every service). A wildcard in the service's place names none, as in IAM.
 */
export function expandAction(pattern: string, catalogue: Catalogue): readonly NamedAction[] {
  const colon = pattern.indexOf(":");
  if (colon < 0) return [];
  const prefix = pattern.slice(0, colon).toLowerCase();
  const service = catalogue.service(prefix);
  if (!service) return [];
  const name = pattern.slice(colon + 1).toLowerCase();
  const found: NamedAction[] = [];
  for (const [key, record] of service.actions) {
    if (matches(name, key)) found.push({ name: `${prefix}:${record.name}`, prefix, record });
  }
  return found;
}
