import assert from "node:assert/strict";
import type { ActivityEvent } from "../../../src/core/activity/event.ts";
import { policyFromUse } from "../../../src/core/activity/leastPrivilege/policyFromUse.ts";
import { TargetSet } from "../../../src/core/activity/leastPrivilege/targetSet.ts";
import { UseOfRole } from "../../../src/core/activity/leastPrivilege/useOfRole.ts";
import { covers } from "../../../src/core/iam/matching/wildcard.ts";
import { iamParts } from "../../support/iam.ts";
import { account, eventOf } from "./leastPrivilegeSamples.ts";

const { catalogue } = iamParts;
const role = `arn:aws:iam::${account}:role`;

function useOf(events: Iterable<ActivityEvent>): UseOfRole {
  const use = new UseOfRole(catalogue);
  for (const event of events) use.take(event);
  return use;
}

const readPolicy = (bucketName: string) => eventOf("s3", "GetBucketPolicy", { bucketName });

suite("a policy of events alone", () => {
  test("allows exactly them, and says what they do not tell", () => {
    const made = policyFromUse(
      useOf([readPolicy("a"), eventOf("ec2", "DisassociateRouteTable", { associationId: "x" })]),
      catalogue,
    );
    assert.deepEqual(JSON.parse(made?.text ?? ""), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "ec2:DisassociateRouteTable", Resource: "*" },
        { Effect: "Allow", Action: "s3:GetBucketPolicy", Resource: "arn:aws:s3:::a" },
      ],
    });
    assert.match(made?.notes.join(" ") ?? "", /ec2:DisassociateRouteTable/);
  });

  test("there is none where nothing was used", () => {
    assert.equal(policyFromUse(useOf([]), catalogue), undefined);
    assert.equal(policyFromUse(useOf([eventOf("sts", "GetCallerIdentity")]), catalogue), undefined);
  });
});

suite("the resources of an action in bounded room", () => {
  test("what was used is held, however many there are", () => {
    const set = new TargetSet(100);
    const used = Array.from({ length: 5000 }, (_, at) =>
      at % 2 === 0
        ? `arn:aws:s3:::b${at % 7}/${at % 12}/${at}`
        : `arn:aws:sns:eu-west-1:${account}:topic${at}`,
    );
    for (const arn of used) set.add({ patterns: [arn], known: true });
    const patterns = set.all.flatMap((target) => target.patterns);
    assert.ok(patterns.length <= 100 && set.isJoined, String(patterns.length));
    for (const arn of used)
      assert.ok(
        patterns.some((pattern) => covers(pattern, arn)),
        arn,
      );
    // Buckets are told apart as long as there is room.
    assert.ok(
      patterns.some((pattern) => pattern.startsWith("arn:aws:s3:::b1/")),
      patterns.join(" "),
    );
  });

  test("what has nothing in common is not known any more", () => {
    const set = new TargetSet(10);
    for (let at = 0; at < 50; at++) set.add({ patterns: [`odd${at}`], known: true });
    assert.ok(set.isOverfull);
    assert.deepEqual(set.all, []);
  });

  test("all ways to write a resource are held", () => {
    const set = new TargetSet(10);
    const used = Array.from({ length: 50 }, (_, at) => [`${role}/app/r${at}`, `${role}/*/r${at}`]);
    for (const patterns of used) set.add({ patterns, known: true });
    const held = set.all.flatMap((target) => target.patterns);
    for (const one of used.flat())
      assert.ok(
        held.some((pattern) => covers(pattern, one)),
        one,
      );
  });
});
