import assert from "node:assert/strict";
import { join } from "node:path";
import { cloudTrail, type CloudTrailStub } from "../../../scripts/aws/stub/cloudTrail.ts";
import { startStub, type Stub } from "../../../scripts/aws/stub/server.ts";
import { sts } from "../../../scripts/aws/stub/sts.ts";
import { endpointEnvironment } from "../../../scripts/aws/endpoint.ts";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";

suite("picket activity list --live", function () {
  this.timeout(60_000);
  const before = { ...process.env };
  let trail: CloudTrailStub;
  let stub: Stub;
  let folder: TempFolder;
  setup(async () => {
    trail = cloudTrail();
    stub = await startStub(0, [trail, sts()]);
    folder = tempFolder();
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    Object.assign(process.env, endpointEnvironment, {
      AWS_ENDPOINT_URL: stub.url,
      AWS_CONFIG_FILE: join(folder.path, "none"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder.path, "none"),
    });
  });
  teardown(async () => {
    process.env = { ...before };
    await stub.stop();
    folder.remove();
  });

  const record = (id: string, region = "us-east-1", role = "Agent") => ({
    eventID: id,
    eventTime: new Date(Date.now() - 60_000).toISOString(),
    eventName: "StopLogging",
    eventSource: "cloudtrail.amazonaws.com",
    awsRegion: region,
    recipientAccountId: "111122223333",
    readOnly: false,
    userIdentity: {
      type: "AssumedRole",
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/session`,
      accountId: "111122223333",
    },
  });
  const run = (args: readonly string[], how = runCli) =>
    how(["activity", "list", "--live", "--since", "1h", ...args], { cwd: folder.path });

  test("lists what AWS has of the Region and of global services, and says whom it asks", async () => {
    trail.put([record("a"), record("b", "eu-west-1"), record("c", "eu-west-1", "Other")]);
    const role = "arn:aws:iam::111122223333:role/Agent";
    const args = ["--region", "eu-west-1", "--role", role, "--format", "json"];
    const { status, stdout, stderr } = await run(args, spawnCli);
    assert.equal(status, 0, stderr);
    const { events, summary } = JSON.parse(stdout) as {
      events: { eventId: string; risk: { severity: string } }[];
      summary: { ofOthers: number };
    };
    assert.deepEqual(events.map(({ eventId }) => eventId).sort(), ["a", "b"]);
    assert.deepEqual([events[0]?.risk.severity, summary.ofOthers], ["critical", 1]);
    assert.match(stderr, /^asking CloudTrail of account \d{12} in eu-west-1, us-east-1\n/);
    assert.match(stderr, /; events are found minutes late, so it is complete up to /);
    assert.match(stderr, /LookupEvents never shows data events/);
    assert.doesNotMatch(stderr, /files/);
  });

  test("refused in one Region: lists the others, says so, status 1", async () => {
    trail.put([record("a"), record("b", "eu-west-1")]);
    stub.faults.add({ kind: "deny", operation: "LookupEvents", times: 1 });
    const { status, stdout, stderr } = await run(["--region", "eu-west-1", "--format", "ndjson"]);
    assert.equal(status, 1, stderr);
    assert.equal(stdout.trim().split("\n").length, 1);
    assert.match(stderr, /may not do cloudtrail:LookupEvents.*The others go on\./);
  });

  test("refused: status 2 and what to ask for", async () => {
    stub.faults.add({ kind: "deny", operation: "LookupEvents" });
    const { status, stdout, stderr } = await run([]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /may not do cloudtrail:LookupEvents\. Ask for that permission/);
  });

  test("signed out at the start, or on the way: status 2 and what to do", async () => {
    stub.faults.add({ kind: "expire", operation: "LookupEvents" });
    const expired = await run([]);
    assert.equal(expired.status, 2);
    assert.match(expired.stderr, /has expired/);
    delete process.env["AWS_ACCESS_KEY_ID"];
    const none = await run([]);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /There are no AWS credentials.*aws configure sso/);
  });

  test("wrong usage is told before anything is asked", async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["--source", "."], /--live asks AWS, --source reads files/],
      [["--region", "evil.example"], /"evil\.example" is not the name of an AWS Region/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await run(args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
    const without = await runCli(["activity", "list", "--profile", "dev", "."], { cwd: folder.path });
    assert.match(without.stderr, /--profile needs --live/);
    assert.deepEqual(stub.operations, []);
  });
});
