import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Made-up CloudTrail records, alike and different as those of a real trail are. The same for the same number. */

const roles = ["Agent", "Deploy", "Reader", "Backup", "Ops"];
const regions = ["us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2"];
const agents = [
  "aws-sdk-js/3.1000.0 ua/2.1 os/linux lang/js md/nodejs#24.0.0 api/s3#3.1000.0",
  "Boto3/1.40.1 md/Botocore#1.40.1 ua/2.1 os/linux#6.8 md/arch#x86_64 lang/python#3.13.1 cfg/retry-mode#standard",
  "aws-cli/2.31.2 md/awscrt#0.27 ua/2.1 os/macos#25.0 md/arch#arm64 lang/python#3.13.2 exec-env/EC2 command#s3.ls",
  "cloudformation.amazonaws.com",
];

interface Call {
  readonly service: string;
  readonly name: string;
  readonly writes?: boolean;
  readonly request: (at: number) => object | null;
}

const calls: readonly Call[] = [
  { service: "s3", name: "GetObject", request: (at) => ({ bucketName: `data-${at % 90}`, key: pathOf(at) }) },
  {
    service: "s3",
    name: "PutObject",
    writes: true,
    request: (at) => ({ bucketName: `data-${at % 90}`, key: pathOf(at) }),
  },
  { service: "s3", name: "ListBuckets", request: () => ({ Host: "s3.us-east-1.amazonaws.com" }) },
  { service: "s3", name: "PutBucketPolicy", writes: true, request: bucketPolicy },
  {
    service: "ec2",
    name: "DescribeInstances",
    request: (at) => ({
      maxResults: 100,
      instancesSet: {},
      filterSet: { items: [{ name: "tag:app", valueSet: { items: [{ value: `app-${at % 300}` }] } }] },
    }),
  },
  {
    service: "ec2",
    name: "AuthorizeSecurityGroupIngress",
    writes: true,
    request: (at) => ({
      groupId: `sg-${hex(at, 17)}`,
      ipPermissions: {
        items: [
          {
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            ipRanges: { items: [{ cidrIp: `10.${at % 250}.0.0/16` }] },
          },
        ],
      },
    }),
  },
  {
    service: "sts",
    name: "AssumeRole",
    request: (at) => ({
      roleArn: `arn:aws:iam::111122223333:role/${roles[at % 5]}`,
      roleSessionName: `run-${at % 400}`,
      durationSeconds: 3600,
    }),
  },
  { service: "dynamodb", name: "DescribeTable", request: (at) => ({ tableName: `orders-${at % 40}` }) },
  {
    service: "lambda",
    name: "UpdateFunctionCode20150331v2",
    writes: true,
    request: (at) => ({ functionName: `worker-${at % 200}`, publish: true, s3Key: pathOf(at) }),
  },
  {
    service: "kms",
    name: "Decrypt",
    request: (at) => ({ encryptionContext: { "aws:s3:arn": `arn:aws:s3:::data-${at % 90}/${pathOf(at)}` } }),
  },
  { service: "iam", name: "GetRole", request: (at) => ({ roleName: roles[at % 5] }) },
  {
    service: "logs",
    name: "DescribeLogStreams",
    request: (at) => ({ logGroupName: `/aws/lambda/worker-${at % 200}`, limit: 50 }),
  },
];

const perFile = 500;

/** Writes so many records as CloudTrail delivers them, in a new folder. @returns characters of all text, unpacked */
export function writeTrail(folder: string, count: number): number {
  mkdirSync(folder);
  let characters = 0;
  for (let from = 0; from < count; from += perFile) {
    const records = Array.from({ length: Math.min(perFile, count - from) }, (_, at) =>
      benchRecord(from + at),
    );
    const text = JSON.stringify({ Records: records });
    characters += text.length;
    const name = `111122223333_CloudTrail_us-east-1_20260131T1200Z_${String(from).padStart(9, "0")}.json.gz`;
    writeFileSync(join(folder, name), gzipSync(text, { level: 1 }));
  }
  return characters;
}

/** The record of a number: 1.3 KB at the median, one of two thousand has 90 KB. Times go on by about a second each. */
function benchRecord(at: number): object {
  const call = calls[(at * 7) % calls.length]!;
  const role = roles[(at * 13) % roles.length]!;
  const session = `run-${Math.floor(at / 500)}`;
  const id = mixed(at);
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROA${hex(role.length, 16).toUpperCase()}:${session}`,
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
      accountId: "111122223333",
      accessKeyId: `ASIA${hex(Math.floor(at / 500) * 5 + role.length, 16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: `AROA${hex(role.length, 16).toUpperCase()}`,
          arn: `arn:aws:iam::111122223333:role/${role}`,
          accountId: "111122223333",
          userName: role,
        },
        attributes: { creationDate: isoTime(Math.floor(at / 500) * 500), mfaAuthenticated: "false" },
      },
    },
    eventTime: isoTime(at + ((at * 7919) % 60)),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: regions[at % 4],
    sourceIPAddress: `198.51.100.${role.length}`,
    userAgent: agents[(at >> 2) % agents.length],
    ...(at % 25 === 3 && {
      errorCode: "AccessDenied",
      errorMessage: `not authorized to perform: ${call.service}:${call.name}`,
    }),
    requestParameters: at % 2000 === 5 ? { body: `${hex(at, 12)} `.repeat(7000) } : call.request(at),
    responseElements: null,
    additionalEventData: {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredOut: id % 90_000,
      "x-amz-id-2": hex(id, 44),
    },
    requestID: hex(mixed(id), 16).toUpperCase(),
    eventID: uuid(at),
    readOnly: call.writes !== true,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${call.service}.${regions[at % 4]}.amazonaws.com`,
    },
  };
}

function bucketPolicy(at: number): object {
  const Resource = `arn:aws:s3:::data-${at % 90}/*`;
  const Principal = { AWS: "arn:aws:iam::111122223333:root" };
  const Statement = [{ Sid: "Own", Effect: "Allow", Principal, Action: "s3:GetObject", Resource }];
  return { bucketName: `data-${at % 90}`, bucketPolicy: { Version: "2012-10-17", Statement } };
}

function pathOf(at: number): string {
  return `year=2026/month=01/day=${(at % 28) + 1}/part-${hex(mixed(at), 12)}.parquet`;
}

function isoTime(second: number): string {
  return new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().replace(".000", "");
}

/** Digits that look drawn at random, so that they do not pack better than real ones. */
function hex(seed: number, length: number): string {
  let text = "";
  for (let part = seed; text.length < length;) {
    part = mixed(part + 1);
    text += part.toString(16).padStart(8, "0");
  }
  return text.slice(0, length);
}

function uuid(at: number): string {
  const digits = hex(at + 0x51ed, 32);
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join("-");
}

/** The finalizer of MurmurHash3: every number to another of 32 bits. */
function mixed(value: number): number {
  let mix = value | 0;
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}
