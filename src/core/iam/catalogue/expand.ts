import { hasUnknown } from "../model/valueNode.ts";
import { matches } from "../matching/wildcard.ts";
import type { ActionRecord, Catalogue, Service } from "./catalogue.ts";

/** An action with its service's prefix. */
export interface NamedAction {
  /** `service:Action` in the catalogue's case. */
  readonly name: string;
  readonly prefix: string;
  readonly record: ActionRecord;
}

/** What patterns of a service named before: policies repeat the same few, and checks ask for each several times. */
const known = new WeakMap<Service, Map<string, readonly NamedAction[]>>();

/** Patterns remembered for one service; beyond it the memory starts anew. */
const remembered = 500;

/**
 * The actions that a pattern such as `s3:Get*` names, in the catalogue's order; none for a pattern without a service
 * (`*` is not expanded: it is every action of every service). A wildcard in the service's place names none, as in IAM.
 * An unknown part counts as `*`.
 */
export function expandAction(pattern: string, catalogue: Catalogue): readonly NamedAction[] {
  const colon = pattern.indexOf(":");
  if (colon < 0) return [];
  const prefix = pattern.slice(0, colon).toLowerCase();
  const service = catalogue.service(prefix);
  if (!service) return [];
  const name = pattern.slice(colon + 1).toLowerCase();
  const ofService = known.get(service) ?? new Map<string, readonly NamedAction[]>();
  const before = ofService.get(name);
  if (before) return before;
  const found = expandIn(service, prefix, name);
  if (ofService.size >= remembered) ofService.clear();
  ofService.set(name, found);
  known.set(service, ofService);
  return found;
}

function expandIn(service: Service, prefix: string, name: string): readonly NamedAction[] {
  if (!isPattern(name)) {
    const record = service.actions.get(name);
    return record ? [{ name: `${prefix}:${record.name}`, prefix, record }] : [];
  }
  const found: NamedAction[] = [];
  for (const [key, record] of service.actions) {
    if (matches(name, key)) found.push({ name: `${prefix}:${record.name}`, prefix, record });
  }
  return found;
}

/** Whether a text holds a wildcard or an unknown part, so that it may be several texts. */
export function isPattern(text: string): boolean {
  return text.includes("*") || text.includes("?") || hasUnknown(text);
}
