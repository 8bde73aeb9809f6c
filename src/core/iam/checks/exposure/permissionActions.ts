import type { Catalogue, Service } from "../../catalogue/catalogue.ts";
import { matches } from "../../matching/wildcard.ts";
import type { Policy } from "../../model/policy.ts";

/**
 * Services left out: the account's own permissions, which other rules are about, and those whose permissions are about
 * users of their own, not about other accounts.
 */
const leftOut = new Set([
  "account",
  "grafana",
  "iam",
  "identitystore",
  "iot",
  "opsworks",
  "organizations",
  "quicksight",
  "sso",
  "sso-directory",
  "sts",
]);

/**
 * Verbs that open a resource to others. The reference also counts as permissions management what reads or takes away
 * permissions, calls of agents, and settings that open nothing, such as a stack's policy.
 */
const opening =
  /^(?:Add\w*Permission$|Put\w*(?:Policy|Acl|Permissions?)$|Put(?:Account|Bucket)PublicAccessBlock$|Set\w*(?<!Stack|Retrieval)(?:Policy|Acl)$|Create(?:ResourceShare|Grant|AccessGrant\w*|Permission)$|Grant\w*|BatchGrant\w*|AssociateResourceShare$|Authorize(?:Snapshot|Endpoint|DataShare)\w*|Modify\w*(?:ServicePermissions|SnapshotAttribute|ImageAttribute|DocumentPermission)$|ShareDirectory$|Update\w*AccessPolic\w*|ObjectOwnerOverride\w*)/;

const known = new WeakMap<Service, ReadonlyMap<string, string>>();

/** Actions of a service that open its resources to others: lower-case name to the catalogue's. */
function openingActions(service: Service): ReadonlyMap<string, string> {
  const cached = known.get(service);
  if (cached) return cached;
  const found = new Map<string, string>();
  for (const [key, { name, levels }] of service.actions) {
    if (levels.includes("Permissions management") && opening.test(name)) found.set(key, name);
  }
  known.set(service, found);
  return found;
}

/** Actions that open resources to others among those that the `Allow` statements name; `*` and `NotAction` aside. */
export function openingActionsOf(policies: readonly Policy[], catalogue: Catalogue): string[] {
  const found = new Set<string>();
  for (const { statements } of policies) {
    for (const { effect, actions } of statements) {
      if (effect !== "Allow" || !actions || actions.negated) continue;
      for (const { value } of actions.values) collect(value.toLowerCase(), catalogue, found);
    }
  }
  // The plainest first: it stands in the message.
  const isPlain = (action: string): boolean => /(?:Policy|Permission)$/.test(action);
  return [...found].sort((a, b) => Number(isPlain(b)) - Number(isPlain(a)));
}

function collect(token: string, catalogue: Catalogue, found: Set<string>): void {
  const colon = token.indexOf(":");
  const prefix = token.slice(0, Math.max(0, colon));
  if (colon < 0 || leftOut.has(prefix)) return;
  const service = catalogue.service(prefix);
  if (!service) return;
  const name = token.slice(colon + 1);
  const actions = openingActions(service);
  if (!/[*?]/.test(name)) {
    const exact = actions.get(name);
    if (exact !== undefined) found.add(`${prefix}:${exact}`);
    return;
  }
  for (const [key, exact] of actions) if (matches(name, key)) found.add(`${prefix}:${exact}`);
}
