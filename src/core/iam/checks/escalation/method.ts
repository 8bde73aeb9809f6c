/**
 * What an escalation makes use of. `permissions`: the principal writes itself more permissions. `identity`: it becomes
 * another principal. `pass`: it hands a role to something new that it controls. `existing`: it takes over something that
 * has a role already. In this order one is worse than the next.
 */
export const escalationKinds = ["permissions", "identity", "pass", "existing"] as const;
export type EscalationKind = (typeof escalationKinds)[number];

/** A known way from some actions to more permissions. */
export interface EscalationMethod {
  readonly id: string;
  readonly kind: EscalationKind;
  /** What the holder does, after "lets its holder": "write a new version of a managed policy". */
  readonly how: string;
  /** All of these, `service:Action`. The one whose resource counts comes first; `iam:PassRole` last. */
  readonly actions: readonly string[];
  /** Resource type of the catalogue for the first action, where it takes several. */
  readonly type?: string;
  /** A resource that the first action must be allowed for as well. */
  readonly resource?: string;
  /** Services that `iam:PassRole` must be allowed for: one of them is enough. */
  readonly passedTo?: readonly string[];
  /** Values of condition keys that the call may have: one set of them must be allowed. */
  readonly calls?: readonly Readonly<Record<string, string | undefined>>[];
  /** What else it depends on that policies do not tell; reported as information. */
  readonly uncertain?: string;
  /** Names in pathfinding.cloud, Rhino Security Labs' list, cloudsplaining and PMapper. */
  readonly ids: readonly string[];
}
