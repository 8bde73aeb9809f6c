import type { ActivityEvent } from "../../event.ts";
import type { RecordPlace } from "./recordPlace.ts";

/**
 * A resource that a call acted on. Patterns of the policy language, `*` and `?` included: each is a way that IAM may have
 * seen the resource's ARN, such as a role with and without a path. Values of the record stand in them without wildcards of
 * their own.
 */
export interface Target {
  readonly patterns: readonly string[];
  /** False: only the kind is known, the pattern takes every resource of it. */
  readonly known: boolean;
}

/** What of a call tells its resources. */
export interface TargetContext {
  readonly event: ActivityEvent;
  readonly place: RecordPlace;
  /** `service:Action` in the catalogue's case. */
  readonly action: string;
  /** Texts of the request by lower-case key. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/**
 * A text of a record as it may stand in a policy's pattern: what would be a wildcard or a variable there becomes a `?`,
 * which takes that one character, and what a policy cannot hold becomes `*`. The policy language takes characters up to
 * U+00FF (IAM user guide, grammar of policies).
 */
export function literalPattern(text: string): string {
  return text.replace(/[*?$]/g, "?").replace(/[^\x20-\xff]+|[\x7f-\x9f]+/g, "*");
}
