import { cloudFormationJson, cloudFormationYaml } from "../formats/cloudFormation.ts";
import { fillPolicy, type TemplateObject } from "../formats/value.ts";
import { placeholders, starterValues, type StarterOptions, type StarterValues } from "./options.ts";
import { boundaryPolicy, permissionsPolicy, trustPolicy } from "./policies.ts";
import { starterComment, starterTemplate } from "./starterTemplate.ts";
import { starterTerraform } from "./starterTerraform.ts";

/** `json` and `yaml` are CloudFormation. */
export type TemplateFormat = "json" | "yaml" | "terraform";

/** One policy alone, as IAM takes it. */
export type StarterPart = "permissions" | "boundary" | "trust";

/**
 * The agent's role with its policies, boundary and trust policy, and the role of the functions that it deploys. What is
 * not known is a parameter. Names must have passed the checks of `names.ts`.
 */
export function starterText(options: StarterOptions, format: TemplateFormat): string {
  const values = starterValues(options);
  if (format === "terraform") return starterTerraform(values);
  const template = starterTemplate(values);
  if (format === "yaml") return cloudFormationYaml(template, starterComment(values));
  return `${JSON.stringify(cloudFormationJson(template), undefined, 2)}\n`;
}

/** One policy as JSON. What is not known is a placeholder such as `{{YOUR_ACCOUNT_ID}}`, which Picket marks. */
export function starterPolicyText(options: StarterOptions, part: StarterPart): string {
  const values = starterValues(options);
  const known = new Map([["AWS::Partition", "aws"], ...placeholders, ...values.known]);
  const policy = fillPolicy(policyOf(values, part), known);
  return `${JSON.stringify(policy, undefined, 2)}\n`;
}

function policyOf(values: StarterValues, part: StarterPart): TemplateObject {
  if (part === "boundary") return boundaryPolicy(values);
  return part === "trust" ? trustPolicy(values) : permissionsPolicy(values);
}
