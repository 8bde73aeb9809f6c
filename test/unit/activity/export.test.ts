import assert from "node:assert/strict";
import fc from "fast-check";
import { exportCsv, exportJsonl } from "../../../src/core/activity/export/exportRows.ts";
import { lookupCommand } from "../../../src/core/activity/export/lookupCommand.ts";
import type { FeedRow } from "../../../src/core/activity/feed/feedRow.ts";

const seed = 20_261_122;
const row: FeedRow = {
  n: 1,
  key: "k",
  id: "5dd59182-3917-421c-9b2c-7c92954b66ee",
  time: Date.UTC(2026, 0, 31, 12),
  name: "PutBucketPolicy",
  service: "s3",
  account: "111122223333",
  region: "eu-west-1",
  caller: "arn:aws:sts::111122223333:assumed-role/Agent/run",
  resource: "b",
  outcome: "denied",
  errorCode: "AccessDenied",
  readOnly: false,
  late: true,
  risk: { severity: "high", category: "denied", technique: "T1078.004", reasons: ["One.", "Two."] },
};

/** Cells of a line of RFC 4180. */
function cells(line: string): readonly string[] {
  const found = line.replace(/\r\n$/, "").matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(found, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

suite("the export", () => {
  test("as CSV has a header and a line for each row", () => {
    assert.equal(
      [...exportCsv([row])].join(""),
      "eventTime,service,eventName,resource,outcome,errorCode,severity,category,technique,reason,account,region,late,eventId,caller\r\n" +
        "2026-01-31T12:00:00.000Z,s3,PutBucketPolicy,b,denied,AccessDenied,high,denied,T1078.004,One. Two.,111122223333,eu-west-1,true,5dd59182-3917-421c-9b2c-7c92954b66ee,arn:aws:sts::111122223333:assumed-role/Agent/run\r\n",
    );
  });

  test("as CSV begins no cell as a formula, has no control character, and loses no column, whatever a record holds", () => {
    const hostile = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom("=", "+", "-", "@", "\t", " =", "\r\n-", "＝"), fc.string())
        .map((parts) => parts.join("")),
      fc.constantFrom('a"b,c\r\nd', "\u001b[31m", "\u202e", ""),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, resource, errorCode) => {
        const [, line = ""] = [...exportCsv([{ ...row, name, resource, errorCode }])];
        const read = cells(line);
        assert.equal(read.length, 15);
        for (const cell of read) {
          assert.doesNotMatch(cell, /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
          // eslint-disable-next-line no-control-regex -- what must not be there
          assert.doesNotMatch(cell, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  test("as JSON lines has the record where it is asked for and still held", () => {
    const [plain = ""] = [...exportJsonl([row])];
    assert.deepEqual(JSON.parse(plain), {
      eventId: row.id,
      eventTime: "2026-01-31T12:00:00.000Z",
      eventName: "PutBucketPolicy",
      service: "s3",
      account: "111122223333",
      region: "eu-west-1",
      caller: row.caller,
      resource: "b",
      readOnly: false,
      outcome: "denied",
      errorCode: "AccessDenied",
      late: true,
      risk: { severity: "high", category: "denied", technique: "T1078.004", reasons: ["One.", "Two."] },
    });
    const lines = [
      ...exportJsonl([row, { ...row, n: 2 }], ({ n }) => (n === 1 ? { a: "line\nbreak" } : undefined)),
    ];
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { record: unknown }).record),
      [{ a: "line\nbreak" }, null],
    );
    assert.ok(lines.every((line) => line.indexOf("\n") === line.length - 1));
  });
});

suite("the command that looks an event up", () => {
  test("names the event and its Region", () => {
    assert.equal(
      lookupCommand(row),
      'aws cloudtrail lookup-events --lookup-attributes "AttributeKey=EventId,AttributeValue=5dd59182-3917-421c-9b2c-7c92954b66ee" --region eu-west-1',
    );
  });

  test("is none for ids and Regions that a shell or the AWS CLI could take for more", () => {
    for (const id of [
      "",
      "-x",
      "x-",
      "a b",
      "a;b",
      "$(id)",
      "`id`",
      'a"b',
      "a'b",
      "a\nb",
      "%PATH%",
      "a,b",
      "é",
      "a".repeat(200),
    ])
      assert.equal(lookupCommand({ ...row, id }), undefined, JSON.stringify(id));
    for (const region of ["", "x", "us-east-1;id", "us-east-1\n", "--debug", "US-EAST-1"])
      assert.equal(lookupCommand({ ...row, region }), undefined, JSON.stringify(region));
    const { id: _, ...withoutId } = row;
    assert.equal(lookupCommand(withoutId), undefined);
    for (const region of ["us-gov-west-1", "cn-north-1", "us-iso-east-1"])
      assert.match(lookupCommand({ ...row, region }) ?? "", new RegExp(`--region ${region}$`));
  });
});
