import assert from "node:assert/strict";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { findMoto, startMoto } from "../../../scripts/aws/moto.ts";
import { getRole, listRoles } from "../../../src/adapters/aws/trails/roles/listRoles.ts";
import { policiesOf } from "../../../src/adapters/aws/trails/roles/rolePolicies.ts";
import { listTrails } from "../../../src/adapters/aws/trails/lookup/listTrails.ts";
import { createTrailClients, type TrailClientPool } from "../../../src/adapters/aws/trails/trailClients.ts";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import { noteSkipped } from "../../support/testReport.ts";
import { isolateAws, stubKeys } from "../support/environment.ts";
import { refused } from "../support/leaks.ts";
import { type LookupBench, lookupBench } from "./lookupBench.ts";

const policy = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "arn:aws:s3:::a b/ü%20+*" }],
  });
const account = "123456789012";
const managedArn = `arn:aws:iam::${account}:policy/Managed`;
const boundaryArn = `arn:aws:iam::${account}:policy/Boundary`;

suite("roles and trails behind the port", () => {
  let bench: LookupBench;
  setup(async () => (bench = await lookupBench({ variables: { ...stubKeys, AWS_REGION: "us-east-1" } })));
  teardown(() => bench.remove());

  test("lists every role, page by page, with its id, path and last use", async () => {
    for (const name of ["A", "B", "C", "D", "E"]) bench.iam.put({ name, id: `AROA${name}` });
    bench.iam.put({
      name: "Agent",
      id: "AROAAGENT",
      path: "/team/",
      description: "of <the> agent & co",
      lastUsed: "2026-01-30T10:00:00Z",
    });
    const roles = await listRoles(bench.pool);
    assert.equal(roles.length, 6);
    assert.deepEqual(roles.at(-1), {
      arn: `arn:aws:iam::${account}:role/team/Agent`,
      role: { partition: "aws", account, name: "Agent", path: "/team/", id: "AROAAGENT" },
      description: "of <the> agent & co",
      lastUsed: Date.UTC(2026, 0, 30, 10),
    });
    assert.equal(roles[0]?.role.path, "/");
    assert.deepEqual(await getRole(bench.pool, "Agent"), roles.at(-1));
  });

  test("a role that is not there, denied, stopped: says what", async () => {
    assert.match(
      (await refused(getRole(bench.pool, "None"), "not-found")).message,
      /no role "None" in this account/,
    );
    bench.stub.faults.add({ kind: "deny", times: 1 });
    assert.match((await refused(listRoles(bench.pool), "denied")).message, /may not do iam:ListRoles/);
    await refused(policiesOf(bench.pool, "None", AbortSignal.abort()), "aborted");
  });

  test("gives all policies of a role, decoded", async () => {
    bench.iam.put({
      name: "Agent",
      id: "AROAAGENT",
      inline: { one: policy("s3:GetObject"), two: policy("s3:PutObject"), three: policy("s3:*") },
      attached: { [managedArn]: policy("sqs:*") },
      boundary: [boundaryArn, policy("*")],
    });
    assert.deepEqual(await policiesOf(bench.pool, "Agent"), [
      { name: "one", kind: "inline", text: policy("s3:GetObject") },
      { name: "two", kind: "inline", text: policy("s3:PutObject") },
      { name: "three", kind: "inline", text: policy("s3:*") },
      { name: managedArn, kind: "managed", text: policy("sqs:*") },
      { name: boundaryArn, kind: "boundary", text: policy("*") },
    ]);
  });

  test("lists trails with the places they deliver to", async () => {
    const group = `arn:aws:logs:us-east-1:${account}:log-group:trail:*`;
    const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`;
    bench.trail.putTrail({
      Name: "main",
      TrailARN: trailArn,
      HomeRegion: "us-east-1",
      IsMultiRegionTrail: true,
      CloudWatchLogsLogGroupArn: group,
      S3BucketName: "bucket",
      S3KeyPrefix: "team/",
    });
    bench.trail.putTrail({
      Name: "plain",
      TrailARN: trailArn.replace("main", "plain"),
      S3BucketName: "bucket",
    });
    assert.deepEqual(await listTrails(bench.pool), [
      {
        name: "main",
        arn: trailArn,
        homeRegion: "us-east-1",
        isMultiRegion: true,
        logGroupArn: group,
        location: "s3://bucket/team/AWSLogs/",
      },
      {
        name: "plain",
        arn: trailArn.replace("main", "plain"),
        homeRegion: "us-east-1",
        isMultiRegion: false,
        location: "s3://bucket/AWSLogs/",
      },
    ]);
  });
});

const moto = findMoto();
if ("reason" in moto) noteSkipped("roles in moto", moto.reason, 1);
else
  suite("roles in moto", function () {
    this.timeout(60_000);
    let pool: TrailClientPool;
    let stop: () => Promise<void>;
    let iam: IAMClient;
    suiteSetup(async () => {
      const aws = await isolateAws({ ...stubKeys, AWS_REGION: "us-east-1" });
      const server = await startMoto(moto.command);
      const rules = { limits: defaultLimits, environment: process.env, knownHostsOnly: false };
      pool = createTrailClients({ endpoint: server.url }, rules);
      iam = new IAMClient({ endpoint: server.url, region: "us-east-1" });
      stop = async () => {
        pool.dispose();
        iam.destroy();
        await server.stop();
        await aws.restore();
      };
    });
    suiteTeardown(() => stop());

    test("the role, its policies in their default versions, and its boundary", async () => {
      const trust = { Version: "2012-10-17", Statement: [] };
      const create = async (PolicyName: string, text: string): Promise<string> => {
        const made = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: text }));
        return made.Policy?.Arn ?? "";
      };
      const managed = await create("Managed", policy("sqs:SendMessage"));
      const boundary = await create("Boundary", policy("*"));
      await iam.send(
        new CreatePolicyVersionCommand({
          PolicyArn: managed,
          PolicyDocument: policy("sqs:*"),
          SetAsDefault: true,
        }),
      );
      await iam.send(
        new CreateRoleCommand({
          RoleName: "Agent",
          Path: "/team/",
          AssumeRolePolicyDocument: JSON.stringify(trust),
          PermissionsBoundary: boundary,
        }),
      );
      const inline = { RoleName: "Agent", PolicyName: "inline", PolicyDocument: policy("s3:GetObject") };
      await iam.send(new PutRolePolicyCommand(inline));
      await iam.send(new AttachRolePolicyCommand({ RoleName: "Agent", PolicyArn: managed }));
      const found = await policiesOf(pool, "Agent");
      assert.deepEqual(
        found.map(({ name, kind, text }) => [name, kind, JSON.parse(text)]),
        [
          ["inline", "inline", JSON.parse(policy("s3:GetObject"))],
          [managed, "managed", JSON.parse(policy("sqs:*"))],
          [boundary, "boundary", JSON.parse(policy("*"))],
        ],
      );
      const [listed] = (await listRoles(pool)).filter(({ role }) => role.name === "Agent");
      assert.equal(listed?.role.path, "/team/");
      assert.match(listed?.role.id ?? "", /^AROA/);
      await refused(getRole(pool, "None"), "not-found");
    });
  });
