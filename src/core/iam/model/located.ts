import type { Span } from "../../model/span.ts";
import type { ObjectNode, StringNode, ValueNode } from "./valueNode.ts";

/** What a policy is attached to; it decides which elements are legal. */
export type PolicyType = "identity" | "trust" | "resource" | "scp" | "rcp" | "boundary" | "vpc-endpoint";

/** How the policy's values are written, for edits. `terraform-document` is an `aws_iam_policy_document` block. */
export type PolicySyntax = "json" | "yaml" | "hcl" | "terraform-document" | "javascript" | "python";

/** What a reader knows of a policy from where it stands. */
export interface PolicyPlace {
  /** Absent: nothing around it says, the policy's own text decides. */
  readonly type?: PolicyType;
  /** CloudFormation type of the resource that a resource policy is attached to, such as `AWS::S3::Bucket`. */
  readonly resourceType?: string;
  /** `LocatedPrincipal.id` of each role, user, group or permission set that it is attached to. */
  readonly principals?: readonly string[];
  /** What the source calls it, for a person: a resource's logical name, a policy name, a variable. */
  readonly name?: string;
  /** What it holds is not the text's own, such as a policy template of SAM: nothing in it can be corrected. */
  readonly fixed?: boolean;
}

/** A place where the text does not parse, in words for a person. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}

/** A policy document as a reader found it in a text. */
export interface LocatedPolicy {
  readonly root: ValueNode;
  readonly syntax: PolicySyntax;
  readonly place: PolicyPlace;
  /** Of the document's text itself. The tree holds what could be read in spite of them. */
  readonly problems: readonly SyntaxProblem[];
}

/** A role, user, group or permission set of a template, with all that it is allowed by. */
export interface LocatedPrincipal {
  readonly id: string;
  readonly kind: "role" | "user" | "group" | "permission-set";
  /** What the source calls it: the logical id or name. */
  readonly span: Span;
  /** Managed policies attached by ARN or by name: strings whose text may hold unknown parts. */
  readonly managedPolicies: readonly StringNode[];
  /** Permissions boundary: an ARN or unknown; a boundary in the same text is a policy with `type: "boundary"` and this principal. */
  readonly boundary?: ValueNode;
  /** Whether all its policies are in this text, as far as can be seen. */
  readonly complete: boolean;
}

/** A resource of a template, or the like from a command in a script, for the checks of `network/` and `workspaces/`. */
export interface TemplateResource {
  readonly dialect: "cloudformation" | "terraform" | "command";
  /** `AWS::EC2::SecurityGroup`, `aws_security_group`, or `ec2 authorize-security-group-ingress`. */
  readonly type: string;
  /** Logical id, `type.name` address, or the command. */
  readonly name: string;
  readonly nameSpan: Span;
  /**
   * CloudFormation: `Properties`. Terraform: arguments, each nested block an object in a list under its name. Command:
   * options without dashes, JSON and shorthand values parsed.
   */
  readonly properties: ObjectNode;
}

/** Everything that the IAM engine reads in one text. */
export interface PolicyText {
  readonly policies: readonly LocatedPolicy[];
  readonly principals: readonly LocatedPrincipal[];
  readonly resources: readonly TemplateResource[];
  /** The text is too long to be parsed and may hold policies. */
  readonly tooLong?: boolean;
}

/** A text without policies. */
export const nothingRead: PolicyText = { policies: [], principals: [], resources: [] };

/** What is read of a text that may hold policies and cannot be parsed for its length. */
export const tooLongToRead: PolicyText = { ...nothingRead, tooLong: true };
