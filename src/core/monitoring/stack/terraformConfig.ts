import { block, type HclItem } from "../../policyTemplates/formats/terraform.ts";
import { configRules } from "./configRules.ts";
import type { MonitoringValues } from "./options.ts";
import { configBucketPolicy, configDeliveryPolicy, serviceTrust, stackNames } from "./policies.ts";
import { bucketItems, raw, roleItems } from "./terraformParts.ts";

/** AWS Config delivers to no bucket with Object Lock and a default retention: it has a bucket of its own. */
export function recorderItems({ prefix }: MonitoringValues): HclItem[] {
  const names = stackNames(prefix);
  return [
    ...bucketItems("config", names.configBucket, configBucketPolicy, false),
    ...roleItems(
      "config",
      "AWS Config reads the configuration and delivers it",
      serviceTrust("config"),
      "deliver",
      configDeliveryPolicy,
    ),
    block("resource aws_iam_role_policy_attachment config", {
      role: raw("aws_iam_role.config.name"),
      policy_arn: "arn:${AWS::Partition}:iam::aws:policy/service-role/AWS_ConfigRole",
    }),
    block(
      "resource aws_config_configuration_recorder agent",
      { name: `${prefix}-recorder`, role_arn: raw("aws_iam_role.config.arn") },
      [block("recording_group", { all_supported: true, include_global_resource_types: true })],
    ),
    block("resource aws_config_delivery_channel agent", {
      name: `${prefix}-delivery`,
      s3_bucket_name: raw("aws_s3_bucket.config.id"),
      depends_on: [raw("aws_config_configuration_recorder.agent")],
    }),
    block("resource aws_config_configuration_recorder_status agent", {
      name: raw("aws_config_configuration_recorder.agent.name"),
      is_enabled: true,
      depends_on: [raw("aws_config_delivery_channel.agent")],
    }),
  ];
}

/** The managed rules, from a table. */
export function ruleItems({ prefix, config }: MonitoringValues): HclItem[] {
  const rules = configRules.map(({ identifier, title, parameters = {} }) => [
    identifier,
    { description: title, parameters },
  ]);
  return [
    block("locals", { config_rules: Object.fromEntries(rules) }),
    block(
      "resource aws_config_config_rule agent",
      {
        for_each: raw("local.config_rules"),
        name: raw(`"${prefix}-\${replace(lower(each.key), "_", "-")}"`),
        description: raw("each.value.description"),
        input_parameters: raw(
          "length(each.value.parameters) == 0 ? null : jsonencode(each.value.parameters)",
        ),
        ...(config === "recorder" && { depends_on: [raw("aws_config_configuration_recorder.agent")] }),
      },
      [block("source", { owner: "AWS", source_identifier: raw("each.key") })],
    ),
  ];
}
