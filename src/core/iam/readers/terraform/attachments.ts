import type { LocatedPrincipal } from "../../model/located.ts";
import { hasUnknown, type StringNode, type ValueNode } from "../../model/valueNode.ts";
import { plainText, toValue, type Expression } from "../code/expression.ts";
import { attributeOfBlock, type HclBlock } from "./hclBlocks.ts";
import type { TerraformFile } from "./terraformFile.ts";

/** Which policies of a file the principals of it have. */
export interface Attachments {
  readonly principals: readonly LocatedPrincipal[];
  /** Ids of the principals that a policy resource is attached to, by its address. */
  readonly attached: ReadonlyMap<string, readonly string[]>;
  /** Ids of the principals whose boundary a policy resource is, by its address. */
  readonly bounding: ReadonlyMap<string, readonly string[]>;
  /** The id of the principal that an expression names. */
  readonly principalOf: (expression: Expression | undefined) => string | undefined;
}

const kinds: Readonly<Record<string, LocatedPrincipal["kind"]>> = {
  aws_iam_role: "role",
  aws_iam_user: "user",
  aws_iam_group: "group",
  aws_ssoadmin_permission_set: "permission-set",
};

/** Resources that attach managed policies: the arguments that name principals, and the one that names the policies. */
const attachmentTypes: Readonly<Record<string, readonly [principals: readonly string[], policies: string]>> =
  {
    aws_iam_role_policy_attachment: [["role"], "policy_arn"],
    aws_iam_user_policy_attachment: [["user"], "policy_arn"],
    aws_iam_group_policy_attachment: [["group"], "policy_arn"],
    aws_iam_policy_attachment: [["roles", "users", "groups"], "policy_arn"],
    aws_iam_role_policy_attachments_exclusive: [["role_name"], "policy_arns"],
    aws_iam_user_policy_attachments_exclusive: [["user_name"], "policy_arns"],
    aws_iam_group_policy_attachments_exclusive: [["group_name"], "policy_arns"],
    aws_ssoadmin_managed_policy_attachment: [["permission_set_arn"], "managed_policy_arn"],
  };

interface Known {
  readonly managed: StringNode[];
  boundary?: ValueNode;
  complete: boolean;
}

/** The address of a block: `aws_iam_role.deploy`. */
export const addressOf = ({ labels }: HclBlock): string => labels.slice(0, 2).join(".");

/** Finds roles, users, groups and permission sets of a file with the policies that are attached to them. */
export function attachmentsOf(file: TerraformFile): Attachments {
  const owners = file.resources.filter(({ labels }) => kinds[labels[0] ?? ""] !== undefined);
  const known = new Map<string, Known>(
    owners.map((one) => [addressOf(one), { managed: [], complete: true }]),
  );
  const byName = namesOf(owners);
  const attached = new Map<string, string[]>();
  const bounding = new Map<string, string[]>();
  const principalOf = (expression: Expression | undefined): string | undefined => {
    if (expression?.kind === "name") {
      const id = expression.path.split(".").slice(0, 2).join(".");
      return known.has(id) ? id : undefined;
    }
    return byName.get(plainText(expression) ?? "");
  };
  const attach = (id: string, policies: Expression): void => {
    const owner = known.get(id);
    if (!owner) return;
    if (policies.kind === "list" && policies.partial) owner.complete = false;
    for (const policy of policies.kind === "list" ? policies.items : [policies]) {
      const meant = policyOf(policy, file);
      if (meant === undefined) owner.complete = false;
      else if (typeof meant === "string") add(attached, meant, id);
      else owner.managed.push(meant);
    }
  };
  for (const block of file.resources) {
    const [names, policies] = attachmentTypes[block.labels[0] ?? ""] ?? [];
    const value = policies && attributeOfBlock(block, policies)?.value;
    for (const name of value ? (names ?? []) : []) {
      const given = attributeOfBlock(block, name)?.value;
      for (const one of given?.kind === "list" ? given.items : [given]) {
        const id = principalOf(one);
        if (id && value) attach(id, value);
      }
    }
  }
  for (const block of owners) {
    const id = addressOf(block);
    const arns = attributeOfBlock(block, "managed_policy_arns");
    if (arns) attach(id, arns.value);
    const boundary = attributeOfBlock(block, "permissions_boundary");
    const owner = known.get(id);
    if (!boundary || !owner) continue;
    const meant = policyOf(boundary.value, file);
    if (typeof meant === "string") add(bounding, meant, id);
    owner.boundary = typeof meant === "object" ? meant : { kind: "unknown", span: boundary.value.span };
  }
  const principals = owners.flatMap((block) => principalFrom(block, known));
  return { principals, attached, bounding, principalOf };
}

function principalFrom(block: HclBlock, known: ReadonlyMap<string, Known>): LocatedPrincipal[] {
  const id = addressOf(block);
  const kind = kinds[block.labels[0] ?? ""];
  const owner = known.get(id);
  if (!kind || !owner) return [];
  const { managed, boundary, complete } = owner;
  const span = block.labelSpans[1] ?? block.typeSpan;
  return [{ id, kind, span, managedPolicies: managed, ...(boundary && { boundary }), complete }];
}

function namesOf(owners: readonly HclBlock[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const block of owners) {
    const name = plainText(attributeOfBlock(block, "name")?.value);
    // Names of roles, users and groups may be equal: then neither is meant for certain.
    if (name !== undefined) names.set(name, names.has(name) ? "" : addressOf(block));
  }
  return names;
}

/** The address of a policy resource, the ARN or name of a managed policy, or undefined when it cannot be told. */
function policyOf(expression: Expression, file: TerraformFile): string | StringNode | undefined {
  if (expression.kind === "text") {
    const { value } = expression.node;
    return hasUnknown(value) && !value.includes(":policy/") ? undefined : expression.node;
  }
  if (expression.kind !== "name") return undefined;
  const [scope, second = "", third = ""] = expression.path.split(".");
  if (scope === "aws_iam_policy") return `${scope}.${second}`;
  if (scope === "data" && second === "aws_iam_policy") {
    const block = file.managed.get(third);
    const found = block && (attributeOfBlock(block, "arn") ?? attributeOfBlock(block, "name"));
    const value = found && toValue(found.value, file.resolve);
    return value?.kind === "string" ? value : undefined;
  }
  const local = file.resolve(expression.path);
  return local && local.kind !== "name" ? policyOf(local, file) : undefined;
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
