import { parseSyntax } from "../../../fixes/syntaxTree.ts";
import type { GrammarSource } from "../../../ports.ts";
import { nothingRead, tooLongToRead, type PolicyPlace, type PolicyText } from "../../model/located.ts";
import { plainText } from "../code/expression.ts";
import { addressOf, attachmentsOf, type Attachments } from "./attachments.ts";
import { attributeOfBlock, nestedBlocks, type HclAttribute, type HclBlock } from "./hclBlocks.ts";
import { organizationsType, policyArguments } from "./policyPlaces.ts";
import { TerraformPolicies } from "./policySources.ts";
import { templateResources } from "./templateResources.ts";
import { terraformFile } from "./terraformFile.ts";

/** What a text must hold to be worth parsing. */
const worthParsing =
  /\bStatement\b|aws_iam_|aws_ssoadmin_|aws_(?:default_)?(?:security_group|network_acl)|aws_vpc_security_group|aws_workspaces_|aws_lambda_permission/;

/** Reads the policies of a Terraform or OpenTofu file: documents, `jsonencode`, here-documents and who has them. */
export async function readTerraform(text: string, grammars: GrammarSource): Promise<PolicyText> {
  if (!worthParsing.test(text)) return nothingRead;
  const root = await parseSyntax(text, "tree-sitter-hcl.wasm", grammars);
  if (!root) return tooLongToRead;
  const file = terraformFile(root, text);
  const attachments = attachmentsOf(file);
  const sources = new TerraformPolicies(file);
  for (const block of file.resources) usePolicies(block, attachments, sources);
  return {
    policies: sources.all(root, text),
    principals: attachments.principals,
    resources: templateResources(file),
  };
}

function usePolicies(block: HclBlock, attachments: Attachments, sources: TerraformPolicies): void {
  const [type = "", label = ""] = block.labels;
  const name = `${type}.${label}`;
  if (type === "aws_organizations_policy") {
    const content = attributeOfBlock(block, "content");
    const given = attributeOfBlock(block, "type");
    const meant =
      given && plainText(given.value) === undefined ? undefined : organizationsType(plainText(given?.value));
    if (content && meant !== "none") sources.use(content.value, { ...(meant && { type: meant }), name });
    return;
  }
  for (const { argument, place, principal } of policyArguments[type] ?? []) {
    for (const { value } of argumentsOf(block, argument.split("."))) {
      const id = principal && principalFor(block, principal, attachments);
      sources.use(value, {
        ...placeOf(block, place, attachments),
        ...(id && { principals: [id] }),
        name,
      });
    }
  }
}

function principalFor(block: HclBlock, argument: string, { principalOf }: Attachments): string | undefined {
  return argument === "self" ? addressOf(block) : principalOf(attributeOfBlock(block, argument)?.value);
}

/** A managed policy is what it is attached as: to principals, or as a boundary only. */
function placeOf(block: HclBlock, place: PolicyPlace, { attached, bounding }: Attachments): PolicyPlace {
  if (block.labels[0] !== "aws_iam_policy") return place;
  const users = attached.get(addressOf(block));
  const bounded = bounding.get(addressOf(block));
  if (!users && bounded) return { type: "boundary", principals: bounded };
  return users ? { ...place, principals: users } : place;
}

function argumentsOf(block: HclBlock, [name = "", ...rest]: readonly string[]): HclAttribute[] {
  if (rest.length === 0) return block.attributes.filter((attribute) => attribute.name === name);
  return nestedBlocks(block, name).flatMap((nested) => argumentsOf(nested.block, rest));
}
