import {
  block,
  Encoded,
  Expression,
  isHclList,
  terraformText,
  type HclItem,
  type HclValue,
} from "../../policyTemplates/formats/terraform.ts";
import { mapTexts, withKnown } from "../../policyTemplates/formats/value.ts";
import {
  output,
  pseudoParameters,
  terraformHead,
  terraformVariable,
} from "../../policyTemplates/starter/starterTerraform.ts";
import { eventSelectors, type EventSelector } from "./eventSelectors.ts";
import { patternOf, type MonitoringFilter } from "./filter.ts";
import { emailParameter, retentionDays, roleParameter, type MonitoringValues } from "./options.ts";
import {
  keyPolicy,
  serviceTrust,
  stackNames,
  topicPolicy,
  trailBucketPolicy,
  trailLogPolicy,
} from "./policies.ts";
import { recorderItems, ruleItems } from "./terraformConfig.ts";
import { bucketItems, key, raw, roleItems } from "./terraformParts.ts";
import { metricNamespace } from "./stackTemplate.ts";
import { workspacesAlarms } from "./workspacesAlarms.ts";

/** Expressions for the resources that policies and properties refer to. */
const references: ReadonlyMap<string, string> = new Map([
  ...pseudoParameters,
  ["RoleName", "var.role_name"],
  ["AuditKey.Arn", "aws_kms_key.audit.arn"],
  ["TrailBucket.Arn", "aws_s3_bucket.trail.arn"],
  ["ConfigBucket.Arn", "aws_s3_bucket.config.arn"],
  ["AlertTopic", "aws_sns_topic.alerts.arn"],
  ["LogGroup.Arn", "aws_cloudwatch_log_group.trail.arn"],
]);

/** The monitoring stack for Terraform. @param comment lines that stand above it */
export function stackTerraform(values: MonitoringValues, comment: readonly string[]): string {
  const { known, email, config } = values;
  const items: readonly HclItem[] = [
    ...terraformHead,
    ...(known.has("RoleName") ? [] : [terraformVariable("role_name", roleParameter)]),
    terraformVariable("notification_email", { ...emailParameter, default: email ?? "" }),
    ...keyItems(values),
    ...trailItems(values),
    ...topicItems(values),
    ...filterItems(values),
    ...workspacesItems(values),
    ...(config === "recorder" ? recorderItems(values) : []),
    ...(config === "none" ? [] : ruleItems(values)),
    output("trail_arn", "The trail", "aws_cloudtrail.trail.arn"),
    output(
      "log_group_name",
      "Log group to choose in Picket's activity view",
      "aws_cloudwatch_log_group.trail.name",
    ),
    output("alert_topic_arn", "Topic to subscribe to", "aws_sns_topic.alerts.arn"),
  ];
  const filled = items.map((item) => fill(item, known));
  return terraformText(filled, references, comment);
}

/** Puts what is known in the place of references. */
function fill(item: HclItem, known: ReadonlyMap<string, string>): HclItem {
  if ("name" in item) return { ...item, value: fillValue(item.value, known) };
  return { ...item, body: item.body.map((one) => fill(one, known)) };
}

function fillValue(value: HclValue, known: ReadonlyMap<string, string>): HclValue {
  if (value instanceof Expression || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "string") return withKnown(value, known);
  if (value instanceof Encoded) return new Encoded(mapTexts(value.policy, (text) => withKnown(text, known)));
  if (isHclList(value)) return value.map((item) => fillValue(item, known));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillValue(item, known)]));
}

function keyItems({ prefix }: MonitoringValues): HclItem[] {
  return [
    block("resource aws_kms_key audit", {
      description: "Encrypts the record of what agents do",
      enable_key_rotation: true,
      policy: new Encoded(keyPolicy(stackNames(prefix))),
    }),
    block("resource aws_kms_alias audit", {
      name: `alias/${prefix}-audit`,
      target_key_id: raw("aws_kms_key.audit.key_id"),
    }),
  ];
}

function trailItems(values: MonitoringValues): HclItem[] {
  const names = stackNames(values.prefix);
  return [
    ...bucketItems("trail", names.trailBucket, trailBucketPolicy(names), true),
    block("resource aws_cloudwatch_log_group trail", {
      name: names.logGroup,
      kms_key_id: key,
      retention_in_days: retentionDays,
    }),
    ...roleItems(
      "trail_log",
      "CloudTrail writes events into the log group",
      serviceTrust("cloudtrail", names.trailArn),
      "write-events",
      trailLogPolicy(names),
    ),
    block(
      "resource aws_cloudtrail trail",
      {
        name: names.trail,
        is_multi_region_trail: true,
        include_global_service_events: true,
        enable_log_file_validation: true,
        s3_bucket_name: raw("aws_s3_bucket.trail.id"),
        kms_key_id: key,
        cloud_watch_logs_group_arn: "${LogGroup.Arn}:*",
        cloud_watch_logs_role_arn: raw("aws_iam_role.trail_log.arn"),
        depends_on: [raw("aws_s3_bucket_policy.trail")],
      },
      eventSelectors(values).map(selectorBlock),
    ),
  ];
}

function selectorBlock({ name, conditions }: EventSelector): HclItem {
  return block(
    "advanced_event_selector",
    { name },
    conditions.map(({ field, equals, startsWith, notStartsWith }) =>
      block("field_selector", {
        field,
        ...(equals && { equals }),
        ...(startsWith && { starts_with: startsWith }),
        ...(notStartsWith && { not_starts_with: notStartsWith }),
      }),
    ),
  );
}

function topicItems({ prefix }: MonitoringValues): HclItem[] {
  const arn = raw("aws_sns_topic.alerts.arn");
  return [
    block("resource aws_sns_topic alerts", {
      name: stackNames(prefix).topic,
      kms_master_key_id: raw("aws_kms_key.audit.key_id"),
    }),
    block("resource aws_sns_topic_policy alerts", { arn, policy: new Encoded(topicPolicy) }),
    block("resource aws_sns_topic_subscription alerts", {
      count: raw('var.notification_email == "" ? 0 : 1'),
      topic_arn: arn,
      protocol: "email",
      endpoint: raw("var.notification_email"),
    }),
  ];
}

/** The filters as a table, from which one resource makes all filters and one all alarms. */
function filterItems({ prefix, filters, dlpLogGroup }: MonitoringValues): HclItem[] {
  const row = (filter: MonitoringFilter): HclValue => ({
    description: `${filter.title} (${filter.source})`,
    log_group:
      filter.needs === "dlpLogGroup" ? (dlpLogGroup ?? "") : raw("aws_cloudwatch_log_group.trail.name"),
    pattern: patternOf(filter),
    threshold: filter.threshold,
  });
  return [
    block("locals", { filters: Object.fromEntries(filters.map((filter) => [filter.id, row(filter)])) }),
    block(
      "resource aws_cloudwatch_log_metric_filter agent",
      {
        for_each: raw("local.filters"),
        name: raw(`"${prefix}-\${each.key}"`),
        log_group_name: raw("each.value.log_group"),
        pattern: raw("each.value.pattern"),
      },
      [
        block("metric_transformation", {
          namespace: metricNamespace,
          name: raw("each.key"),
          value: "1",
          default_value: "0",
        }),
      ],
    ),
    block("resource aws_cloudwatch_metric_alarm agent", {
      for_each: raw("local.filters"),
      ...alarmAttributes(raw(`"${prefix}-\${each.key}"`), raw("each.value.description")),
      namespace: metricNamespace,
      metric_name: raw("each.key"),
      statistic: "Sum",
      threshold: raw("each.value.threshold"),
    }),
  ];
}

function alarmAttributes(name: HclValue, description: HclValue): Readonly<Record<string, HclValue>> {
  return {
    alarm_name: name,
    alarm_description: description,
    comparison_operator: "GreaterThanOrEqualToThreshold",
    evaluation_periods: 1,
    period: 300,
    treat_missing_data: "notBreaching",
    alarm_actions: [raw("aws_sns_topic.alerts.arn")],
  };
}

function workspacesItems({ prefix, workspacesDirectory }: MonitoringValues): HclItem[] {
  if (workspacesDirectory === undefined) return [];
  return workspacesAlarms.map(({ id, metric, title, statistic, threshold }) =>
    block(
      `resource aws_cloudwatch_metric_alarm ${metric === "Unhealthy" ? "workspaces_unhealthy" : "workspaces_connection_failed"}`,
      {
        ...alarmAttributes(`${prefix}-${id}`, `${title} (guide 2, M14)`),
        namespace: "AWS/WorkSpaces",
        metric_name: metric,
        statistic,
        threshold,
        dimensions: { DirectoryId: workspacesDirectory },
      },
    ),
  );
}
