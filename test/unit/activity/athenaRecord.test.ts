import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { recordOfRow } from "../../../src/core/activity/athena/rowRecord.ts";
import { trailQuery } from "../../../src/core/activity/athena/trailQuery.ts";
import { isEvent, readEvent } from "../../../src/core/activity/event.ts";
import { eventKey } from "../../../src/core/activity/stream/eventKey.ts";
import { athenaCell } from "../../../scripts/aws/stub/athena.ts";
import { dayOfAgent } from "../../../scripts/demo/activity/day.ts";

const { columns } = trailQuery(
  {
    name: { database: "d", table: "t" },
    day: "day",
    columns: new Set(
      "eventversion eventtime eventsource eventname awsregion sourceipaddress useragent errorcode errormessage requestparameters responseelements additionaleventdata serviceeventdetails requestid eventid readonly eventtype recipientaccountid sharedeventid vpcendpointid eventcategory".split(
        " ",
      ),
    ),
    hasSourceIdentity: true,
  },
  { from: 0, to: 1, accounts: ["111122223333"], regions: ["us-east-1"] },
);

function throughAthena(record: object): object {
  return recordOfRow(
    columns,
    columns.map(({ sql }) => athenaCell(record, sql)),
  );
}

suite("a record from a row", () => {
  test("reads as the record did, event and key", () => {
    const { files } = dayOfAgent({ now: Date.UTC(2026, 10, 20, 17), events: 800 });
    const records = files.flatMap((file) => file.records);
    for (const record of records) {
      const again = throughAthena(record);
      assert.deepEqual(readEvent(again), readEvent(record));
      if (record["eventID"] !== undefined)
        assert.equal(eventKey(again, nodeHash), eventKey(record, nodeHash));
    }
  });

  test("keeps text that is no JSON, and says nothing of what is null", () => {
    const row = columns.map(({ path }) =>
      path[0] === "requestParameters" ? "{cut" : path[0] === "readOnly" ? "maybe" : undefined,
    );
    assert.deepEqual(recordOfRow(columns, row), { requestParameters: "{cut", readOnly: "maybe" });
    assert.deepEqual(recordOfRow(columns, []), {});
  });

  test("reads as the record did, of public records", function () {
    const corpus = "/work/shared/corpora/activity-events.jsonl.gz";
    // The records are others' work and not part of the project.
    if (!existsSync(corpus)) this.skip();
    const lines = gunzipSync(readFileSync(corpus)).toString("utf8").trim().split("\n");
    const records = lines.map((line) => (JSON.parse(line) as { event: object }).event);
    let compared = 0;
    for (const record of records) {
      const before = readEvent(record);
      if (!isEvent(before)) continue;
      const after = readEvent(throughAthena(record));
      assert.ok(isEvent(after) || "insightDetails" in record);
      if (!isEvent(after)) continue;
      for (const field of [
        "id",
        "time",
        "name",
        "service",
        "region",
        "account",
        "outcome",
        "readOnly",
      ] as const)
        assert.deepEqual(after[field], before[field]);
      // A table's columns have no case: a misspelt member is found as well.
      for (const field of ["principalId", "arn", "accessKeyId", "issuer", "sourceIdentity"] as const)
        if (before.identity[field] !== undefined)
          assert.deepEqual(after.identity[field], before.identity[field]);
      assert.deepEqual(after.request, before.request);
      compared++;
    }
    assert.ok(compared > 0.95 * records.length, `${compared} of ${records.length}`);
  });
});
