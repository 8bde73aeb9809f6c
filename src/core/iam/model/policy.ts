import type { LocatedPolicy, PolicyType } from "./located.ts";
import type { Member, ObjectNode, StringNode, ValueNode } from "./valueNode.ts";

/** A policy document with its elements found. The value tree stays at hand for what the elements do not tell. */
export interface Policy {
  readonly located: LocatedPolicy;
  readonly type: PolicyType;
  /** Whether the text or a setting says the type; false: it was concluded from the elements. */
  readonly typeIsGiven: boolean;
  /** As `PolicyPlace.resourceType`. */
  readonly resourceType: string | undefined;
  /** Undefined when the document is no object. */
  readonly root: ObjectNode | undefined;
  readonly version: ValueNode | undefined;
  readonly statements: readonly Statement[];
  /** Whether all statements are seen. */
  readonly complete: boolean;
}

/** One statement. Element names count exactly as IAM writes them; the last of two equal ones wins. */
export interface Statement {
  readonly index: number;
  readonly node: ObjectNode;
  readonly sid: Member | undefined;
  /** Undefined when it is missing, misspelt or unknown. */
  readonly effect: "Allow" | "Deny" | undefined;
  readonly effectMember: Member | undefined;
  readonly actions: Element | undefined;
  readonly resources: Element | undefined;
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
  readonly conditionMember: Member | undefined;
  /** Whether all its elements are seen. */
  readonly complete: boolean;
}

/** `Action`, `NotAction`, `Resource` or `NotResource`. A statement that has both of a pair gives the positive one. */
export interface Element {
  readonly member: Member;
  readonly negated: boolean;
  /** The strings of it; other values are in the member. */
  readonly values: readonly StringNode[];
  /** Whether all values are seen; a string with unknown parts is seen. */
  readonly complete: boolean;
}

export interface Principals {
  readonly member: Member;
  readonly negated: boolean;
  /** `"Principal": "*"`: everyone, whoever asks. */
  readonly star: StringNode | undefined;
  /** One for each key and value: `AWS`, `Service`, `Federated`, `CanonicalUser`, or whatever stands there. */
  readonly entries: readonly { readonly type: StringNode; readonly value: StringNode }[];
  readonly complete: boolean;
}

/** One operator with one key. */
export interface Condition {
  readonly operator: StringNode;
  readonly parsed: ConditionOperator;
  readonly key: StringNode;
  /** The values as written: strings, numbers and booleans. */
  readonly valueNode: ValueNode;
  /** Texts of the values, numbers and booleans as IAM reads them; unknown values are left out. */
  readonly values: readonly ConditionValue[];
  readonly complete: boolean;
}

export interface ConditionValue {
  readonly text: string;
  readonly node: ValueNode;
}

/** `ForAllValues:StringLikeIfExists` taken apart. Nothing is checked here: `base` may be no operator at all. */
export interface ConditionOperator {
  readonly qualifier: string | undefined;
  readonly base: string;
  readonly ifExists: boolean;
}
