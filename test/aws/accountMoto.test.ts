import assert from "node:assert/strict";
import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  ConfigServiceClient,
  PutConfigurationRecorderCommand,
  PutDeliveryChannelCommand,
  StartConfigurationRecorderCommand,
} from "@aws-sdk/client-config-service";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { findMoto, startMoto, type Moto } from "../../scripts/aws/moto.ts";
import { signedSender } from "../../src/adapters/aws/account/signedCall.ts";
import { createAwsAccess } from "../../src/adapters/aws/awsAccess.ts";
import { defaultLimits } from "../../src/adapters/aws/clients.ts";
import { createTrailClients } from "../../src/adapters/aws/trails/trailClients.ts";
import type { AccountFacts } from "../../src/core/posture/facts.ts";
import { noteSkipped } from "../support/testReport.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./support/environment.ts";

const title = "facts of an account on moto";
const moto = findMoto();
if ("reason" in moto) noteSkipped(title, moto.reason, 1);
else define(moto.command);

const region = "us-east-1";

function define(command: string): void {
  suite(title, () => {
    let aws: IsolatedAws;
    let endpoint: Moto;

    suiteSetup(async function () {
      // Its start takes some seconds.
      this.timeout(60_000);
      endpoint = await startMoto(command);
      aws = await isolateAws({ ...stubKeys, AWS_REGION: region });
    });
    suiteTeardown(async () => {
      await endpoint.stop();
      await aws.restore();
    });

    test("what was made there is what is read", async function () {
      this.timeout(60_000);
      await make(endpoint.url);
      const access = createAwsAccess({ endpoint: endpoint.url, region });
      const facts = await access.account({
        role: "arn:aws:iam::123456789012:role/Agent",
        signal: new AbortController().signal,
      });
      access.dispose();
      assert.deepEqual(shown(facts), {
        trails: [["all", true, true, true]],
        alarms: [["denied", "denied-alarm", true]],
        config: { isRecording: true, recordsAll: true, rules: [] },
        endpoints: [[`com.amazonaws.${region}.sqs`, true]],
        rules: [["egress", "-1", ["0.0.0.0/0"]]],
        rolePolicies: ["own"],
        workspaces: [],
      });
    });
  });
}

/** The facts without ids that moto makes up. Unknown ones show their reason. */
function shown(facts: AccountFacts): object {
  const { trails, alarms, config, endpoints, securityGroupRules: rules, rolePolicies, workspaces } = facts;
  return {
    trails:
      trails.state === "known"
        ? trails.value.map((one) => [one.name, one.isMultiRegion, one.isLogging, one.logsManagementWrites])
        : trails,
    alarms:
      alarms.state === "known"
        ? alarms.value.map(({ filterName, alarmName, hasAction }) => [filterName, alarmName, hasAction])
        : alarms,
    config: config.state === "known" ? config.value : config,
    endpoints:
      endpoints.state === "known"
        ? endpoints.value.map((one) => [one.service, one.hasPrivateDns])
        : endpoints,
    rules:
      rules?.state === "known" ? rules.value.map((one) => [one.direction, one.protocol, one.peers]) : rules,
    rolePolicies: rolePolicies.state === "known" ? rolePolicies.value.map(({ name }) => name) : rolePolicies,
    workspaces: workspaces?.state === "known" ? workspaces.value : workspaces,
  };
}

async function make(url: string): Promise<void> {
  const at = { endpoint: url, region };
  await new S3Client({ ...at, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: "picket-logs" }),
  );
  const logs = new CloudWatchLogsClient(at);
  await logs.send(new CreateLogGroupCommand({ logGroupName: "trail" }));
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName: "trail",
      filterName: "denied",
      filterPattern: '{ $.errorCode = "AccessDenied" }',
      metricTransformations: [{ metricName: "Denied", metricNamespace: "Picket", metricValue: "1" }],
    }),
  );
  await new CloudWatchClient(at).send(
    new PutMetricAlarmCommand({
      AlarmName: "denied-alarm",
      Namespace: "Picket",
      MetricName: "Denied",
      Statistic: "Sum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      AlarmActions: ["arn:aws:sns:us-east-1:123456789012:topic"],
    }),
  );
  const role = "arn:aws:iam::123456789012:role/Agent";
  const iam = new IAMClient(at);
  await iam.send(new CreateRoleCommand({ RoleName: "Agent", AssumeRolePolicyDocument: "{}" }));
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await iam.send(
    new PutRolePolicyCommand({ RoleName: "Agent", PolicyName: "own", PolicyDocument: document }),
  );
  const trail = new CloudTrailClient(at);
  await trail.send(
    new CreateTrailCommand({
      Name: "all",
      S3BucketName: "picket-logs",
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:123456789012:log-group:trail:*`,
      CloudWatchLogsRoleArn: role,
    }),
  );
  await trail.send(new StartLoggingCommand({ Name: "all" }));
  // AWS has these selectors from the start.
  const EventSelectors = [
    { ReadWriteType: "All" as const, IncludeManagementEvents: true, DataResources: [] },
  ];
  await trail.send(new PutEventSelectorsCommand({ TrailName: "all", EventSelectors }));
  await makeRecorder(new ConfigServiceClient(at), role);
  await makeEndpoint(url);
}

async function makeRecorder(config: ConfigServiceClient, roleARN: string): Promise<void> {
  const recorder = { name: "default", roleARN, recordingGroup: { allSupported: true } };
  await config.send(new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder }));
  const channel = { name: "default", s3BucketName: "picket-logs" };
  await config.send(new PutDeliveryChannelCommand({ DeliveryChannel: channel }));
  await config.send(new StartConfigurationRecorderCommand({ ConfigurationRecorderName: "default" }));
}

/** By the very calls that are tested: there is no client of EC2 here. */
async function makeEndpoint(url: string): Promise<void> {
  const selection = { endpoint: url, region };
  const rules = { limits: defaultLimits, environment: process.env, knownHostsOnly: true };
  const pool = createTrailClients(selection, rules);
  const clients = await pool.of(region);
  const send = signedSender(selection, rules);
  const ec2 = async (form: Readonly<Record<string, string>>): Promise<string> =>
    JSON.stringify(
      await send(
        clients,
        { host: "ec2", body: { protocol: "query", form: { Version: "2016-11-15", ...form } } },
        { abortSignal: AbortSignal.timeout(20_000) },
      ),
    );
  const vpc =
    /vpc-[0-9a-f]{8,}/.exec(await ec2({ Action: "CreateVpc", CidrBlock: "10.0.0.0/16" }))?.[0] ?? "";
  const group =
    /sg-[0-9a-f]{8,}/.exec(
      await ec2({ Action: "CreateSecurityGroup", GroupName: "own", GroupDescription: "own", VpcId: vpc }),
    )?.[0] ?? "";
  await ec2({
    Action: "CreateVpcEndpoint",
    VpcId: vpc,
    ServiceName: `com.amazonaws.${region}.sqs`,
    VpcEndpointType: "Interface",
    PrivateDnsEnabled: "true",
    "SecurityGroupId.1": group,
  });
  pool.dispose();
}
