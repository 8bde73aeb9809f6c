import {
  cloudFormationJson,
  cloudFormationYaml,
  type CloudFormationResource,
  type CloudFormationTemplate,
} from "../../policyTemplates/formats/cloudFormation.ts";
import { fillPolicy, mapMembers } from "../../policyTemplates/formats/value.ts";
import type { TemplateFormat } from "../../policyTemplates/starter/starterText.ts";
import { monitoringValues, type MonitoringOptions, type MonitoringValues } from "./options.ts";
import { stackTemplate } from "./stackTemplate.ts";
import { stackTerraform } from "./stackTerraform.ts";

/**
 * A stack that records what an agent's role does and raises alarms: trail, locked bucket, log group, metric filters,
 * alarms, topic, AWS Config. `json` and `yaml` are CloudFormation.
 */
export function monitoringText(options: MonitoringOptions, format: TemplateFormat): string {
  const values = monitoringValues(options);
  if (format === "terraform") return stackTerraform(values, stackComment(values));
  const template = withKnownValues(stackTemplate(values), values);
  if (format === "yaml") return cloudFormationYaml(template, stackComment(values));
  return `${JSON.stringify(cloudFormationJson(template), undefined, 2)}\n`;
}

function withKnownValues(
  template: CloudFormationTemplate,
  { known }: MonitoringValues,
): CloudFormationTemplate {
  const fill = (resource: CloudFormationResource): CloudFormationResource => ({
    ...resource,
    properties: fillPolicy(resource.properties, known),
  });
  return { ...template, resources: mapMembers(template.resources, fill) };
}

/** What a reader has to know, above the stack. */
function stackComment({ filters, config, dataEvents }: MonitoringValues): readonly string[] {
  return [
    "Monitoring for an AI agent's role, written by Picket. Read it, then deploy it; nothing is deployed by itself.",
    "",
    `${filters.length} metric filters with alarms: section 4 of the CIS AWS Foundations Benchmark and the agent's own.`,
    `Data events: ${dataEvents.join(", ") || "none"}. AWS::Q::* is no resource type of CloudTrail; those of Kiro and Amazon Q`,
    "Developer are AWS::CodeWhisperer::* and AWS::QDeveloper::Integration. Data events cost money.",
    "Objects of the trail cannot be deleted for a year (Object Lock, governance mode), which deleting the stack does not end.",
    config === "recorder"
      ? "An account has one recorder of AWS Config per Region: write the stack with --config rules where one is there."
      : "AWS Config needs a recorder that is there already for its rules.",
  ];
}
