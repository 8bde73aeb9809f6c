import assert from "node:assert/strict";
import { lakeQuery, readStoreId, regionOfStore } from "../../../src/core/activity/athena/lakeQuery.ts";
import { readTableName, sqlLike, sqlText } from "../../../src/core/activity/athena/sql.ts";
import { createTable } from "../../../src/core/activity/athena/tableDdl.ts";
import { readTableShape, type TableShape } from "../../../src/core/activity/athena/tableShape.ts";
import { readTrailLocation, type TrailLocation } from "../../../src/core/activity/athena/trailLocation.ts";
import { partitionDays, trailQuery } from "../../../src/core/activity/athena/trailQuery.ts";
import type { Role } from "../../../src/core/activity/identity/role.ts";

const from = Date.UTC(2026, 10, 20, 22, 30);
const to = Date.UTC(2026, 10, 20, 23);
const name = { database: "security", table: "trail" };

/** The text without its literals, which must hold nothing else of what was put in. */
function withoutLiterals(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'/g, "''");
}

function located(text: string): TrailLocation {
  const location = readTrailLocation(text);
  assert.ok(location, text);
  return location;
}

function shapeOf(more: Partial<TableShape> = {}): TableShape {
  return {
    name,
    day: "day",
    account: "account",
    region: "region",
    columns: new Set(["eventtime", "eventid", "requestparameters"]),
    hasSourceIdentity: true,
    ...more,
  };
}

const hostile = [
  "' OR '1'='1",
  "'; DROP TABLE x; --",
  "a''b",
  "\\",
  "\\' OR 1=1 --",
  "%",
  "_",
  "!",
  "\u0000\n/*",
  "${x}",
];

suite("what is asked of Athena", () => {
  test("whatever a role is called, it stays within its literals", () => {
    const plain: Role = { partition: "aws", account: "111122223333", name: "Agent", path: undefined };
    const question = { from, to, accounts: ["111122223333"], regions: ["us-east-1"] };
    const keys = (text: string): Role => ({ ...plain, id: "AROA", accessKeyIds: new Set([text]) });
    const expected = withoutLiterals(trailQuery(shapeOf(), { ...question, role: keys("x") }).sql);
    for (const text of hostile) {
      for (const role of [
        { ...keys(text), name: text, account: text, partition: text, id: text },
        { ...keys(text), path: text },
      ]) {
        const { sql } = trailQuery(shapeOf(), { ...question, role });
        assert.equal(withoutLiterals(sql), expected, JSON.stringify(text));
        const lake = withoutLiterals(lakeQuery("store", { from, to, role }));
        assert.equal(lake, withoutLiterals(lakeQuery("store", { from, to, role: keys("x") })));
      }
    }
  });

  test("texts and patterns are taken literally", () => {
    assert.equal(sqlText("it's"), "'it''s'");
    assert.equal(sqlLike("x", "50%_!", "'"), "x LIKE '50!%!_!!%''' ESCAPE '!'");
  });

  test("reads the partitions of the days, accounts and Regions, and of the time after midnight", () => {
    const { sql } = trailQuery(shapeOf(), {
      from,
      to,
      accounts: ["111122223333", "444455556666"],
      regions: ["us-east-1"],
    });
    assert.match(sql, /"day" BETWEEN '2026\/11\/20' AND '2026\/11\/21'/);
    assert.match(sql, /"account" IN \('111122223333', '444455556666'\)/);
    assert.match(sql, /"region" IN \('us-east-1'\)/);
    assert.match(sql, /eventtime >= '2026-11-20T22:30:00Z' AND eventtime < '2026-11-20T23:00:00Z'/);
    assert.match(sql, /FROM "security"\."trail"\n/);
    assert.match(sql, /ORDER BY eventtime, eventid$/);
    assert.equal(partitionDays(from, to), 2);
    assert.equal(partitionDays(from - 20 * 3_600_000, to - 20 * 3_600_000), 1);
  });

  test("asks a table only for columns and partitions that it has", () => {
    const bare = shapeOf({ hasSourceIdentity: false });
    const { sql, columns } = trailQuery(
      { name: bare.name, day: "dt", columns: bare.columns, hasSourceIdentity: false },
      { from, to, accounts: ["111122223333"], regions: ["us-east-1"] },
    );
    assert.doesNotMatch(sql, /"account"|"region"|sourceidentity|tlsdetails/);
    assert.match(sql, /"dt" BETWEEN/);
    assert.equal(columns.filter(({ path }) => path.length === 1).length, 4);
  });

  test("asks CloudTrail Lake for whole records of a stretch of time", () => {
    const id = "5e0c1a2b-0000-4000-8000-0123456789ab";
    assert.equal(
      lakeQuery(id, { from, to }),
      `SELECT eventjson FROM ${id}\nWHERE eventtime >= '2026-11-20 22:30:00'\n  AND eventtime < '2026-11-20 23:00:00'\nORDER BY eventtime`,
    );
    const arn = `arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/${id}`;
    assert.deepEqual(
      [readStoreId(arn), readStoreId(id.toUpperCase()), regionOfStore(arn)],
      [id, id, "eu-west-1"],
    );
    for (const text of [...hostile, `${id}'`, `${id} WHERE 1=1`, ""])
      assert.equal(readStoreId(text), undefined);
  });
});

suite("a table for Athena", () => {
  test("is made over an organisation's trail, with partitions that need no upkeep", () => {
    const sql = createTable(name, located("s3://logs.example-1/audit/AWSLogs/o-abcdefghij/"), from);
    assert.match(sql, /^CREATE EXTERNAL TABLE IF NOT EXISTS `security`\.`trail` \(/);
    assert.match(sql, /PARTITIONED BY \(`account` string, `region` string, `day` string\)/);
    assert.match(sql, /\nLOCATION 's3:\/\/logs\.example-1\/audit\/AWSLogs\/o-abcdefghij\/'\n/);
    const template = "s3://logs.example-1/audit/AWSLogs/o-abcdefghij/${account}/CloudTrail/${region}/${day}";
    assert.ok(sql.includes(`'storage.location.template'='${template}'`));
    assert.ok(sql.includes("'projection.day.range'='2026/11/20,NOW'"));
    assert.ok(sql.includes("'projection.account.type'='injected'"));
  });

  test("is made over one account's trail, at the root of all its Regions", () => {
    for (const text of [
      "s3://bucket/AWSLogs/111122223333/CloudTrail/us-east-1/",
      "s3://bucket/AWSLogs/111122223333",
      "s3://bucket/AWSLogs/",
    ])
      assert.equal(located(text).root, "s3://bucket/AWSLogs/");
    assert.deepEqual(located("s3://bucket/AWSLogs/111122223333/CloudTrail/us-east-1/"), {
      root: "s3://bucket/AWSLogs/",
      account: "111122223333",
      region: "us-east-1",
    });
  });

  test("takes no name and no place that would need quoting", () => {
    for (const text of [...hostile, "x", "a.b.c", "a.b-c", "a.`b`", 'a."b"', "a.b; DROP"])
      assert.equal(readTableName(text), undefined, text);
    assert.deepEqual(readTableName(" Security.Trail_1 "), { database: "security", table: "trail_1" });
    for (const text of [...hostile, "https://bucket/AWSLogs/", "s3://bucket/", "s3://Bucket/AWSLogs/"])
      assert.equal(readTrailLocation(text), undefined, text);
    for (const part of hostile.filter((text) => !/^[_!]$/.test(text))) {
      assert.equal(readTrailLocation(`s3://bucket/${part}/AWSLogs/`), undefined, part);
      assert.equal(readTrailLocation(`s3://bucket/AWSLogs/${part}/`), undefined, part);
    }
  });

  const identity =
    "struct<type:string,principalid:string,arn:string,accesskeyid:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>";
  const columns = [
    ["useridentity", identity],
    ...["eventtime", "eventsource", "eventname", "awsregion", "requestparameters", "responseelements"].map(
      (column) => [column, "string"],
    ),
    ...["eventid", "recipientaccountid", "resources"].map((column) => [column, "string"]),
  ].map(([column = "", type = ""]) => ({ name: column, type }));
  const daily = { "projection.timestamp.type": "date", "projection.timestamp.format": "yyyy/MM/dd" };

  test("of AWS's own description is read, too", () => {
    const shape = readTableShape(name, { columns, partitionKeys: ["timestamp"], parameters: daily });
    assert.ok(!("problem" in shape));
    assert.deepEqual([shape.day, shape.account, shape.hasSourceIdentity], ["timestamp", undefined, false]);
  });

  test("without days or with other columns is refused with the reason", () => {
    const yearly = readTableShape(name, { columns, partitionKeys: ["year", "month"], parameters: {} });
    assert.match("problem" in yearly ? yearly.problem : "", /no partitions by day/);
    const flat = readTableShape(name, {
      columns: columns.map((column) =>
        column.name === "useridentity" ? { ...column, type: "string" } : column,
      ),
      partitionKeys: ["timestamp"],
      parameters: daily,
    });
    assert.match("problem" in flat ? flat.problem : "", /no column useridentity\.principalid/);
  });
});
