import assert from "node:assert/strict";
import type { AccountAnswers } from "../../../scripts/aws/stub/account.ts";

/** Where the account is looked at. */
export const region = "eu-central-1";
const trailArn = `arn:aws:cloudtrail:${region}:123456789012:trail/all`;
/** Of its trail. */
export const logGroup = `arn:aws:logs:${region}:123456789012:log-group:trail/group:*`;

/** An account in which everything is as it should be, with pages where AWS has them. */
export const goodAccount: AccountAnswers = {
  cloudTrail: {
    DescribeTrails: () => ({
      trailList: [
        {
          Name: "all",
          TrailARN: trailArn,
          HomeRegion: region,
          IsMultiRegionTrail: true,
          IncludeGlobalServiceEvents: true,
          LogFileValidationEnabled: true,
          S3BucketName: "logs",
          CloudWatchLogsLogGroupArn: logGroup,
        },
      ],
    }),
    GetTrailStatus: () => ({ IsLogging: true }),
    GetEventSelectors: () => ({
      AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        {
          FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: ["AWS::S3::Object"] },
          ],
        },
      ],
    }),
  },
  logs: {
    DescribeMetricFilters: ({ nextToken, logGroupName }) => {
      assert.equal(logGroupName, "trail/group");
      const filter = (name: string) => ({
        filterName: name,
        filterPattern: '{ $.eventName = "*" }',
        metricTransformations: [{ metricName: name, metricNamespace: "Trail", metricValue: "1" }],
      });
      return nextToken === undefined
        ? { metricFilters: [filter("one")], nextToken: "more" }
        : { metricFilters: [filter("two"), filter("three")] };
    },
  },
  cloudWatch: {
    DescribeAlarms: ({ NextToken }) =>
      NextToken === undefined
        ? {
            MetricAlarms: [
              {
                AlarmName: "quiet",
                Namespace: "Trail",
                MetricName: "one",
                ActionsEnabled: false,
                AlarmActions: ["a"],
              },
            ],
            NextToken: "more",
          }
        : {
            MetricAlarms: [
              {
                AlarmName: "loud",
                Namespace: "Trail",
                MetricName: "one",
                ActionsEnabled: true,
                AlarmActions: ["a"],
              },
              {
                AlarmName: "sum",
                ActionsEnabled: true,
                AlarmActions: [],
                Metrics: [{ MetricStat: { Metric: { Namespace: "Trail", MetricName: "two" } } }],
              },
            ],
          },
  },
  config: {
    DescribeConfigurationRecorders: () => ({
      ConfigurationRecorders: [{ name: "default", recordingGroup: { allSupported: true } }],
    }),
    DescribeConfigurationRecorderStatus: () => ({ ConfigurationRecordersStatus: [{ recording: true }] }),
    DescribeConfigRules: ({ NextToken }) =>
      NextToken === undefined
        ? { ConfigRules: [{ ConfigRuleName: "first" }], NextToken: "more" }
        : { ConfigRules: [{ ConfigRuleName: "second" }] },
  },
  workspaces: {
    DescribeWorkspaces: () => ({
      Workspaces: [
        {
          WorkspaceId: "ws-1",
          RootVolumeEncryptionEnabled: true,
          VolumeEncryptionKey: "alias/own",
          WorkspaceProperties: { RunningMode: "AUTO_STOP" },
        },
      ],
    }),
  },
  identityCenter: {
    ListInstances: () => ({ Instances: [{ InstanceArn: "arn:aws:sso:::instance/ssoins-1" }] }),
    ListPermissionSets: () => ({ PermissionSets: ["arn:short", "arn:long"] }),
    DescribePermissionSet: ({ PermissionSetArn }) => ({
      PermissionSet: PermissionSetArn === "arn:long" ? { SessionDuration: "PT8H30M" } : {},
    }),
  },
  ec2: {
    DescribeVpcEndpoints: (form) =>
      form.get("NextToken") === null
        ? `<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><serviceName>com.amazonaws.${region}.q</serviceName><privateDnsEnabled>true</privateDnsEnabled><policyDocument>{&quot;Statement&quot;:[]}</policyDocument><groupSet><item><groupId>sg-1</groupId></item></groupSet></item></vpcEndpointSet><nextToken>more</nextToken>`
        : `<vpcEndpointSet><item><vpcEndpointId>vpce-2</vpcEndpointId><serviceName>com.amazonaws.${region}.s3</serviceName><privateDnsEnabled>false</privateDnsEnabled><groupSet/></item></vpcEndpointSet>`,
    DescribeSecurityGroups: (form) => {
      assert.equal(form.get("GroupId.1"), "sg-1");
      return `<securityGroupInfo><item><groupId>sg-1</groupId><ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges></item></ipPermissions><ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item></ipRanges><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges></item></ipPermissionsEgress></item></securityGroupInfo>`;
    },
  },
};
