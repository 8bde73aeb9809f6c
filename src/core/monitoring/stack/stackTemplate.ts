import type {
  CloudFormationResource,
  CloudFormationTemplate,
} from "../../policyTemplates/formats/cloudFormation.ts";
import type {
  TemplateObject,
  TemplateParameter,
  TemplateValue,
} from "../../policyTemplates/formats/value.ts";
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
import { bucketProperties } from "./templateBucket.ts";
import { recorderResources, ruleResources } from "./templateConfig.ts";
import { workspacesAlarms } from "./workspacesAlarms.ts";

/** Namespace of the metrics. */
export const metricNamespace = "Picket";

type Resources = Readonly<Record<string, CloudFormationResource>>;

/** The monitoring stack as a CloudFormation template. It needs `CAPABILITY_IAM`. */
export function stackTemplate(values: MonitoringValues): CloudFormationTemplate {
  const { email, known, config } = values;
  const parameters: Record<string, TemplateParameter> = {
    ...(!known.has("RoleName") && { RoleName: roleParameter }),
    NotificationEmail: { ...emailParameter, default: email ?? "" },
  };
  return {
    description: "Records what an AI agent does in this account, and raises alarms (Picket)",
    parameters,
    conditions: { HasEmail: { "Fn::Not": [{ "Fn::Equals": [{ Ref: "NotificationEmail" }, ""] }] } },
    resources: {
      ...keyResources(values),
      ...trailResources(values),
      ...topicResources(values),
      ...Object.fromEntries(
        values.filters.flatMap((filter) => Object.entries(filterResources(filter, values))),
      ),
      ...workspacesResources(values),
      ...(config === "recorder" ? recorderResources(values) : {}),
      ...(config === "none" ? {} : ruleResources(values)),
    },
    outputs: {
      TrailArn: { description: "The trail", value: "${Trail.Arn}" },
      TrailBucketName: { description: "Where the log files are", value: "${TrailBucket}" },
      LogGroupName: { description: "Log group to choose in Picket's activity view", value: "${LogGroup}" },
      AlertTopicArn: { description: "Topic to subscribe to", value: "${AlertTopic}" },
    },
  };
}

function keyResources({ prefix }: MonitoringValues): Resources {
  return {
    AuditKey: {
      type: "AWS::KMS::Key",
      retained: true,
      properties: {
        Description: "Encrypts the record of what agents do",
        EnableKeyRotation: true,
        KeyPolicy: keyPolicy(stackNames(prefix)),
      },
    },
    AuditKeyAlias: {
      type: "AWS::KMS::Alias",
      properties: { AliasName: `alias/${prefix}-audit`, TargetKeyId: "${AuditKey}" },
    },
  };
}

function trailResources(values: MonitoringValues): Resources {
  const names = stackNames(values.prefix);
  return {
    TrailBucket: {
      type: "AWS::S3::Bucket",
      retained: true,
      properties: bucketProperties(names.trailBucket, {
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: retentionDays } },
        },
      }),
    },
    TrailBucketPolicy: {
      type: "AWS::S3::BucketPolicy",
      properties: { Bucket: "${TrailBucket}", PolicyDocument: trailBucketPolicy(names) },
    },
    LogGroup: {
      type: "AWS::Logs::LogGroup",
      // The bucket keeps the same events.
      retained: false,
      properties: {
        LogGroupName: names.logGroup,
        KmsKeyId: "${AuditKey.Arn}",
        RetentionInDays: retentionDays,
      },
    },
    TrailLogRole: {
      type: "AWS::IAM::Role",
      properties: {
        Description: "CloudTrail writes events into the log group",
        AssumeRolePolicyDocument: serviceTrust("cloudtrail", names.trailArn),
        Policies: [{ PolicyName: "write-events", PolicyDocument: trailLogPolicy(names) }],
      },
    },
    Trail: {
      type: "AWS::CloudTrail::Trail",
      dependsOn: ["TrailBucketPolicy"],
      properties: {
        TrailName: names.trail,
        IsLogging: true,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        EnableLogFileValidation: true,
        S3BucketName: "${TrailBucket}",
        KMSKeyId: "${AuditKey.Arn}",
        CloudWatchLogsLogGroupArn: "${LogGroup.Arn}",
        CloudWatchLogsRoleArn: "${TrailLogRole.Arn}",
        AdvancedEventSelectors: eventSelectors(values).map(selectorProperties),
      },
    },
  };
}

function selectorProperties({ name, conditions }: EventSelector): TemplateObject {
  return {
    Name: name,
    FieldSelectors: conditions.map(({ field, equals, startsWith, notStartsWith }) => ({
      Field: field,
      ...(equals && { Equals: equals }),
      ...(startsWith && { StartsWith: startsWith }),
      ...(notStartsWith && { NotStartsWith: notStartsWith }),
    })),
  };
}

function topicResources({ prefix }: MonitoringValues): Resources {
  return {
    AlertTopic: {
      type: "AWS::SNS::Topic",
      properties: { TopicName: stackNames(prefix).topic, KmsMasterKeyId: "${AuditKey}" },
    },
    AlertTopicPolicy: {
      type: "AWS::SNS::TopicPolicy",
      properties: { Topics: ["${AlertTopic}"], PolicyDocument: topicPolicy },
    },
    AlertSubscription: {
      type: "AWS::SNS::Subscription",
      condition: "HasEmail",
      properties: { TopicArn: "${AlertTopic}", Protocol: "email", Endpoint: "${NotificationEmail}" },
    },
  };
}

function filterResources(filter: MonitoringFilter, { prefix, dlpLogGroup }: MonitoringValues): Resources {
  const { id, title, source, threshold, needs } = filter;
  const group = needs === "dlpLogGroup" ? (dlpLogGroup ?? "") : "${LogGroup}";
  return {
    [`${id}Filter`]: {
      type: "AWS::Logs::MetricFilter",
      properties: {
        FilterName: `${prefix}-${id}`,
        LogGroupName: group,
        FilterPattern: patternOf(filter),
        MetricTransformations: [
          { MetricNamespace: metricNamespace, MetricName: id, MetricValue: "1", DefaultValue: 0 },
        ],
      },
    },
    [`${id}Alarm`]: {
      type: "AWS::CloudWatch::Alarm",
      properties: alarmProperties(`${prefix}-${id}`, `${title} (${source})`, {
        Namespace: metricNamespace,
        MetricName: id,
        Statistic: "Sum",
        Threshold: threshold,
      }),
    },
  };
}

function alarmProperties(name: string, description: string, metric: TemplateObject): TemplateObject {
  return {
    AlarmName: name,
    AlarmDescription: description,
    ...metric,
    ComparisonOperator: "GreaterThanOrEqualToThreshold",
    EvaluationPeriods: 1,
    Period: 300,
    TreatMissingData: "notBreaching",
    AlarmActions: ["${AlertTopic}"],
  };
}

function workspacesResources({ prefix, workspacesDirectory }: MonitoringValues): Resources {
  if (workspacesDirectory === undefined) return {};
  const dimensions: TemplateValue = [{ Name: "DirectoryId", Value: workspacesDirectory }];
  return Object.fromEntries(
    workspacesAlarms.map(({ id, metric, title, statistic, threshold }) => [
      `${id}Alarm`,
      {
        type: "AWS::CloudWatch::Alarm",
        properties: alarmProperties(`${prefix}-${id}`, `${title} (guide 2, M14)`, {
          Namespace: "AWS/WorkSpaces",
          MetricName: metric,
          Dimensions: dimensions,
          Statistic: statistic,
          Threshold: threshold,
        }),
      },
    ]),
  );
}
