import { account, arn, read, resource, s3Object, write, type Call } from "./call.ts";
import type { Random } from "./random.ts";
import { failed, throttled } from "./refusals.ts";

const functions = ["orders-api", "orders-worker", "orders-refunds"] as const;
const tables = ["orders", "customers", "refunds"] as const;
const model = "anthropic.claude-sonnet-4-5-20250929-v1:0";

/** What an agent does in one go, in order. */
type Task = (random: Random) => readonly Call[];

/** Looks why a function fails. */
const readLogs: Task = (random) => {
  const name = random.pick(functions);
  const group = `/aws/lambda/${name}`;
  const ask = read("logs", "FilterLogEvents", {
    logGroupName: group,
    filterPattern: random.pick(["ERROR", "Task timed out", "REPORT"]),
    interleaved: true,
  });
  const looks: readonly Call[] = [
    read("logs", "DescribeLogGroups", { logGroupNamePrefix: "/aws/lambda/orders" }),
    ask,
    ask,
    read("logs", "GetLogEvents", { logGroupName: group, logStreamName: `2026/[$LATEST]${random.hex(32)}` }),
    read("lambda", "GetFunctionConfiguration20150331v2", { functionName: name }),
  ];
  return random.next() < 0.15 ? [...looks, throttled(ask), ask] : looks;
};

/** Looks at what runs. */
const lookAround: Task = (random) => [
  read("sts", "GetCallerIdentity"),
  read("ec2", "DescribeInstances", { instancesSet: {}, filterSet: {} }),
  read("ec2", "DescribeSecurityGroups", { securityGroupSet: {}, filterSet: {} }),
  ...(random.next() < 0.5 ? [read("ec2", "DescribeVpcs", { vpcSet: {}, filterSet: {} })] : []),
  read("ec2", "DescribeSubnets", { subnetSet: {}, filterSet: {} }),
  read("cloudformation", "DescribeStacks", { stackName: "orders" }),
  read("monitoring", "DescribeAlarms", { alarmNamePrefix: "orders", maxRecords: 50 }),
];

/** Reads and writes objects. */
const objects: Task = (random) => {
  const day = random.between(1, 28);
  const key = `exports/2026/${day}/orders-${random.hex(6)}.csv`;
  const bucket = "orders-exports";
  const missing = s3Object("GetObject", bucket, `exports/2026/${day}/summary.csv`);
  return [
    read(
      "s3",
      "ListObjects",
      { bucketName: bucket, prefix: `exports/2026/${day}/`, "list-type": "2" },
      {
        isData: true,
        resources: [resource("AWS::S3::Bucket", `arn:aws:s3:::${bucket}`)],
      },
    ),
    s3Object("GetObject", bucket, key),
    ...(random.next() < 0.25
      ? [failed(missing, "NoSuchKey", "The specified key does not exist.")]
      : [s3Object("HeadObject", bucket, key)]),
    s3Object("PutObject", bucket, key.replace(".csv", "-clean.csv")),
  ];
};

/** Reads and writes items of a table. */
const items: Task = (random) => {
  const table = random.pick(tables);
  const target = { resources: [resource("AWS::DynamoDB::Table", arn("dynamodb", `table/${table}`))] };
  const key = { tableName: table, key: { id: random.hex(8) } };
  const update = write("dynamodb", "UpdateItem", key, { ...target, isData: true });
  return [
    read("dynamodb", "DescribeTable", { tableName: table }, target),
    read("dynamodb", "Query", { tableName: table, limit: 25 }, { ...target, isData: true }),
    read("dynamodb", "GetItem", key, { ...target, isData: true }),
    random.next() < 0.2
      ? failed(update, "ConditionalCheckFailedException", "The conditional request failed")
      : update,
  ];
};

/** Fetches the configuration of the service, with a secret of its own. */
const configuration: Task = () => {
  const key = arn("kms", "key/6f1c2a7e-0000-4000-8000-00000000c0de");
  const secret = arn("secretsmanager", "secret:orders/database-a1B2c3");
  return [
    read("ssm", "GetParametersByPath", { path: "/orders/config/", recursive: true, withDecryption: false }),
    read("ssm", "GetParameter", { name: "/orders/config/region", withDecryption: false }),
    read("secretsmanager", "DescribeSecret", { secretId: "orders/database" }),
    read("secretsmanager", "GetSecretValue", { secretId: secret }),
    read(
      "kms",
      "Decrypt",
      { encryptionContext: { SecretARN: secret }, encryptionAlgorithm: "SYMMETRIC_DEFAULT" },
      { resources: [resource("AWS::KMS::Key", key)] },
    ),
  ];
};

/** Tries the function it has just written. */
const invoke: Task = (random) => {
  const name = random.pick(functions);
  const functionArn = arn("lambda", `function:${name}`);
  const call = write(
    "lambda",
    "Invoke",
    { functionName: functionArn, invocationType: "RequestResponse" },
    { isData: true, resources: [resource("AWS::Lambda::Function", functionArn)] },
  );
  return [read("lambda", "GetFunction20150331v2", { functionName: name }), call, call];
};

/** Asks a model. */
const askModel: Task = (random) => [
  read("bedrock", "Converse", { modelId: model }, { additional: { inputTokens: random.between(400, 9000) } }),
  read("bedrock", "Converse", { modelId: model }, { additional: { inputTokens: random.between(400, 9000) } }),
];

/** Deploys with CloudFormation. */
const deploy: Task = (random) => {
  const id = random.uuid();
  const stack = arn("cloudformation", `stack/orders/${id}`);
  const change = { stackName: "orders", changeSetName: `kiro-${random.hex(8)}` };
  const none = "Stack with id orders-preview does not exist";
  return [
    read("cloudformation", "ValidateTemplate", {
      templateURL: "https://orders-deploy.s3.amazonaws.com/t.yaml",
    }),
    failed(
      read("cloudformation", "DescribeStacks", { stackName: "orders-preview" }),
      "ValidationException",
      none,
    ),
    s3Object("PutObject", "orders-deploy", `${id}.zip`),
    write(
      "cloudformation",
      "CreateChangeSet",
      { ...change, changeSetType: "UPDATE" },
      { response: { stackId: stack } },
    ),
    read("cloudformation", "DescribeChangeSet", change),
    write("cloudformation", "ExecuteChangeSet", change),
    read("cloudformation", "DescribeStackEvents", { stackName: "orders" }),
    read("cloudformation", "DescribeStackEvents", { stackName: "orders" }),
    read("cloudformation", "ListStackResources", { stackName: "orders" }),
  ];
};

/** Looks after the copy in another Region. */
const otherRegion: Task = () => [
  read("dynamodb", "DescribeTable", { tableName: "orders" }, { region: "eu-west-1" }),
  read("monitoring", "GetMetricData", { maxDatapoints: 100 }, { region: "eu-west-1" }),
  read("lambda", "ListFunctions20150331", undefined, { region: "eu-west-1" }),
];

const mix: readonly (readonly [task: Task, weight: number])[] = [
  [readLogs, 22],
  [lookAround, 12],
  [objects, 18],
  [items, 16],
  [configuration, 6],
  [invoke, 12],
  [askModel, 14],
  [deploy, 3],
  [otherRegion, 4],
];
const lots = mix.flatMap(([task, weight]) => Array.from({ length: weight }, () => task));

/** The calls of an agent's next task. */
export function nextTask(random: Random): readonly Call[] {
  return random.pick(lots)(random);
}

/** AssumeRole, which gives a session of the role its key. */
export function assumeRole(
  roleArn: string,
  identity: Readonly<Record<string, unknown>>,
  random: Random,
): Call {
  const { accessKeyId, arn: session, principalId } = identity;
  return read(
    "sts",
    "AssumeRole",
    { roleArn, roleSessionName: String(session).split("/").at(-1), durationSeconds: 3600 },
    {
      resources: [{ accountId: account, type: "AWS::IAM::Role", ARN: roleArn }],
      response: {
        // Opens nothing: made of random letters.
        credentials: { accessKeyId, sessionToken: random.id(160), expiration: "in an hour" },
        assumedRoleUser: { assumedRoleId: principalId, arn: session },
      },
    },
  );
}
