import assert from "node:assert/strict";
import { logsPattern } from "../../../scripts/aws/stub/logsPattern.ts";
import { readLogCursor, writeLogCursor } from "../../../src/adapters/aws/trails/logs/logCursor.ts";
import { groupParameter, readLogGroup } from "../../../src/adapters/aws/trails/logs/logGroup.ts";
import { LogRecords } from "../../../src/adapters/aws/trails/logs/logRecords.ts";
import { readMessage } from "../../../src/adapters/aws/trails/logs/readMessage.ts";
import { rolePattern } from "../../../src/adapters/aws/trails/logs/rolePattern.ts";
import type { Role } from "../../../src/core/activity/identity/role.ts";
import { trailRecord } from "../../unit/activity/sourceContract.ts";
import { groupArn, groupName } from "../support/logsBench.ts";

const account = "111122223333";
const role: Role = {
  partition: "aws",
  account,
  name: "KiroAgent",
  path: undefined,
  id: "AROAEXAMPLEEXAMPLE01",
};

suite("a log group's name", () => {
  test("is read with and without the end that CloudTrail gives its ARN", () => {
    const group = { name: groupName, arn: groupArn };
    for (const text of [groupArn, `${groupArn}:*`, ` ${groupArn} `])
      assert.deepEqual(readLogGroup(text), group);
    assert.deepEqual(groupParameter(group), { logGroupIdentifier: groupArn });
    assert.deepEqual(readLogGroup("/aws/trail.x#1"), { name: "/aws/trail.x#1", arn: undefined });
    assert.deepEqual(groupParameter({ name: "a", arn: undefined }), { logGroupName: "a" });
  });

  test("is nothing else", () => {
    const others = [
      "",
      "a b",
      "s3://x",
      "arn:aws:s3:::bucket",
      `${groupArn}:log-stream:x`,
      `${groupArn}*`,
      "x".repeat(513),
    ];
    for (const text of others) assert.equal(readLogGroup(text), undefined, text);
  });
});

suite("the filter pattern of a role", () => {
  const fits = (record: object, of: Role = role): boolean =>
    logsPattern(rolePattern(of))(JSON.stringify(record));
  const issuer = (arn: string) => ({
    userIdentity: { arn: "x", sessionContext: { sessionIssuer: { arn } } },
  });

  test("lets through what the role does, whatever its path", () => {
    assert.ok(fits(issuer(`arn:aws:iam::${account}:role/KiroAgent`)));
    assert.ok(fits(issuer(`arn:aws:iam::${account}:role/team/KiroAgent`)));
    assert.ok(fits({ userIdentity: { arn: `arn:aws:sts::${account}:assumed-role/KiroAgent/session` } }));
    assert.ok(fits({ userIdentity: { arn: "x", principalId: `${role.id}:session` } }));
  });

  test("lets through who assumes it, and calls that show nothing but a key", () => {
    const roleArn = `arn:aws:iam::${account}:role/KiroAgent`;
    const by = { userIdentity: { arn: "arn:aws:iam::444455556666:user/me" } };
    assert.ok(fits({ ...by, eventName: "AssumeRole", requestParameters: { roleArn } }));
    assert.ok(fits({ ...by, eventName: "AssumeRole", resources: [{ ARN: roleArn }] }));
    assert.ok(fits({ userIdentity: { accessKeyId: `ASIA${"X".repeat(16)}` } }));
  });

  test("keeps others out", () => {
    assert.ok(!fits(issuer(`arn:aws:iam::${account}:role/Other`)));
    assert.ok(!fits(issuer(`arn:aws:iam::${account}:role/NotKiroAgent`)));
    assert.ok(!fits({ userIdentity: { arn: "y", accessKeyId: `AKIA${"X".repeat(16)}` } }));
    assert.ok(!fits({ userIdentity: { arn: "y", userName: "KiroAgent" } }));
    assert.ok(!fits({}));
    assert.ok(!logsPattern(rolePattern(role))("no JSON"));
  });

  test("holds nothing that could end its quotes, and is short enough", () => {
    for (const name of ['x" || $.a = "', "x\\", "x*", "x y", "", "x".repeat(65)])
      assert.equal(rolePattern({ ...role, name }), undefined, name);
    assert.equal(rolePattern({ ...role, account: "1" }), undefined);
    assert.equal(rolePattern({ ...role, partition: 'aws"' }), undefined);
    assert.ok(!rolePattern({ ...role, id: 'AROA"' })?.includes("AROA"));
    const longest = rolePattern({
      ...role,
      name: "x".repeat(64),
      partition: "aws-us-gov",
      id: "A".repeat(128),
    });
    assert.ok(longest !== undefined && longest.length <= 1024, String(longest?.length));
    assert.equal(rolePattern(undefined), undefined);
  });
});

suite("a message of a log group", () => {
  const record = { eventName: "ListBuckets" };

  test("holds a record, a list of them, or a file", () => {
    for (const value of [record, [record], { Records: [record] }])
      assert.deepEqual(readMessage(JSON.stringify(value)), { records: [record] });
    assert.deepEqual(readMessage(JSON.stringify({ Records: [record, record] })), {
      records: [record, record],
    });
    const insight = { insightDetails: { eventName: "PutObject" } };
    assert.deepEqual(readMessage(JSON.stringify(insight)), { records: [insight] });
  });

  test("or no record, for a reason that says nothing of its text", () => {
    const text = JSON.stringify({ eventName: "ListBuckets", requestParameters: { a: "confidential" } });
    const others: readonly (readonly [string | undefined, RegExp, boolean])[] = [
      [text.slice(0, -10), /cut or split/, true],
      ["confidential", /no JSON/, false],
      [undefined, /empty/, false],
      ["", /empty/, false],
      ...["3", "null", "[]", "{}", '{"Records":[]}', '{"Records":[3]}', '[{"a":1}]', '{"eventNames":1}'].map(
        (json) => [json, /no CloudTrail record/, false] as const,
      ),
    ];
    for (const [message, reason, isCut] of others) {
      const read = readMessage(message);
      assert.ok("reason" in read, message);
      assert.match(read.reason, reason);
      assert.equal(read.isCut, isCut);
      assert.doesNotMatch(read.reason, /confidential/);
    }
  });
});

suite("records of messages", () => {
  const now = Date.UTC(2026, 0, 31, 13);
  const minute = 60_000;
  const message = (value: object, timestamp = now) => ({ message: JSON.stringify(value), timestamp });

  test("come once, those without an id as well", () => {
    const records = new LogRecords(undefined, 15 * minute);
    const noId = { eventName: "A", eventTime: "2026-01-31T12:00:00Z" };
    const messages = [message(trailRecord("x")), message(noId), message(trailRecord("x")), message(noId)];
    assert.deepEqual(records.take(messages, now).records, [trailRecord("x"), noId]);
    assert.deepEqual(records.take(messages, now).records, []);
  });

  test("the watermark is behind the newest event and behind the delay of delivery; the future does not count", () => {
    const records = new LogRecords(undefined, 15 * minute);
    assert.equal(records.watermarkAt(now), undefined);
    records.take([message(trailRecord("x", 0)), message(trailRecord("y", 59))], now);
    assert.equal(records.watermarkAt(now), now - 15 * minute);
    assert.equal(records.watermarkAt(now + 60 * minute), Date.UTC(2026, 0, 31, 12, 59));
    records.take([message({ ...trailRecord("z"), eventTime: "2031-01-01T00:00:00Z" })], now);
    assert.equal(records.newest, Date.UTC(2026, 0, 31, 12, 59));
  });

  test("a cut message leaves a gap at its event, or where it may have been; it is told once", () => {
    const records = new LogRecords(undefined, 15 * minute);
    const whole = JSON.stringify({ ...trailRecord("x", 7), filler: "y" });
    const cut = { message: whole.slice(0, -5), timestamp: now, logStreamName: "stream" };
    const { skipped, gaps } = records.take([cut], now);
    assert.deepEqual(skipped, [
      {
        path: "stream at 2026-01-31T13:00:00.000Z",
        reason: "a message that was cut or split: no whole JSON",
      },
    ]);
    const at = Date.UTC(2026, 0, 31, 12, 7);
    assert.deepEqual(gaps, [
      { from: at, to: at + 1000, reason: "a message of the log group was cut or split" },
    ]);
    assert.deepEqual(records.take([cut], now), { records: [], skipped: [], gaps: [] });
    const second = records.take([{ message: '{"userIdentity":{', timestamp: now }], now);
    assert.deepEqual(second.gaps[0], {
      from: now - 15 * minute,
      to: now + 1,
      reason: "a message of the log group was cut or split",
    });
  });

  test("a message that never was a record leaves no gap", () => {
    const records = new LogRecords(undefined, 15 * minute);
    const { skipped, gaps } = records.take([{ message: "hello", timestamp: Number.NaN }], now);
    assert.deepEqual(skipped, [{ path: "a log stream", reason: "a message that is no JSON" }]);
    assert.deepEqual(gaps, []);
  });
});

suite("the cursor of a log group", () => {
  test("goes round, holds no text of records, and is bounded", () => {
    const records = new LogRecords(undefined, 0);
    const hostile = { eventName: "A", eventID: '"\u202e<script>', recipientAccountId: "x" };
    records.take([{ message: JSON.stringify(hostile), timestamp: 1 }], 1);
    const many = Array.from({ length: 60_000 }, (_, at) => JSON.stringify(trailRecord(`id-${at}`)));
    records.take(
      many.map((message) => ({ message, timestamp: 1 })),
      Date.UTC(2027),
    );
    const text = writeLogCursor("group", { mark: 5, newest: records.newest, seen: records.seen });
    assert.ok(text.length < 100_000, String(text.length));
    assert.doesNotMatch(text, /script|id-/);
    const read = readLogCursor(text, "group");
    assert.deepEqual(read, { mark: 5, newest: records.newest, seen: records.seen });
    const again = new LogRecords(read, 0);
    const last = many.slice(-100).map((message) => ({ message, timestamp: 1 }));
    assert.deepEqual(again.take(last, Date.UTC(2027)).records, []);
  });

  test("of another group, source or version, or broken, counts as none", () => {
    const good = { source: "logs", version: 1, of: "group", mark: 5, seen: [] };
    assert.ok(readLogCursor(JSON.stringify(good), "group"));
    const others = [
      { of: "x" },
      { version: 2 },
      { source: "lookup" },
      { mark: "5" },
      { mark: -1 },
      { seen: 3 },
    ];
    for (const other of others)
      assert.equal(readLogCursor(JSON.stringify({ ...good, ...other }), "group"), undefined);
    for (const text of [undefined, "", "{", "[]", "null"])
      assert.equal(readLogCursor(text, "group"), undefined);
  });
});
