import type { Condition, Statement } from "../model/policy.ts";
import type { Member, ObjectNode, StringNode, ValueNode } from "../model/valueNode.ts";

/** A value that a fix writes: a text, a list of texts, an object. A node of the policy is copied as it is written. */
export type NewValue = string | StringNode | readonly (string | StringNode)[] | NewObject;

export interface NewObject {
  readonly newMembers: readonly NewMember[];
}

/** A new member, or a copy of one of the policy. Keys are IAM's own, such as `Condition`, in every language. */
export type NewMember = { readonly key: string; readonly value: NewValue } | { readonly copyOf: Member };

/** One step of a fix, on the nodes of the tree as it was before. No two steps of a fix change the same node. */
export type Change =
  /** Another text in a string, a value or a key. */
  | { readonly kind: "rename"; readonly node: StringNode; readonly text: string }
  /** Items of a list, or a value that stands alone, each replaced by any number of texts. */
  | {
      readonly kind: "items";
      readonly member: Member;
      readonly replaced: ReadonlyMap<ValueNode, readonly string[]>;
    }
  /** Another value under a key. */
  | { readonly kind: "set"; readonly member: Member; readonly value: NewValue }
  | { readonly kind: "remove-members"; readonly object: ObjectNode; readonly members: ReadonlySet<Member> }
  | {
      readonly kind: "add-member";
      readonly object: ObjectNode;
      readonly key: string;
      readonly value: NewValue;
      readonly at: "start" | "end";
    }
  /** Adds a condition, or puts it in the place of another one. */
  | {
      readonly kind: "condition";
      readonly statement: Statement;
      readonly from: Condition | undefined;
      readonly operator: string;
      readonly key: string;
      /** Absent: the values of `from`. */
      readonly values?: readonly string[];
    }
  | { readonly kind: "insert-statement"; readonly after: Statement; readonly value: NewObject }
  | { readonly kind: "remove-statement"; readonly statement: Statement };
