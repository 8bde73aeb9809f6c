import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  type AdvancedEventSelector,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  type PutMetricAlarmInput,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  type MetricTransformation,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  PutConfigRuleCommand,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  type ConfigRule,
} from "@aws-sdk/client-config-service";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { asObject, type ResourceMaker } from "./cloudFormationStack.ts";
import { json, property, text } from "./properties.ts";
import { storageMakers } from "./storageMakers.ts";

/** Clients of the services that a monitoring stack uses. */
export function stackClients(endpoint: string, region: string) {
  const credentials = { accessKeyId: "picket-test", secretAccessKey: "picket-test" };
  const options = { endpoint, region, credentials, maxAttempts: 1 };
  const clients = {
    trail: new CloudTrailClient(options),
    alarms: new CloudWatchClient(options),
    logs: new CloudWatchLogsClient(options),
    config: new ConfigServiceClient(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    sns: new SNSClient(options),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

export type StackClients = ReturnType<typeof stackClients>;

/** Makes each type of resource of a monitoring stack through the SDK: the properties have the names of the API. */
export function stackMakers(clients: StackClients): Readonly<Record<string, ResourceMaker>> {
  return {
    ...storageMakers(clients),
    ...trailMakers(clients),
    ...alarmMakers(clients),
    ...configMakers(clients),
    "AWS::IAM::Role": (properties) => makeRole(clients, properties),
  };
}

function trailMakers({ trail, logs }: StackClients): Record<string, ResourceMaker> {
  return {
    "AWS::Logs::LogGroup": async (properties) => {
      const logGroupName = text(properties, "LogGroupName");
      await logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId: text(properties, "KmsKeyId") }));
      await logs.send(
        new PutRetentionPolicyCommand({
          logGroupName,
          retentionInDays: property(properties, "RetentionInDays"),
        }),
      );
      const { logGroups = [] } = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
      );
      return { Ref: logGroupName, Arn: logGroups[0]?.arn ?? "" };
    },
    "AWS::Logs::MetricFilter": async (properties) => {
      const filterName = text(properties, "FilterName");
      const transformations = property<readonly Record<string, unknown>[]>(
        properties,
        "MetricTransformations",
      );
      const metricTransformations = transformations.map(transformationOf);
      const logGroupName = text(properties, "LogGroupName");
      await logs.send(
        new PutMetricFilterCommand({
          filterName,
          logGroupName,
          filterPattern: text(properties, "FilterPattern"),
          metricTransformations,
        }),
      );
      return { Ref: filterName };
    },
    "AWS::CloudTrail::Trail": async ({
      TrailName,
      AdvancedEventSelectors,
      IsLogging,
      S3BucketName,
      KMSKeyId,
      ...more
    }) => {
      const Name = String(TrailName);
      const { TrailARN = "" } = await trail.send(
        new CreateTrailCommand({
          ...more,
          Name,
          S3BucketName: String(S3BucketName),
          KmsKeyId: String(KMSKeyId),
        }),
      );
      const selectors = property<AdvancedEventSelector[]>(
        { AdvancedEventSelectors },
        "AdvancedEventSelectors",
      );
      await trail.send(new PutEventSelectorsCommand({ TrailName: Name, AdvancedEventSelectors: selectors }));
      if (IsLogging === true) await trail.send(new StartLoggingCommand({ Name }));
      return { Ref: Name, Arn: TrailARN };
    },
  };
}

function transformationOf(properties: Record<string, unknown>): MetricTransformation {
  return {
    metricNamespace: text(properties, "MetricNamespace"),
    metricName: text(properties, "MetricName"),
    metricValue: text(properties, "MetricValue"),
    defaultValue: property(properties, "DefaultValue"),
  };
}

function alarmMakers({ alarms, sns }: StackClients): Record<string, ResourceMaker> {
  return {
    "AWS::CloudWatch::Alarm": async (properties) => {
      const AlarmName = text(properties, "AlarmName");
      await alarms.send(
        new PutMetricAlarmCommand({ ...(properties as unknown as PutMetricAlarmInput), AlarmName }),
      );
      return { Ref: AlarmName };
    },
    "AWS::SNS::Topic": async (properties) => {
      const Attributes = { KmsMasterKeyId: text(properties, "KmsMasterKeyId") };
      const { TopicArn = "" } = await sns.send(
        new CreateTopicCommand({ Name: text(properties, "TopicName"), Attributes }),
      );
      return { Ref: TopicArn };
    },
    "AWS::SNS::TopicPolicy": async (properties) => {
      const AttributeValue = json(properties, "PolicyDocument");
      for (const TopicArn of property<readonly string[]>(properties, "Topics"))
        await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
      return {};
    },
    "AWS::SNS::Subscription": async (properties) => {
      const TopicArn = text(properties, "TopicArn");
      const Protocol = text(properties, "Protocol");
      const { SubscriptionArn = "" } = await sns.send(
        new SubscribeCommand({ TopicArn, Protocol, Endpoint: text(properties, "Endpoint") }),
      );
      return { Ref: SubscriptionArn };
    },
  };
}

function configMakers({ config }: StackClients): Record<string, ResourceMaker> {
  return {
    "AWS::Config::ConfigurationRecorder": async (properties) => {
      const { AllSupported, IncludeGlobalResourceTypes } = asObject(properties["RecordingGroup"]);
      const recordingGroup = {
        allSupported: AllSupported === true,
        includeGlobalResourceTypes: IncludeGlobalResourceTypes === true,
      };
      const name = text(properties, "Name");
      await config.send(
        new PutConfigurationRecorderCommand({
          ConfigurationRecorder: { name, roleARN: text(properties, "RoleARN"), recordingGroup },
        }),
      );
      return { Ref: name };
    },
    "AWS::Config::DeliveryChannel": async (properties) => {
      const name = text(properties, "Name");
      const s3BucketName = text(properties, "S3BucketName");
      await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: { name, s3BucketName } }));
      return { Ref: name };
    },
    "AWS::Config::ConfigRule": async ({ InputParameters, ...properties }) => {
      const given = InputParameters === undefined ? {} : { InputParameters: JSON.stringify(InputParameters) };
      await config.send(
        new PutConfigRuleCommand({ ConfigRule: { ...(properties as unknown as ConfigRule), ...given } }),
      );
      return { Ref: text(properties, "ConfigRuleName") };
    },
  };
}

async function makeRole(
  { iam }: StackClients,
  properties: Record<string, unknown>,
): Promise<Record<string, string>> {
  const RoleName = `stack-${text(properties, "Description")
    .replace(/[^A-Za-z]+/g, "-")
    .slice(0, 40)}`;
  const AssumeRolePolicyDocument = json(properties, "AssumeRolePolicyDocument");
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  for (const policy of property<readonly Record<string, unknown>[]>(properties, "Policies")) {
    const PolicyDocument = json(policy, "PolicyDocument");
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: text(policy, "PolicyName"), PolicyDocument }),
    );
  }
  for (const PolicyArn of property<readonly string[] | undefined>(properties, "ManagedPolicyArns") ?? [])
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  return { Ref: RoleName, Arn: Role?.Arn ?? "" };
}
