import type { CloudFormationResource } from "../../policyTemplates/formats/cloudFormation.ts";
import { configRules, pascalCase } from "./configRules.ts";
import type { MonitoringValues } from "./options.ts";
import { configBucketPolicy, configDeliveryPolicy, serviceTrust, stackNames } from "./policies.ts";
import { bucketProperties } from "./templateBucket.ts";

type Resources = Readonly<Record<string, CloudFormationResource>>;

/** AWS Config delivers to no bucket with Object Lock and a default retention: it has a bucket of its own. */
export function recorderResources({ prefix }: MonitoringValues): Resources {
  const names = stackNames(prefix);
  return {
    ConfigBucket: {
      type: "AWS::S3::Bucket",
      retained: true,
      properties: bucketProperties(names.configBucket),
    },
    ConfigBucketPolicy: {
      type: "AWS::S3::BucketPolicy",
      properties: { Bucket: "${ConfigBucket}", PolicyDocument: configBucketPolicy },
    },
    ConfigRole: {
      type: "AWS::IAM::Role",
      properties: {
        Description: "AWS Config reads the configuration and delivers it",
        AssumeRolePolicyDocument: serviceTrust("config"),
        ManagedPolicyArns: ["arn:${AWS::Partition}:iam::aws:policy/service-role/AWS_ConfigRole"],
        Policies: [{ PolicyName: "deliver", PolicyDocument: configDeliveryPolicy }],
      },
    },
    ConfigRecorder: {
      type: "AWS::Config::ConfigurationRecorder",
      properties: {
        Name: `${prefix}-recorder`,
        RoleARN: "${ConfigRole.Arn}",
        RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
      },
    },
    ConfigDelivery: {
      type: "AWS::Config::DeliveryChannel",
      properties: { Name: `${prefix}-delivery`, S3BucketName: "${ConfigBucket}" },
    },
  };
}

/** The managed rules. */
export function ruleResources({ prefix, config }: MonitoringValues): Resources {
  return Object.fromEntries(
    configRules.map(({ identifier, title, parameters }) => [
      `${pascalCase(identifier)}Rule`,
      {
        type: "AWS::Config::ConfigRule",
        ...(config === "recorder" && { dependsOn: ["ConfigRecorder"] }),
        properties: {
          ConfigRuleName: `${prefix}-${identifier.toLowerCase().replaceAll("_", "-")}`,
          Description: title,
          ...(parameters && { InputParameters: parameters }),
          Source: { Owner: "AWS", SourceIdentifier: identifier },
        },
      },
    ]),
  );
}
