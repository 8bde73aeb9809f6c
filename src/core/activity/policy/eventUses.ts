import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import type { ActivityEvent } from "../event.ts";
import { actionsOfEvent } from "../eventActions.ts";
import { leavesOf } from "../risk/requestFacts.ts";
import { targetsOf } from "./targets/targetsOf.ts";
import { literalPattern, type Target } from "./targets/target.ts";

/** One permission that a call used. */
export interface Use {
  /** `service:Action` in the catalogue's case. */
  readonly action: string;
  /** What it was used on; all of them were allowed. Empty: it is not known. */
  readonly targets: readonly Target[];
  /** Not named by the event, but the call cannot do without: a role that was handed to a service. */
  readonly inferred: boolean;
}

/** What a call used. */
export interface EventUses {
  readonly uses: readonly Use[];
  /** Whether the call needs only some of the actions, and the event does not say which (a statement of PartiQL). */
  readonly either: boolean;
}

const someOf = /^(?:TransactWriteItems|ExecuteStatement|BatchExecuteStatement|ExecuteTransaction)$/;

/** The permissions that a call used; none for what is no call of an API, or has no action in the catalogue. */
export function usesOfEvent(event: ActivityEvent, catalogue: Catalogue): EventUses {
  const actions = actionsOfEvent({ eventSource: event.source, eventName: event.rawName }, catalogue);
  const uses = actions.map((action) => ({
    action,
    targets: targetsOf(event, action, catalogue),
    inferred: false,
  }));
  const passed = actions.length === 0 || event.readOnly ? [] : passedRoles(event);
  const passing = passed.length === 0 ? [] : [{ action: "iam:PassRole", targets: passed, inferred: true }];
  return { uses: [...uses, ...passing], either: actions.length > 1 && someOf.test(event.name) };
}

const roleArn = /^arn:[a-z0-9-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

/**
 * Roles that a call hands to a service, which takes `iam:PassRole` on them: no event names that action. Calls of IAM and
 * STS name roles without handing them on.
 */
function passedRoles({ service, request }: ActivityEvent): readonly Target[] {
  if (service === "iam" || service === "sts" || service === "ram" || service === "kms") return [];
  const found = new Set<string>();
  for (const { key, value } of leavesOf(request)) {
    if (typeof value !== "string" || !key.includes("role") || !roleArn.test(value)) continue;
    if (found.size < 20) found.add(literalPattern(value));
  }
  return [...found].map((arn) => ({ patterns: [arn], known: true }));
}
