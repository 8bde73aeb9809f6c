import type { TemplateResource } from "../../model/located.ts";
import type { Member, ObjectNode, ValueNode } from "../../model/valueNode.ts";
import { toValue } from "../code/expression.ts";
import { impliedString } from "../code/synthetic.ts";
import { addressOf } from "./attachments.ts";
import { nestedBlocks, type HclBlock } from "./hclBlocks.ts";
import type { TerraformFile } from "./terraformFile.ts";

/** Resources that the checks of networks and WorkSpaces look at. */
const types: ReadonlySet<string> = new Set([
  "aws_security_group",
  "aws_default_security_group",
  "aws_security_group_rule",
  "aws_vpc_security_group_ingress_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_network_acl",
  "aws_default_network_acl",
  "aws_network_acl_rule",
  "aws_workspaces_workspace",
  "aws_workspaces_pool",
  "aws_lambda_permission",
]);

/** The resources of a file that have no policy but are checked. */
export function templateResources(file: TerraformFile): TemplateResource[] {
  return file.resources
    .filter(({ labels }) => types.has(labels[0] ?? ""))
    .map((block) => ({
      dialect: "terraform",
      type: block.labels[0] ?? "",
      name: addressOf(block),
      nameSpan: block.labelSpans[1] ?? block.typeSpan,
      properties: propertiesOf(block, file),
    }));
}

function propertiesOf(block: HclBlock, file: TerraformFile): ObjectNode {
  const members: Member[] = block.attributes.map(({ name, nameSpan, span, value }) => ({
    key: impliedString(name, nameSpan),
    value: toValue(value, file.resolve),
    span,
  }));
  const names = new Set(
    block.blocks.map(({ type, labels }) => (type === "dynamic" ? (labels[0] ?? "") : type)),
  );
  for (const name of names) {
    const nested = nestedBlocks(block, name);
    const [first] = nested;
    if (!first) continue;
    const items: ValueNode[] = nested.map((one) => propertiesOf(one.block, file));
    const { span, typeSpan } = first.block;
    const partial = nested.some(({ dynamic }) => dynamic);
    members.push({ key: impliedString(name, typeSpan), value: { kind: "list", items, span, partial }, span });
  }
  return { kind: "object", members, span: block.span, partial: false };
}
