import type { Catalogue } from "../iam/catalogue/catalogue.ts";
import { apiGatewayMethod, operationActions, prefixes, siblings } from "./eventNames.ts";

/** What of a CloudTrail record tells the actions that it used. */
export interface EventName {
  /** Such as `monitoring.amazonaws.com`. */
  readonly eventSource: string;
  readonly eventName: string;
}

/** The outcome of a call, as far as permissions go. */
export interface EventOutcome {
  readonly errorCode?: string;
}

/** What events of a catalogue were found to use: trails repeat the same few. */
const known = new WeakMap<Catalogue, Map<string, readonly string[]>>();
/** Names remembered for a catalogue; beyond it the memory starts anew. */
const remembered = 5000;

/**
 * The IAM actions, `service:Action` in the catalogue's case, that a call needs; none for an event that is no API call or
 * that the catalogue does not know. Most events are named as their action; `eventNames.ts` has those that are not. What
 * no event shows, such as `iam:PassRole`, is not among them.
 */
export function actionsOfEvent(
  { eventSource, eventName }: EventName,
  catalogue: Catalogue,
): readonly string[] {
  const ofCatalogue = known.get(catalogue) ?? new Map<string, readonly string[]>();
  const key = `${eventSource} ${eventName}`;
  const before = ofCatalogue.get(key);
  if (before) return before;
  const found = findActions(eventSource, withoutVersion(eventName), catalogue);
  if (ofCatalogue.size >= remembered) ofCatalogue.clear();
  known.set(catalogue, ofCatalogue.set(key, found));
  return found;
}

function findActions(eventSource: string, operation: string, catalogue: Catalogue): readonly string[] {
  for (const prefix of prefixesOf(eventSource, catalogue)) {
    const found = actionsIn(prefix, operation, catalogue);
    if (found.length > 0) return found;
  }
  return [];
}

function actionsIn(prefix: string, operation: string, catalogue: Catalogue): readonly string[] {
  if (prefix === "apigateway") {
    const method = apiGatewayMethod(operation);
    return method === undefined ? [] : inCatalogue(["apigateway:" + method], catalogue);
  }
  const table = Object.hasOwn(operationActions, prefix) ? operationActions[prefix] : undefined;
  const key = operation.toLowerCase();
  const special = table && Object.hasOwn(table, key) ? table[key] : undefined;
  return inCatalogue(special ?? [operation], catalogue, prefix);
}

/** Whether a call was refused for lack of permission: it shows what was tried, not what is needed. */
export function wasDenied({ errorCode }: EventOutcome): boolean {
  return errorCode !== undefined && /AccessDenied|Unauthorized|NotAuthorized|^Forbidden$/i.test(errorCode);
}

/** The prefixes that a service's actions may have, by the host that CloudTrail names; the likeliest first. */
function prefixesOf(eventSource: string, catalogue: Catalogue): readonly string[] {
  const host = /^([a-z0-9.-]+)\.(?:amazonaws\.com(?:\.cn)?|aws\.internal|api\.aws)$/i
    .exec(eventSource)?.[1]
    ?.toLowerCase();
  if (host === undefined) return [];
  const named = Object.hasOwn(prefixes, host) ? prefixes[host] : undefined;
  // The service is the last label of a host such as `runtime.sagemaker`, the first of `s3.dualstack`.
  const labels = [host, host.split(".").at(-1) ?? "", host.split(".")[0] ?? ""];
  const first = named ?? labels.find((label) => catalogue.nameOf(label) !== undefined);
  if (first === undefined) return [];
  return Object.hasOwn(siblings, first) ? [first, ...(siblings[first] ?? [])] : [first];
}

/** `UpdateFunctionCode20150331v2`, `CreateDistribution2020_05_31`: the version of the API behind the name. */
function withoutVersion(eventName: string): string {
  return eventName.replace(/(?<=[A-Za-z])(?:20\d{6}(?:v\d+)?|_?20\d\d_\d\d_\d\d(?:v\d+)?)$/, "");
}

function inCatalogue(actions: readonly string[], catalogue: Catalogue, prefix?: string): string[] {
  return actions.flatMap((action) => {
    const [service = "", name = ""] = action.includes(":") ? action.split(":") : [prefix, action];
    const record = catalogue.action(`${service}:${name}`);
    return record ? [`${service}:${record.name}`] : [];
  });
}
