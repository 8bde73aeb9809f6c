import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** `picket activity list` over delivered files, in a process of its own. */
interface ActivityTime {
  readonly program: string;
  readonly events: number;
  /** All text of the files, unpacked. */
  readonly megabytes: number;
  /** In ms, with the start of the process. */
  readonly clock: number;
  readonly processor: number;
  /** The most memory that the process took, in MB. */
  readonly memory: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const perFile = 500;
const names = [
  "GetObject",
  "ListBuckets",
  "PutBucketPolicy",
  "DescribeInstances",
  "AssumeRole",
  "CreateUser",
];
const services = ["s3", "s3", "s3", "ec2", "sts", "iam"];

/** Times and memory for so many events, in order of files, out of order inside them. */
export async function measureActivityList(
  counts: readonly number[] = [10_000, 100_000],
): Promise<ActivityTime[]> {
  const times: ActivityTime[] = [];
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), "picket-bench-"));
    try {
      const characters = writeTrail(join(folder, "trail"), count);
      times.push(await measureList(folder, count, characters));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return times;
}

/** One line for each count. */
export function summarizeActivityList(times: readonly ActivityTime[]): string {
  return times
    .map(
      ({ events, megabytes, clock, processor, memory }) =>
        `${events} events (${megabytes.toFixed(0)} MB): ${clock.toFixed(0)} ms, ${processor.toFixed(0)} ms of processor time, ${memory.toFixed(0)} MB of memory at most`,
    )
    .join("\n");
}

function writeTrail(folder: string, count: number): number {
  mkdirSync(folder);
  let characters = 0;
  for (let from = 0; from < count; from += perFile) {
    const records = Array.from({ length: Math.min(perFile, count - from) }, (_, at) => record(from + at));
    const text = JSON.stringify({ Records: records });
    characters += text.length;
    const name = `111122223333_CloudTrail_us-east-1_20260131T1200Z_${String(from).padStart(9, "0")}.json.gz`;
    writeFileSync(join(folder, name), gzipSync(text, { level: 1 }));
  }
  return characters;
}

/** About as large as a real record: 1.1 KB at the median. */
function record(at: number): object {
  const kind = at % names.length;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLE:agent",
      arn: "arn:aws:sts::111122223333:assumed-role/Agent/agent",
      accountId: "111122223333",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: "AROAEXAMPLE",
          arn: "arn:aws:iam::111122223333:role/Agent",
          accountId: "111122223333",
          userName: "Agent",
        },
        attributes: { creationDate: "2026-01-31T10:00:00Z", mfaAuthenticated: "false" },
      },
    },
    eventTime: new Date(Date.UTC(2026, 0, 1) + (at + ((at * 7919) % 60)) * 1000).toISOString(),
    eventSource: `${services[kind] ?? "s3"}.amazonaws.com`,
    eventName: names[kind],
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.10",
    userAgent: "aws-sdk-js/3.1000.0 ua/2.1 os/linux lang/js md/nodejs#24.0.0 api/s3#3.1000.0",
    requestParameters: { bucketName: `bucket-${at % 100}`, key: `folder/object-${at}` },
    responseElements: null,
    requestID: `REQ${at}`,
    eventID: `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    readOnly: kind !== 2 && kind !== 5,
    resources: [
      { type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::bucket-${at % 100}`, accountId: "111122223333" },
    ],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    eventCategory: "Management",
  };
}

/** @throws when the program fails or lists another number of events */
async function measureList(folder: string, events: number, characters: number): Promise<ActivityTime> {
  const built = join(root, "dist", "cli.js");
  const program = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
  const usage = join(folder, "usage");
  const onExit = `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(${JSON.stringify(usage)}, JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]));
});`;
  const reporter = `data:text/javascript,${encodeURIComponent(onExit)}`;
  const args = ["--import", reporter, program, "activity", "list", "--source", "trail", "--format", "ndjson"];
  const started = performance.now();
  let lines = 0;
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.on("data", (chunk: Buffer) => (lines += chunk.toString("latin1").split("\n").length - 1));
    child.on("error", reject);
    child.on("close", resolve);
  });
  const clock = performance.now() - started;
  if (status !== 0 || lines !== events)
    throw new Error(`${program} ended with status ${String(status)} and ${lines} of ${events} events`);
  const [processor = 0, memory = 0] = JSON.parse(readFileSync(usage, "utf8")) as number[];
  return { program, events, megabytes: characters / 1e6, clock, processor, memory };
}
