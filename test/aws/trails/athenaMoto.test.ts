import assert from "node:assert/strict";
import { athenaCalls } from "../../../src/adapters/aws/trails/athena/athenaCalls.ts";
import { createTrailClients, type TrailClientPool } from "../../../src/adapters/aws/trails/trailClients.ts";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import { findMoto, startMoto, type Moto } from "../../../scripts/aws/moto.ts";
import { noteSkipped } from "../../support/testReport.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "../support/environment.ts";

const title = "the calls of Athena on moto";
const moto = findMoto();
if ("reason" in moto) noteSkipped(title, moto.reason, 1);
else define(moto.command);

/** Moto knows neither tables nor SQL: it is told what the next query answers. */
function define(command: string): void {
  suite(title, () => {
    let aws: IsolatedAws;
    let endpoint: Moto;
    let clients: TrailClientPool;

    suiteSetup(async function () {
      // Its start takes some seconds.
      this.timeout(60_000);
      endpoint = await startMoto(command);
      aws = await isolateAws({ ...stubKeys, AWS_REGION: "us-east-1" });
      clients = createTrailClients(
        { endpoint: endpoint.url, region: "us-east-1" },
        { limits: defaultLimits, environment: process.env, knownHostsOnly: false },
      );
    });
    suiteTeardown(async () => {
      clients.dispose();
      await endpoint.stop();
      await aws.restore();
    });

    test("start, look, read and stop", async () => {
      const rows = [["c0", "c1"], ["2026-01-31T12:00:00Z", "ListBuckets"], ["2026-01-31T12:01:00Z"]];
      const Data = (cells: readonly string[]) => ({ Data: cells.map((VarCharValue) => ({ VarCharValue })) });
      const ColumnInfo = [
        { Name: "c0", Type: "varchar", CaseSensitive: true },
        { Name: "c1", Type: "varchar", CaseSensitive: true },
      ];
      const told = await fetch(`${endpoint.url}/moto-api/static/athena/query-results`, {
        method: "POST",
        body: JSON.stringify({
          results: [{ rows: rows.map(Data), column_info: ColumnInfo }],
          region: "us-east-1",
        }),
      });
      assert.equal(told.status, 201);
      const options = { region: "us-east-1", output: "s3://results/" };
      const calls = athenaCalls(clients, options, "default", (row) => row);
      const ready = await clients.of("us-east-1");
      const sdk = { abortSignal: AbortSignal.timeout(20_000) };
      const id = await calls.start(ready, "SELECT 1", "0".repeat(36), sdk);
      const polled = await calls.poll(ready, id, sdk);
      assert.equal(polled.state, "done");
      const page = await calls.page(ready, id, undefined, sdk);
      assert.deepEqual(page, {
        records: [["2026-01-31T12:00:00Z", "ListBuckets"], ["2026-01-31T12:01:00Z"]],
        broken: 0,
      });
      await calls.stop(id);
      assert.deepEqual(await calls.poll(ready, id, sdk), {
        state: "failed",
        bytes: 0,
        message: "The query was cancelled in Athena, not by Picket. Start again to go on.",
      });
    });
  });
}
