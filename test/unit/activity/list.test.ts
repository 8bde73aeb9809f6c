import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { ActivityList, type ActivityListOptions } from "../../../src/core/activity/list.ts";
import { isEvent, readEvent } from "../../../src/core/activity/event.ts";
import { resourceOf } from "../../../src/core/activity/listResource.ts";
import { readRole } from "../../../src/core/activity/identity/role.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import type { Risk } from "../../../src/core/activity/risk/risk.ts";
import { RiskWatch } from "../../../src/core/activity/risk/watch/riskWatch.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { trailRecord } from "./sourceContract.ts";

const batch = (records: readonly unknown[], more: Partial<TrailBatch> = {}): TrailBatch => ({
  records,
  gaps: [],
  sampled: false,
  skipped: [],
  caughtUp: true,
  ...more,
});
const listOf = (options: Partial<ActivityListOptions> = {}) =>
  new ActivityList({ hash: nodeHash, judge: classifyRisk, ...options });

suite("the list of events", () => {
  test("accounts for every record", () => {
    const list = listOf({ since: Date.UTC(2026, 0, 31, 12, 1), limit: 2 });
    const timeless = { ...trailRecord("t"), eventTime: "never" };
    list.take(batch([trailRecord("a", 0), trailRecord("b", 1), trailRecord("b", 1), timeless, 5, {}]));
    list.take(batch([trailRecord("c", 2), trailRecord("d", 3), trailRecord("e", 1)]));
    assert.deepEqual(
      list.rows.map(({ id }) => id),
      ["c", "d"],
    );
    assert.deepEqual(list.counts, {
      records: 9,
      unreadable: 2,
      ofOthers: 0,
      filtered: 1,
      untimed: 1,
      repeated: 1,
      tooOld: 2,
    });
    const { counts } = list;
    const rest = counts.unreadable + counts.filtered + counts.untimed + counts.repeated + counts.tooOld;
    assert.equal(list.rows.length + rest, counts.records);
  });

  test("takes in an event of the role whose key becomes known later, in its place", () => {
    const arn = "arn:aws:iam::111122223333:role/Agent";
    const role = readRole(arn);
    assert.ok(role);
    const accessKeyId = "ASIA" + "EXAMPLE".repeat(2);
    const list = listOf({ role });
    list.take(batch([{ ...trailRecord("bare", 5), userIdentity: { accessKeyId } }]));
    assert.deepEqual([list.rows.length, list.counts.ofOthers], [0, 1]);
    const given = {
      ...trailRecord("assume", 1),
      eventName: "AssumeRole",
      eventSource: "sts.amazonaws.com",
      requestParameters: { roleArn: arn },
      responseElements: { credentials: { accessKeyId } },
    };
    const { added } = list.take(batch([given]));
    assert.deepEqual(
      added.map(({ id }) => id),
      ["bare"],
    );
    assert.equal(list.counts.ofOthers, 1, "the call that gave the key out is another's");
  });

  const deletion = (id: string, second: number) => ({
    ...trailRecord(id),
    eventTime: new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString(),
    eventName: "DeleteThing",
    readOnly: false,
    userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Agent/run" },
  });
  const deletions = Array.from({ length: 10 }, (_, at) => deletion(`d${at}`, at));
  const quiet = (): Risk => ({ severity: "low", category: "write", reasons: ["Plain."] });

  test("lists a quiet event once others make it loud enough, and counts it once", () => {
    const list = listOf({ judge: quiet, minRisk: "high", watch: new RiskWatch() });
    const before = list.take(batch([...deletions.slice(0, 9), deletions[0], trailRecord("x")]));
    assert.deepEqual([before.added, list.counts.filtered, list.counts.repeated], [[], 10, 1]);
    const { added, raised } = list.take(batch(deletions));
    assert.deepEqual([raised, added.length, list.rows.length], [[], 10, 10]);
    assert.ok(list.rows.every(({ risk }) => risk.severity === "critical"));
    const { records, filtered, repeated } = list.counts;
    assert.deepEqual({ records, filtered, repeated }, { records: 21, filtered: 1, repeated: 10 });
  });

  test("of the same events ends up the same with several judged together, in any order", () => {
    const all = [...deletions, trailRecord("x", 3), trailRecord("y", 4)];
    const shown = (list: ActivityList) => list.rows.map(({ id, risk }) => [id, risk.severity]);
    const ordered = listOf({ judge: quiet, watch: new RiskWatch() });
    ordered.take(batch(all));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.nat(all.length), (order, cut) => {
        const list = listOf({ judge: quiet, watch: new RiskWatch() });
        list.take(batch(order.slice(0, cut)));
        list.take(batch(order.slice(cut)));
        assert.deepEqual(shown(list), shown(ordered));
      }),
      { seed: 20_261_122, numRuns: 100 },
    );
  });

  test("passes on the watermark and the gaps", () => {
    const list = listOf();
    const gap = { from: 1, to: 2, reason: "sampled" };
    list.take(batch([trailRecord("a", 1)], { watermark: 5, gaps: [gap] }));
    assert.deepEqual([list.stream.watermark, list.stream.gaps], [5, [gap]]);
    assert.deepEqual([list.newest, list.places], [Date.UTC(2026, 0, 31, 12, 1), ["111122223333 us-east-1"]]);
  });
});

suite("what a call is about", () => {
  const about = (record: object): string => {
    const event = readEvent({ eventName: "X", ...record });
    assert.ok(isEvent(event));
    return resourceOf(event);
  };

  test("is an ARN, a name, or nothing", () => {
    assert.equal(about({ resources: [{ type: "x" }, { ARN: "arn:aws:s3:::b" }] }), "arn:aws:s3:::b");
    assert.equal(about({ requestParameters: { bucketName: "b", key: "k/1" } }), "b/k/1");
    assert.equal(about({ requestParameters: { key: "k", roleName: "R" } }), "R");
    const instancesSet = { items: [{ instanceId: "i-1" }, { instanceId: "i-2" }] };
    assert.equal(about({ requestParameters: { instancesSet } }), "i-1 and 1 more");
    assert.equal(about({ requestParameters: null }), "");
    assert.equal(about({ requestParameters: { secretString: "x", password: "y", name: ["z"] } }), "");
  });

  test("is bounded, and an address loses its login and its query", () => {
    assert.ok(about({ requestParameters: { bucketName: "b".repeat(100_000) } }).length <= 2048);
    const queueUrl = "https://user:word@sqs.example/1/q?Signature=x#y";
    assert.equal(about({ requestParameters: { queueUrl } }), "https://sqs.example/1/q");
  });
});
