import assert from "node:assert/strict";
import { readRole, type Role } from "../../../src/core/activity/identity/role.ts";
import { assumedRoles } from "../../../src/adapters/aws/trails/lookup/assumedRoles.ts";
import { defaultLookupLimits } from "../../../src/adapters/aws/trails/lookup/lookupLimits.ts";
import { idsOf, readUntil, trailRecord } from "../../unit/activity/sourceContract.ts";
import { hour, type LookupBench, lookupBench, minute, noon } from "./lookupBench.ts";

const arn = "arn:aws:iam::111122223333:role/team/Agent";
const role = readRole(arn) as Role;
const key = (n: number): string => `${"ASIA"}${String(n).padStart(16, "0")}`;

interface Call {
  readonly id: string;
  readonly time: number;
  readonly region?: string;
  readonly accessKeyId?: string;
}

/** A call that a key made; nothing else of the caller is told. */
const call = ({ id, time, region = "eu-west-1", accessKeyId }: Call): object => ({
  ...trailRecord(id),
  eventTime: new Date(time).toISOString(),
  awsRegion: region,
  readOnly: true,
  userIdentity: { type: "AssumedRole", ...(accessKeyId !== undefined && { accessKeyId }) },
});

/** A call of AssumeRole that gave a key out. */
const assume = (given: Call, roleArn = arn): object => ({
  ...call(given),
  eventName: "AssumeRole",
  eventSource: "sts.amazonaws.com",
  userIdentity: { type: "AWSService", invokedBy: "ec2.amazonaws.com" },
  requestParameters: { roleArn, roleSessionName: "session" },
  responseElements: {
    credentials: { accessKeyId: given.accessKeyId, expiration: "Jan 31, 2026, 11:30:00 PM" },
  },
  resources: [{ ARN: roleArn, type: "AWS::IAM::Role", accountId: "111122223333" }],
});

suite("LookupEvents of a role", () => {
  let bench: LookupBench;
  setup(async () => (bench = await lookupBench({ now: noon })));
  teardown(() => bench.remove());

  const read = async (wanted: Role = role) => {
    const options = { region: "eu-west-1", role: wanted, since: noon - 6 * hour };
    const batches = await readUntil(bench.source(options), undefined, () => false);
    assert.deepEqual(
      batches.flatMap(({ notice }) => notice ?? []),
      [],
    );
    return idsOf(batches);
  };
  /** Somebody's many calls: 6 a second for as long as is read. */
  const crowd = (hours: number): object[] =>
    Array.from({ length: hours * 1200 }, (_, n) =>
      call({ id: `other-${n}`, time: noon - n * 3_000, accessKeyId: key(900) }),
    );
  const lookups = () => bench.stub.operations.filter((one) => one === "LookupEvents").length;

  test("in a quiet account everybody's events are read, those without a key too", async () => {
    bench.trail.put([
      assume({ id: "assume", time: noon - hour, accessKeyId: key(1) }),
      call({ id: "mine", time: noon - 30 * minute, accessKeyId: key(1) }),
      call({ id: "keyless", time: noon - 20 * minute }),
      call({ id: "other", time: noon - 10 * minute, accessKeyId: key(900) }),
    ]);
    assert.deepEqual(await read(), ["assume", "keyless", "mine", "other"]);
  });

  test("in a busy one the role's keys are looked for, in the Region and where the global endpoint writes", async () => {
    bench.trail.put([
      ...crowd(6),
      assume({ id: "assume", time: noon - 8 * hour, accessKeyId: key(1) }),
      assume({ id: "assume-now", time: noon - hour, accessKeyId: key(2) }),
      assume({ id: "assume-elsewhere", time: noon - hour, accessKeyId: key(3), region: "us-east-1" }),
      assume({ id: "assume-other", time: noon - hour, accessKeyId: key(900) }, `${arn}2`),
      call({ id: "before", time: noon - 7 * hour, accessKeyId: key(1) }),
      call({ id: "mine-1", time: noon - 5 * hour, accessKeyId: key(1) }),
      call({ id: "mine-2", time: noon - 30 * minute, accessKeyId: key(2) }),
      call({ id: "mine-3", time: noon - 10 * minute, accessKeyId: key(3) }),
    ]);
    const ids = await read();
    assert.deepEqual(
      ids.filter((id) => !id.startsWith("other-")),
      ["assume-now", "mine-1", "mine-2", "mine-3"],
    );
    assert.ok(ids.length < 400, "the crowd is read only to see that it is one");
    assert.ok(lookups() < 40, `${lookups()}`);
  });

  test("a role of which only a session is known: IAM tells its path", async () => {
    bench.iam.put({ name: "Agent", id: "AROAEXAMPLE", path: "/team/" });
    const session = readRole("arn:aws:sts::123456789012:assumed-role/Agent/session") as Role;
    const own = arn.replace("111122223333", "123456789012");
    bench.trail.put([
      ...crowd(1),
      assume({ id: "assume", time: noon - hour, accessKeyId: key(1) }, own),
      call({ id: "mine", time: noon - 30 * minute, accessKeyId: key(1) }),
    ]);
    const ids = await read(session);
    assert.deepEqual(ids.slice(0, 2), ["assume", "mine"]);
    assert.ok(bench.stub.operations.includes("GetRole"));
  });

  test("keys that are known already are asked for; a closed Region of global services does not stop it", async () => {
    bench.trail.put([...crowd(1), call({ id: "mine", time: noon - 30 * minute, accessKeyId: key(7) })]);
    const other = bench.pool.caller("us-east-1");
    const closed = {
      ...bench.pool,
      caller: (region?: string) => (region === "us-east-1" ? denying : bench.pool.caller(region)),
    };
    const denying: typeof other = {
      call: (attempt, signal, send) => {
        bench.stub.faults.add({ kind: "deny", times: 1 });
        return other.call(attempt, signal, send);
      },
    };
    const { lookupSource } = await import("../../../src/adapters/aws/trails/lookup/lookupSource.ts");
    const source = lookupSource(
      closed,
      {
        region: "eu-west-1",
        role: { ...role, accessKeyIds: new Set([key(7)]) },
        since: noon - hour,
        pace: () => "visible",
        follow: false,
      },
      { ...defaultLookupLimits, clock: bench.clock },
    );
    const batches = await readUntil(source, undefined, () => false);
    assert.ok(idsOf(batches).includes("mine"));
    assert.deepEqual(
      batches.flatMap(({ notice }) => notice ?? []),
      [],
    );
  });

  test("while following, a key that is given out later is found", async () => {
    bench.trail.put(crowd(1));
    const options = { region: "eu-west-1", role, since: noon - hour, follow: true } as const;
    let step = 0;
    const batches = await readUntil(bench.source(options), undefined, ({ caughtUp }, all) => {
      if (caughtUp && step++ === 1) {
        const { time } = bench.clock;
        bench.trail.put([
          assume({ id: "assume", time, accessKeyId: key(5) }),
          call({ id: "mine", time: time + 1_000, accessKeyId: key(5) }),
        ]);
      }
      return idsOf(all).includes("mine") || bench.clock.time > noon + hour;
    });
    assert.ok(idsOf(batches).includes("assume") && idsOf(batches).includes("mine"));
  });

  test("names the roles that were assumed, the latest first", async () => {
    const other = "arn:aws:iam::111122223333:role/Other";
    bench.trail.put([
      assume({ id: "a", time: noon - 3 * hour, accessKeyId: key(1) }),
      assume({ id: "b", time: noon - 2 * hour, accessKeyId: key(2) }, other),
      assume({ id: "c", time: noon - hour, accessKeyId: key(3), region: "us-east-1" }),
      assume({ id: "d", time: noon - 30 * hour, accessKeyId: key(4) }, `${other}2`),
      { ...assume({ id: "e", time: noon, accessKeyId: key(5) }, `${other}3`), errorCode: "AccessDenied" },
      { ...assume({ id: "f", time: noon, accessKeyId: key(6) }), requestParameters: { roleArn: "<b>" } },
    ]);
    const limits = { ...defaultLookupLimits, clock: bench.clock };
    const roles = await assumedRoles(bench.pool, "eu-west-1", undefined, limits);
    assert.deepEqual(roles, [role, readRole(other)]);
  });
});
