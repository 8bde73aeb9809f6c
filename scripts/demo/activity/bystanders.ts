import { arn, read, resource, s3Object, write, type Call, type CallMaker } from "./call.ts";
import type { Cast, Caller } from "./cast.ts";
import type { Random } from "./random.ts";

const exportRole = arn("iam", "role/orders-export-role", "");

/** What everybody else in the account does, by who does it. */
const habits: readonly (readonly CallMaker[])[] = [
  // The developer.
  [
    () => read("s3", "ListBuckets"),
    () => read("cloudformation", "DescribeStackEvents", { stackName: "orders" }),
    () =>
      read("logs", "StartQuery", { logGroupName: "/aws/lambda/orders-api", queryString: "fields @message" }),
    () => read("iam", "ListRoles"),
    () => read("iam", "GetRole", { roleName: "KiroAgent" }),
  ],
  // The pipeline.
  [
    (random) => write("ecr", "PutImage", { repositoryName: "orders", imageTag: random.hex(7) }),
    (random) => s3Object("PutObject", "orders-deploy", `builds/${random.hex(12)}.zip`),
    () => write("lambda", "UpdateFunctionCode20150331v2", { functionName: "orders-worker", publish: true }),
    () => read("ecr", "GetAuthorizationToken"),
    () => write("cloudformation", "ExecuteChangeSet", { stackName: "orders", changeSetName: "pipeline" }),
  ],
  // The service itself.
  [
    (random) => s3Object("PutObject", "orders-exports", `incoming/${random.hex(12)}.json`),
    () => read("secretsmanager", "GetSecretValue", { secretId: "orders/database" }),
    (random) =>
      write(
        "dynamodb",
        "PutItem",
        { tableName: "orders", key: { id: random.hex(8) } },
        { isData: true, resources: [resource("AWS::DynamoDB::Table", arn("dynamodb", "table/orders"))] },
      ),
    () =>
      read(
        "sts",
        "AssumeRole",
        { roleArn: exportRole, roleSessionName: "orders-api" },
        { resources: [resource("AWS::IAM::Role", exportRole)] },
      ),
    () =>
      write("sqs", "SendMessage", { queueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/orders" }),
  ],
  // What watches it.
  [
    () => read("monitoring", "GetMetricData", { maxDatapoints: 500 }),
    () => read("ec2", "DescribeInstances", { instancesSet: {}, filterSet: {} }),
    () => read("monitoring", "ListMetrics", undefined, { region: "eu-west-1" }),
    () => read("tagging", "GetResources", undefined, { region: "eu-west-1" }),
    () => read("rds", "DescribeDBInstances"),
  ],
  // The backup.
  [
    () => read("s3", "GetBucketVersioning", { bucketName: "orders-exports" }),
    (random) => s3Object("GetObject", "orders-exports", `exports/${random.hex(8)}.csv`),
    () => write("ec2", "CreateSnapshot", { volumeId: "vol-0c0ffee0c0ffee000" }),
  ],
];

/** A call of somebody who is not the agent. */
export function bystander(cast: Cast, random: Random): { readonly caller: Caller; readonly call: Call } {
  // The service and what watches it make most of the calls.
  const who = random.pick([0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4]);
  const caller = cast.others[who] ?? cast.ana;
  return { caller, call: random.pick(habits[who] ?? [])(random) };
}
