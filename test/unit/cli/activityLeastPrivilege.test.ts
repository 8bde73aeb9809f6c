import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";

const role = "arn:aws:iam::111122223333:role/Agent";

function call(eventSource: string, eventName: string, requestParameters: unknown, more: object = {}): object {
  return {
    eventID: `${eventName}-${JSON.stringify(requestParameters)}`,
    eventTime: "2026-01-31T12:00:00Z",
    eventName,
    eventSource: `${eventSource}.amazonaws.com`,
    eventType: "AwsApiCall",
    awsRegion: "eu-west-1",
    recipientAccountId: "111122223333",
    userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Agent/work" },
    requestParameters,
    ...more,
  };
}

const calls = [
  call("s3", "GetBucketPolicy", { bucketName: "reports" }),
  call("s3", "DeleteBucket", { bucketName: "reports" }, { errorCode: "AccessDenied" }),
  call("sqs", "DeleteQueue", { queueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/jobs" }),
  call("ec2", "StopInstances", {}, { userIdentity: { type: "IAMUser", userName: "Agent" } }),
];

const policy = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "Buckets", Effect: "Allow", Action: ["s3:GetBucket*", "s3:DeleteBucket"], Resource: "*" },
    { Sid: "Machines", Effect: "Allow", Action: "ec2:*", Resource: "*" },
  ],
};

const narrow = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "Buckets", Effect: "Allow", Action: "s3:GetBucketPolicy", Resource: "arn:aws:s3:::reports" },
  ],
};

interface Answer {
  readonly policies: readonly {
    readonly name: string;
    readonly statements: readonly { readonly sid: string; readonly outcome: string }[];
    readonly narrowed: { readonly policy: unknown; readonly relation: string } | null;
  }[];
  readonly events: { readonly count: number };
  readonly notGranted: unknown;
  readonly denied: unknown;
  readonly policyOfUse: { readonly policy: { readonly Statement: readonly unknown[] } } | null;
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

suite("picket activity least-privilege", () => {
  let folder: TempFolder;
  setup(() => {
    const utf16 = Buffer.from(`\ufeff${JSON.stringify(policy)}`, "utf16le");
    folder = tempFolder({
      "trail/a.json.gz": gzipSync(JSON.stringify({ Records: calls })),
      "policy.json": `\ufeff${JSON.stringify(policy)}`,
      "utf16.json": utf16,
      "broken.json": '{"Version": "2012-10-17", "Statement": [{"Effect"',
      "none.txt": "nothing",
      "role.yaml": [
        "Resources:",
        "  Agent:",
        "    Type: AWS::IAM::Role",
        "    Properties:",
        "      Policies:",
        "        - PolicyName: work",
        "          PolicyDocument:",
        '            Version: "2012-10-17"',
        "            Statement:",
        '              - { Sid: Buckets, Effect: Allow, Action: "s3:GetBucketP*", Resource: "*" }',
      ].join("\n"),
    });
  });
  teardown(() => folder.remove());

  const run = (...args: readonly string[]) =>
    runCli(["activity", "least-privilege", "--source", "trail", "--role", role, ...args], {
      cwd: folder.path,
    });
  const json = async (...args: readonly string[]): Promise<Answer & { readonly status: number | null }> => {
    const { status, stdout } = await run("--format", "json", ...args);
    return { status, ...(JSON.parse(stdout) as Answer) };
  };

  test("narrows a policy to what the role used", async () => {
    const { status, policies, events, notGranted, denied } = await json("--policy", "policy.json");
    assert.equal(status, 0);
    assert.equal(events.count, 3);
    assert.deepEqual(policies[0]?.narrowed?.policy, narrow);
    assert.equal(policies[0].narrowed.relation, "less");
    assert.deepEqual(
      policies[0].statements.map(({ sid, outcome }) => [sid, outcome]),
      [
        ["Buckets", "narrowed"],
        ["Machines", "removed"],
      ],
    );
    assert.deepEqual(notGranted, [{ name: "sqs:DeleteQueue", calls: 1 }]);
    assert.deepEqual(denied, [{ name: "s3:DeleteBucket", calls: 1 }]);
  });

  test("prints the policy alone, whatever its file's encoding", async () => {
    for (const file of ["policy.json", "utf16.json"]) {
      const { status, stdout, stderr } = await run("--format", "policy", "--policy", file);
      assert.equal(status, 0);
      assert.deepEqual(JSON.parse(stdout), narrow);
      assert.match(stderr, /3 of 4 records are the role's/);
      assert.match(stderr, /90 days/);
    }
  });

  test("several policies come with their names", async () => {
    const { stdout } = await run("--format", "policy", "--policy", "policy.json", "--policy", "role.yaml");
    assert.deepEqual(JSON.parse(stdout), [
      { name: "policy.json", policy: narrow },
      // The other one grants the same: nothing of this one is needed.
      { name: "role.yaml work", policy: null },
    ]);
  });

  test("for a person there is a diff, and what the events cannot show", async () => {
    const { status, stdout } = await run("--policy", "policy.json");
    assert.equal(status, 0);
    for (const part of [
      "--- a/policy.json",
      '-      "Action": "ec2:*",',
      "Refused, and so not counted",
      "What the events cannot show",
    ])
      assert.ok(stdout.includes(part), `${part} in ${stdout}`);
  });

  test("without a policy writes one of what was used", async () => {
    const { status, policyOfUse } = await json();
    assert.equal(status, 0);
    assert.deepEqual(policyOfUse?.policy.Statement, [
      { Effect: "Allow", Action: "s3:GetBucketPolicy", Resource: "arn:aws:s3:::reports" },
      { Effect: "Allow", Action: "sqs:DeleteQueue", Resource: "arn:aws:sqs:eu-west-1:111122223333:jobs" },
    ]);
  });

  test("a time window leaves events out", async () => {
    const { status, events } = await json("--since", "2026-02-01", "--policy", "policy.json");
    assert.deepEqual([status, events.count], [1, 0]);
  });

  test("files that hold no policy are told, and leave status 1", async () => {
    const { status, policies, skipped } = await json(
      ...["broken.json", "none.txt", "policy.json"].flatMap((file) => ["--policy", file]),
    );
    assert.equal(status, 1);
    assert.equal(policies.length, 1);
    assert.deepEqual(
      skipped.map(({ path }) => path),
      ["broken.json", "none.txt"],
    );
    assert.match(skipped[0]?.reason ?? "", /not valid JSON/);
  });

  test("refuses what it does not know, and says why", async () => {
    const refused: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [["--source", "trail"], /say whose use it is about: --role ARN/],
      [["--role", role], /say where the records are/],
      [["--source", "trail", "--role", "Agent"], /--role takes the ARN/],
      [["--source", "trail", "--role", role, "--policy", "missing.json"], /missing\.json/],
      [["--source", "trail", "--role", role, "--policy", "trail"], /is no file/],
      [["--source", "missing", "--role", role], /missing/],
      [["--source", "trail", "--role", role, "--boundary", "policy.json"], /--boundary needs/],
      [["--source", "trail", "--role", role, "--format", "csv"], /--format does not take/],
    ];
    for (const [args, message] of refused) {
      const { status, stderr, stdout } = await runCli(["activity", "least-privilege", ...args], {
        cwd: folder.path,
      });
      assert.equal(status, 2, args.join(" "));
      assert.equal(stdout, "");
      assert.match(stderr, message);
    }
  });
});
