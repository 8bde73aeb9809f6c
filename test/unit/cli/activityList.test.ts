import assert from "node:assert/strict";
import { relative } from "node:path";
import { gzipSync } from "node:zlib";
import { runActivityList } from "../../../src/cli/activity/list.ts";
import type { Io } from "../../../src/cli/io.ts";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";

const role = "arn:aws:iam::111122223333:role/team/Agent";

/** A call of the agent's role, unless told otherwise. */
function call(eventName: string, minute: number, more: object = {}): object {
  return {
    eventVersion: "1.11",
    eventID: `${eventName}-${minute}`,
    eventTime: new Date(Date.UTC(2026, 0, 31, 12, minute)).toISOString(),
    eventName,
    eventSource: "s3.amazonaws.com",
    awsRegion: "us-east-1",
    recipientAccountId: "111122223333",
    userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Agent/work" },
    requestParameters: { bucketName: "reports" },
    ...more,
  };
}

const calls = {
  list: call("ListBuckets", 1, { requestParameters: null, readOnly: true }),
  user: call("CreateUser", 3, {
    eventSource: "iam.amazonaws.com",
    requestParameters: { userName: "mallory" },
  }),
  denied: call("GetBucketPolicy", 2, { errorCode: "AccessDenied", readOnly: true }),
  other: call("ListBuckets", 4, { userIdentity: { type: "IAMUser", userName: "Agent" } }),
};

interface ListJson {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, unknown>>;
}

suite("picket activity list", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({
      "trail/b.json.gz": gzipSync(JSON.stringify({ Records: [calls.user, calls.list, calls.other] })),
      "trail/c/a.ndjson": `${JSON.stringify(calls.denied)}\n${JSON.stringify(calls.list)}\n`,
    });
  });
  teardown(() => folder.remove());
  const run = (...args: readonly string[]) =>
    runCli(["activity", "list", "--source", "trail", ...args], { cwd: folder.path });
  const json = async (...args: readonly string[]): Promise<ListJson & { readonly status: number | null }> => {
    const { status, stdout } = await run("--format", "json", ...args);
    return { status, ...(JSON.parse(stdout) as ListJson) };
  };
  const names = async (...args: readonly string[]) =>
    (await json(...args)).events.map((event) => event["eventName"]);

  test("lists every event once, in order, with outcome and risk", async () => {
    const { status, events, summary } = await json();
    assert.equal(status, 0);
    assert.deepEqual(
      events.map(({ eventTime, eventName, outcome }) => [eventTime, eventName, outcome]),
      [
        ["2026-01-31T12:01:00.000Z", "ListBuckets", "success"],
        ["2026-01-31T12:02:00.000Z", "GetBucketPolicy", "denied"],
        ["2026-01-31T12:03:00.000Z", "CreateUser", "success"],
        ["2026-01-31T12:04:00.000Z", "ListBuckets", "success"],
      ],
    );
    const created = events[2];
    assert.equal((created?.["risk"] as { severity: string } | undefined)?.severity, "high");
    assert.deepEqual(
      [created?.["service"], created?.["resource"], created?.["account"], created?.["late"]],
      ["iam", "mallory", "111122223333", false],
    );
    assert.deepEqual(
      [summary["records"], summary["repeated"], summary["places"], summary["skipped"], summary["gaps"]],
      [5, 1, ["111122223333 us-east-1"], [], []],
    );
    assert.deepEqual(
      [summary["newestEvent"], summary["completeUntil"]],
      ["2026-01-31T12:04:00.000Z", "2026-01-31T11:49:00.000Z"],
    );
  });

  test("takes the role's events only, with and without its path, never by the user's name", async () => {
    const own = ["ListBuckets", "GetBucketPolicy", "CreateUser"];
    assert.deepEqual(await names("--role", role), own);
    assert.deepEqual(await names("--role", "arn:aws:iam::111122223333:role/Agent"), own);
    assert.deepEqual(await names("--role", "arn:aws:sts::111122223333:assumed-role/Agent/x"), own);
    assert.deepEqual(await names("--role", "arn:aws:iam::123456789012:role/Agent"), []);
  });

  test("filters by time and risk", async () => {
    assert.deepEqual(await names("--since", "2026-01-31T12:03Z"), ["CreateUser", "ListBuckets"]);
    assert.deepEqual(await names("--until", "2026-01-31 12:02:00"), ["ListBuckets", "GetBucketPolicy"]);
    assert.equal((await names("--since", "2026-01-31", "--until", "2026-01-31")).length, 4);
    assert.deepEqual(await names("--since", "24h"), []);
    assert.deepEqual(await names("--min-risk", "high"), ["CreateUser"]);
  });

  test("shows a person the time, risk, action, resource, outcome and reason, and what it is based on", async () => {
    const { status, stdout, stderr } = await run("--role", role);
    assert.equal(status, 0);
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, 3);
    assert.match(
      lines[1] ?? "",
      /^2026-01-31 12:02:00Z {2}\w+ +s3:GetBucketPolicy +reports {2}denied \(AccessDenied\) {2}\S/,
    );
    assert.match(lines[2] ?? "", /^2026-01-31 12:03:00Z {2}high +iam:CreateUser +mallory {2}success {2}\S/);
    assert.match(
      stderr,
      /^3 of 5 records listed \(1 of others than the role, 1 repeated\)\ndata as of 2026-01-31 12:04:00Z/,
    );
    assert.match(stderr, /coverage: 111122223333 us-east-1; data events/);
  });

  test("NDJSON has a line for each event, CSV a guarded one", async () => {
    const lines = (await run("--format", "ndjson")).stdout.trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      (await json()).events,
    );
    const formula = { requestParameters: { bucketName: '=HYPERLINK("x"),\n@y' }, eventName: "-Odd" };
    folder.write("trail/z.json", JSON.stringify(call("Odd", 9, formula)));
    const csv = (await run("--format", "csv", "--since", "2026-01-31T12:09Z")).stdout.split("\r\n");
    assert.match(csv[0] ?? "", /^eventTime,service,eventName,resource,outcome,/);
    assert.match(csv[1] ?? "", /^2026-01-31T12:09:00\.000Z,s3,'-Odd,"'=HYPERLINK\(""x""\),\\x0a@y",success,/);
    assert.equal(csv.length, 3);
  });

  test("shows control characters of a record, and prints no value of its request", async () => {
    const hidden = "not-to-be-shown";
    const evil = {
      eventName: "Bad\u001b[2J\u009b2J\u202eName",
      requestParameters: { bucketName: "a\u0007\r\nb", masterUserPassword: hidden, name: { secret: hidden } },
      errorCode: "X\u001b]0;t\u0007",
    };
    folder.write("trail/z.json", JSON.stringify(call("Odd", 9, evil)));
    for (const format of ["text", "csv", "json", "ndjson"]) {
      const { stdout, stderr } = await run("--format", format);
      assert.doesNotMatch(
        stdout + stderr,
        /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202e]/,
        format,
      );
      assert.ok(!(stdout + stderr).includes(hidden));
    }
  });

  test("names what it could not read, with status 1, and lists the rest", async () => {
    folder.write("trail/broken.json", "{");
    folder.write("trail/other.json", '{"name":"no trail"}');
    const { status, events, summary } = await json();
    assert.deepEqual([status, events.length], [1, 4]);
    assert.deepEqual(summary["skipped"], [
      { path: "trail/broken.json", reason: "not JSON" },
      { path: "trail/other.json", reason: "no CloudTrail records in it" },
    ]);
    assert.match((await run()).stderr, /^skipped trail\/broken\.json: not JSON$/m);
  });

  test("hostile records do not stop it", async () => {
    const hostile = [
      call("__proto__", 5, { requestParameters: { __proto__: { bucketName: "x" } }, eventID: {} }),
      call("constructor", 6, { eventTime: [], userIdentity: "x", resources: 5 }),
      call("Long", 7, {
        eventID: "i".repeat(200_000),
        requestParameters: { bucketName: "b".repeat(100_000) },
      }),
    ];
    folder.write("trail/z.json", `[${hostile.map((record) => JSON.stringify(record)).join(",")}]`);
    const { status, events } = await json();
    assert.deepEqual([status, events.length], [0, 7]);
    assert.equal(events[0]?.["eventTime"], null);
    assert.ok(JSON.stringify(events).length < 20_000);
  });

  test("refuses what it does not know, and says why", async () => {
    for (const [args, message] of [
      [["--role", "Agent"], /--role takes the ARN of a role/],
      [["--since", "soon"], /--since takes a UTC day or time/],
      [["--since", "2026-02-30"], /--since takes a UTC day or time/],
      [["--since", "2026-02-01", "--until", "2026-01-31"], /--since is later than --until/],
      [["--follow", "--format", "json"], /use ndjson/],
      [["--min-risk", "info"], /--min-risk does not take "info"/],
      [["none"], /no such file or folder: none/],
    ] as const) {
      const { status, stdout, stderr } = await run(...args);
      assert.deepEqual([status, stdout], [2, ""], args.join(" "));
      assert.match(stderr, message);
    }
    const { status, stderr } = await runCli(["activity", "list"], { cwd: folder.path });
    assert.deepEqual([status, stderr.includes("say where the records are")], [2, true]);
  });

  test("a process gives the same", async () => {
    const args = ["activity", "list", "--source", "trail", "--format", "csv"];
    assert.deepEqual(await spawnCli(args, { cwd: folder.path }), await run("--format", "csv"));
  });

  test("following, prints what is there in order, then what comes, once", async () => {
    const controller = new AbortController();
    let stdout = "";
    let stderr = "";
    const io: Io = {
      cwd: folder.path,
      env: {},
      colour: false,
      interactive: false,
      stdout: async (chunk) => {
        stdout += chunk;
        if (stdout.includes("Late")) controller.abort();
        else
          folder.write(
            "trail/late.json",
            JSON.stringify({ Records: [calls.list, call("Late", -30), calls.user] }),
          );
      },
      stderr: (text) => void (stderr += text),
      stdin: async () => Buffer.of(),
    };
    const args = [
      "--source",
      relative(folder.path, `${folder.path}/trail`),
      "--follow",
      "--format",
      "ndjson",
    ];
    assert.equal(await runActivityList(args, io, controller.signal), 0);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly eventName: string; readonly late: boolean });
    assert.deepEqual(
      events.map(({ eventName, late }) => [eventName, late]),
      [
        ["ListBuckets", false],
        ["GetBucketPolicy", false],
        ["CreateUser", false],
        ["ListBuckets", false],
        ["Late", true],
      ],
    );
    assert.match(stderr, /5 of 8 records listed \(3 repeated\)/);
  });
});
