import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { trailFolder } from "../../../src/adapters/node/trailFolder.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";
import { idsOf, readUntil, sourceContract, trailRecord } from "./sourceContract.ts";

const delivered = (id: number) =>
  `AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/31/111122223333_CloudTrail_us-east-1_20260131T1210Z_${id}.json.gz`;
const packed = (...records: readonly object[]) => gzipSync(JSON.stringify({ Records: records }));

sourceContract("a folder of delivered files", async () => {
  const folder = tempFolder();
  let count = 0;
  return {
    deliver: async (records) => {
      const path = join(folder.path, delivered(count++));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.part`, packed(...records));
      renameSync(`${path}.part`, path);
    },
    open: (follow) => trailFolder({ paths: [folder.path], follow, pollMs: 5 }),
    remove: async () => folder.remove(),
  };
});

suite("a folder of delivered files", () => {
  let folder: TempFolder;
  setup(() => (folder = tempFolder()));
  teardown(() => folder.remove());

  const readAll = (paths = [folder.path]) =>
    readUntil(trailFolder({ paths, follow: false }), undefined, () => false);
  const skippedOf = (batches: readonly TrailBatch[]) =>
    batches
      .flatMap(({ skipped }) => skipped)
      .map(({ path, reason }) => `${path.slice(folder.path.length + 1)}: ${reason}`);

  test("skips what cannot be read with a reason, and declares the gap of a delivered file", async () => {
    folder.write(delivered(1), packed(trailRecord("a")));
    folder.write(delivered(2), packed(trailRecord("b"), trailRecord("c")).subarray(0, 40));
    folder.write("broken.json", "{");
    folder.write("lines.ndjson", `{broken\n${JSON.stringify(trailRecord("d"))}\n[]\n5\n`);
    folder.write("odd.json", JSON.stringify({ Records: [trailRecord("e"), 5, null, "x", { eventName: 7 }] }));
    symlinkSync(folder.path, join(folder.path, "loop"));
    symlinkSync(join(folder.path, "self"), join(folder.path, "self"));
    const batches = await readAll();
    assert.deepEqual(idsOf(batches), ["a", "d", "e"]);
    assert.deepEqual(
      skippedOf(batches).sort(),
      [
        `${delivered(2)}: gzip cut short`,
        "broken.json: not JSON",
        "lines.ndjson: 1 line is not JSON",
        "lines.ndjson: 1 entry is no CloudTrail record",
        "loop: symbolic link",
        "odd.json: 4 entries are no CloudTrail record",
        "self: symbolic link",
      ].sort(),
    );
    const to = Date.UTC(2026, 0, 31, 12, 10);
    assert.deepEqual(
      batches.flatMap(({ gaps }) => gaps),
      [{ from: to - 900_000, to, reason: "a delivered file could not be read" }],
    );
    assert.equal(batches.at(-1)?.watermark, to - 900_000);
  });

  test("a loop of links that is named is skipped; files and folders that overlap are read once", async () => {
    symlinkSync(join(folder.path, "self"), join(folder.path, "self"));
    const file = folder.write("a.json", JSON.stringify(trailRecord("a")));
    const batches = await readAll([join(folder.path, "self"), file, folder.path, join(folder.path, ".")]);
    assert.deepEqual(idsOf(batches), ["a"]);
    assert.deepEqual(skippedOf(batches), ["self: loop", "self: symbolic link"]);
  });

  test("an event from the future does not move the watermark", async () => {
    folder.write("a.json", JSON.stringify({ ...trailRecord("a"), eventTime: "2999-01-01T00:00:00Z" }));
    folder.write("b.json", JSON.stringify(trailRecord("b", 30)));
    assert.equal((await readAll()).at(-1)?.watermark, Date.UTC(2026, 0, 31, 12, 15));
  });

  test("while following, a file still being written is read when it is whole, and then not reported", async () => {
    const whole = packed(trailRecord("a"), trailRecord("b"));
    const path = folder.write(delivered(1), whole.subarray(0, 30));
    folder.write("lines.ndjson", `${JSON.stringify(trailRecord("c"))}\n`);
    const source = trailFolder({ paths: [folder.path], follow: true, pollMs: 1 });
    let written = false;
    const batches = await readUntil(source, undefined, ({ caughtUp }, all) => {
      if (caughtUp && !written) {
        written = true;
        writeFileSync(path, whole);
        appendFileSync(join(folder.path, "lines.ndjson"), `${JSON.stringify(trailRecord("d"))}\n`);
      }
      return new Set(idsOf(all)).size === 4;
    });
    assert.deepEqual([...new Set(idsOf(batches))], ["a", "b", "c", "d"]);
    assert.deepEqual(skippedOf(batches), []);
  });

  test("while following, a file that stays broken is reported once", async () => {
    folder.write("broken.json", "{");
    const source = trailFolder({ paths: [folder.path], follow: true, pollMs: 1 });
    let next = 0;
    const batches = await readUntil(source, undefined, ({ skipped }, all) => {
      // Each new file makes another look that could report again.
      if (skipped.length > 0 || next > 0)
        folder.write(`new${next}.json`, JSON.stringify(trailRecord(`${next++}`)));
      return new Set(idsOf(all)).size >= 4;
    });
    assert.deepEqual(skippedOf(batches), ["broken.json: not JSON"]);
  });

  test("a broken file is tried again by a new start from the cursor", async () => {
    folder.write("broken.json", "{");
    const cursor = (await readAll()).at(-1)?.cursor;
    folder.write("broken.json", JSON.stringify(trailRecord("a")));
    const source = trailFolder({ paths: [folder.path], follow: false });
    assert.deepEqual(idsOf(await readUntil(source, cursor, () => false)), ["a"]);
  });

  test("says how many of the bytes are read, up to all of them, also when going on from a cursor", async () => {
    const records = Array.from({ length: 1500 }, (_, at) => trailRecord(`${at}`));
    const files = [packed(...records), Buffer.from(JSON.stringify(records)), packed(trailRecord("z"))];
    files.forEach((content, at) => folder.write(at === 1 ? "b.json" : delivered(at), content));
    const all = files.reduce((sum, { length }) => sum + length, 0);
    const batches = await readAll();
    const done = batches.map(({ progress }) => progress?.done ?? Number.NaN);
    assert.deepEqual(
      done,
      done.toSorted((a, b) => a - b),
    );
    for (const { progress } of batches)
      assert.ok(progress?.total === undefined || (progress.total === all && progress.done <= all));
    const end = { done: all, total: all, unit: "bytes" };
    assert.deepEqual(batches.at(-1)?.progress, end);
    const source = trailFolder({ paths: [folder.path], follow: false });
    assert.deepEqual((await readUntil(source, batches.at(-1)?.cursor, () => false)).at(-1)?.progress, end);
  });
});
