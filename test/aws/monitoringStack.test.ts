import assert from "node:assert/strict";
import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeLogGroupsCommand, DescribeMetricFiltersCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
} from "@aws-sdk/client-config-service";
import { GetRoleCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand } from "@aws-sdk/client-sns";
import { findMoto, startMoto, type Moto } from "../../scripts/aws/moto.ts";
import { monitoringText } from "../../src/core/monitoring/stack/stackText.ts";
import { noteSkipped } from "../support/testReport.ts";
import { makeStack, type StackAttributes, type StackTemplate } from "./support/cloudFormationStack.ts";
import { stackClients, stackMakers, type StackClients } from "./support/stackMakers.ts";

const account = "123456789012";
const region = "us-east-1";
const title = "the monitoring stack in moto";

const moto = findMoto();
if ("reason" in moto) noteSkipped(title, moto.reason, 6);
else
  suite(title, () => {
    let server: Moto;
    let clients: StackClients;
    let made: ReadonlyMap<string, StackAttributes>;
    const refOf = (name: string, attribute = "Ref"): string =>
      made.get(name)?.[attribute] ?? assert.fail(name);

    suiteSetup(async function () {
      this.timeout(90_000);
      // Without it moto knows no managed policy of AWS that a role could be given.
      process.env["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true";
      server = await startMoto(moto.command);
      clients = stackClients(server.url, region);
      const options = {
        bucket: "reports",
        secret: "prod/db",
        email: "security@example.com",
        workspacesDirectory: "d-90670a1b2c",
      };
      const template = JSON.parse(monitoringText(options, "json")) as StackTemplate;
      const place = { account, region, parameters: { RoleName: "kiro-agent" } };
      made = await makeStack(template, place, stackMakers(clients));
    });

    suiteTeardown(async () => {
      delete process.env["MOTO_IAM_LOAD_MANAGED_POLICIES"];
      clients.destroy();
      await server.stop();
    });

    test("the trail covers all Regions, signs its files and records data events", async () => {
      const { trailList = [] } = await clients.trail.send(new DescribeTrailsCommand({}));
      const [trail] = trailList;
      assert.equal(trailList.length, 1);
      assert.deepEqual(
        [trail?.IsMultiRegionTrail, trail?.IncludeGlobalServiceEvents, trail?.LogFileValidationEnabled],
        [true, true, true],
      );
      assert.equal(trail?.TrailARN, `arn:aws:cloudtrail:${region}:${account}:trail/picket-trail`);
      assert.equal(trail.KmsKeyId, refOf("AuditKey", "Arn"));
      assert.equal(trail.CloudWatchLogsLogGroupArn, refOf("LogGroup", "Arn"));
      const status = await clients.trail.send(new GetTrailStatusCommand({ Name: trail.TrailARN }));
      assert.equal(status.IsLogging, true);
      const selectors = await clients.trail.send(new GetEventSelectorsCommand({ TrailName: "picket-trail" }));
      const fields = (selectors.AdvancedEventSelectors ?? []).flatMap((one) => one.FieldSelectors ?? []);
      const types = fields.filter(({ Field }) => Field === "resources.type").flatMap(({ Equals }) => Equals);
      assert.deepEqual(types, [
        "AWS::CodeWhisperer::Profile",
        "AWS::CodeWhisperer::Customization",
        "AWS::QDeveloper::Integration",
        "AWS::Bedrock::AgentAlias",
        "AWS::Bedrock::KnowledgeBase",
        "AWS::Bedrock::Guardrail",
        "AWS::S3::Object",
      ]);
      assert.deepEqual(fields.find(({ StartsWith }) => StartsWith)?.StartsWith, ["arn:aws:s3:::reports/"]);
    });

    test("the trail's bucket is locked, versioned, encrypted and closed", async () => {
      const Bucket = refOf("TrailBucket");
      assert.equal(Bucket, `picket-trail-${account}-${region}`);
      const lock = await clients.s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
      const { Mode, Days } = lock.ObjectLockConfiguration?.Rule?.DefaultRetention ?? {};
      assert.deepEqual([Mode, Days], ["GOVERNANCE", 365]);
      const versioning = await clients.s3.send(new GetBucketVersioningCommand({ Bucket }));
      assert.equal(versioning.Status, "Enabled");
      const encryption = await clients.s3.send(new GetBucketEncryptionCommand({ Bucket }));
      const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
      assert.equal(rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID, refOf("AuditKey", "Arn"));
      const block = await clients.s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      assert.deepEqual(new Set(Object.values(block.PublicAccessBlockConfiguration ?? {})), new Set([true]));
      const { Policy = "" } = await clients.s3.send(new GetBucketPolicyCommand({ Bucket }));
      assert.match(
        Policy,
        /"aws:SourceArn":\s*"arn:aws:cloudtrail:us-east-1:123456789012:trail\/picket-trail"/,
      );
      assert.match(Policy, /"aws:SecureTransport":\s*"false"/);
    });

    test("every filter has its alarm, which publishes to the topic", async () => {
      const { metricFilters = [] } = await clients.logs.send(
        new DescribeMetricFiltersCommand({ logGroupName: "/picket/cloudtrail" }),
      );
      const { MetricAlarms = [] } = await clients.alarms.send(new DescribeAlarmsCommand({}));
      const metrics = metricFilters
        .flatMap((one) => one.metricTransformations ?? [])
        .map((one) => one.metricName ?? "");
      assert.equal(metrics.length, 27);
      assert.equal(MetricAlarms.length, metrics.length + 2);
      for (const metric of metrics)
        assert.ok(
          MetricAlarms.some((one) => one.MetricName === metric && one.Namespace === "Picket"),
          metric,
        );
      for (const { AlarmActions } of MetricAlarms) assert.deepEqual(AlarmActions, [refOf("AlertTopic")]);
      const agent = metricFilters.find(({ filterName }) => filterName === "picket-AgentDenied");
      assert.match(agent?.filterPattern ?? "", /sessionIssuer\.userName = "kiro-agent"/);
      for (const { filterPattern = "" } of metricFilters) assert.doesNotMatch(filterPattern, /\$\{/);
    });

    test("the log group is kept for a year and encrypted", async () => {
      const { logGroups = [] } = await clients.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: "/picket/" }),
      );
      assert.deepEqual(
        logGroups.map((one) => [one.logGroupName, one.retentionInDays, one.kmsKeyId]),
        [["/picket/cloudtrail", 365, refOf("AuditKey", "Arn")]],
      );
    });

    test("the topic is encrypted, and mail goes to the address", async () => {
      const TopicArn = refOf("AlertTopic");
      const { Attributes = {} } = await clients.sns.send(new GetTopicAttributesCommand({ TopicArn }));
      assert.equal(Attributes["KmsMasterKeyId"], refOf("AuditKey"));
      assert.match(Attributes["Policy"] ?? "", /cloudwatch\.amazonaws\.com/);
      const { Subscriptions = [] } = await clients.sns.send(
        new ListSubscriptionsByTopicCommand({ TopicArn }),
      );
      assert.deepEqual(
        Subscriptions.map(({ Protocol, Endpoint }) => [Protocol, Endpoint]),
        [["email", "security@example.com"]],
      );
      const { Policy = "" } = await clients.kms.send(
        new GetKeyPolicyCommand({ KeyId: refOf("AuditKey"), PolicyName: "default" }),
      );
      assert.match(
        Policy,
        /"kms:EncryptionContext:aws:logs:arn":\s*"arn:aws:logs:us-east-1:123456789012:log-group:\/picket\/cloudtrail"/,
      );
    });

    test("AWS Config records, checks its rules and uses a role of its own", async () => {
      const { ConfigurationRecorders = [] } = await clients.config.send(
        new DescribeConfigurationRecordersCommand({}),
      );
      assert.deepEqual(
        ConfigurationRecorders.map((one) => [one.name, one.roleARN, one.recordingGroup?.allSupported]),
        [["picket-recorder", refOf("ConfigRole", "Arn"), true]],
      );
      const { ConfigRules = [] } = await clients.config.send(new DescribeConfigRulesCommand({}));
      assert.equal(ConfigRules.length, 19);
      assert.ok(ConfigRules.every(({ Source }) => Source?.Owner === "AWS"));
      const RoleName = refOf("ConfigRole");
      const { Role } = await clients.iam.send(new GetRoleCommand({ RoleName }));
      assert.match(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""), /config\.amazonaws\.com/);
      const { AttachedPolicies = [] } = await clients.iam.send(
        new ListAttachedRolePoliciesCommand({ RoleName }),
      );
      assert.deepEqual(
        AttachedPolicies.map(({ PolicyName }) => PolicyName),
        ["AWS_ConfigRole"],
      );
    });
  });
