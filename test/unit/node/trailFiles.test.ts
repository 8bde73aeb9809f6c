import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { readTrail } from "../../../src/adapters/node/trailFiles.ts";

const record = (eventName: string) => ({ eventSource: "ec2.amazonaws.com", eventName });

suite("reading CloudTrail files", () => {
  let folder: string;
  setup(() => (folder = mkdtempSync(join(tmpdir(), "picket-trail-"))));
  teardown(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };

  /** Names of the records, and what was skipped. */
  async function read(path = folder): Promise<{ names: unknown[]; skipped: string[] }> {
    const names: unknown[] = [];
    const skipped: string[] = [];
    for await (const entry of readTrail(path)) {
      if (entry.kind === "record") names.push(entry.record["eventName"]);
      else skipped.push(`${relative(folder, entry.path)}: ${entry.reason}`);
    }
    return { names, skipped };
  }

  test("understands what buckets hold, lines, arrays and the answer of LookupEvents", async () => {
    write("a/1.json", JSON.stringify({ Records: [record("A"), record("B")] }, undefined, 2));
    write("a/2.json.gz", gzipSync(JSON.stringify({ Records: [record("C")] })));
    write("b.ndjson", `${JSON.stringify(record("D"))}\n\n${JSON.stringify(record("E"))}`);
    write(
      "c.jsonl.gz",
      gzipSync(`\ufeff${JSON.stringify(record("F"))}\r\n${JSON.stringify(record("G"))}\r\n`),
    );
    write("d.json", JSON.stringify([record("H")]));
    write(
      "e.json",
      JSON.stringify({
        Events: [{ CloudTrailEvent: JSON.stringify(record("I")) }, { CloudTrailEvent: "{" }, 5],
      }),
    );
    const { names, skipped } = await read();
    assert.deepEqual(
      [...new Set(names)].map(String).toSorted((a, b) => (a < b ? -1 : 1)),
      ["A", "B", "C", "D", "E", "F", "G", "H", "I"],
    );
    assert.deepEqual(skipped, ["e.json: 2 entries are no CloudTrail record"]);
  });

  test("takes what older versions of PowerShell write", async () => {
    write(
      "a.json",
      Buffer.from(`\ufeff${JSON.stringify({ Records: [record("A"), record("\u00e9")] })}`, "utf16le"),
    );
    assert.deepEqual(await read(), { names: ["A", "\u00e9"], skipped: [] });
  });

  test("skips what cannot be read, with a reason, and goes on", async () => {
    write("a.json", "{ broken");
    write("b.json.gz", "not compressed");
    write("c.json.gz", gzipSync(JSON.stringify({ Records: [record("A")] })).subarray(0, 30));
    write("d.json", "[1, null]");
    write("e.ndjson", `${JSON.stringify(record("B"))}\nbroken\n${JSON.stringify(record("C"))}\n`);
    write("f.json", "");
    write("notes.txt", "no trail");
    write("CloudTrail-Digest/d.json", "{}");
    write("z.json", JSON.stringify({ Records: [record("D")] }));
    const { names, skipped } = await read();
    assert.deepEqual(names, ["B", "C", "D"]);
    assert.deepEqual(skipped, [
      "a.json: not JSON",
      "b.json.gz: not gzip",
      "c.json.gz: gzip cut short",
      "d.json: no CloudTrail records in it",
      "e.ndjson: 1 line is not JSON",
      "f.json: no CloudTrail records in it",
    ]);
  });

  test("a single file can be named; one that is not there is skipped", async () => {
    write("log", JSON.stringify({ Records: [record("A")] }));
    assert.deepEqual((await read(join(folder, "log"))).names, ["A"]);
    assert.deepEqual((await read(join(folder, "none"))).skipped, ["none: vanished"]);
  });

  test("lines split between chunks stay whole", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => JSON.stringify(record(`Émis${index}`)));
    write("a.ndjson", many.join("\n"));
    const { names, skipped } = await read();
    assert.deepEqual([names.length, names[2999], skipped], [3000, "Émis2999", []]);
  });

  test("files that were put together are read one after the other, with and without lines between", async () => {
    const long = "x".repeat(100_000);
    const part = (name: string) =>
      JSON.stringify({ Records: [{ ...record(name), long }, record(`${name}2`)] });
    write("a.json", [part("A"), part("B")].join(""));
    write("b.json", [part("C"), part("D"), JSON.stringify(record("E"))].join("\n"));
    write("c.json", `${part("F")}[${JSON.stringify(record("G"))}]`);
    const { names, skipped } = await read();
    assert.deepEqual(
      [names, skipped],
      [["A", "A2", "B", "B2", "C", "C2", "D", "D2", "E", "F", "F2", "G"], []],
    );
  });

  test("of a file that is broken further on, the records in front are given", async () => {
    write("a.json", `{"Records":[${JSON.stringify(record("A"))},${JSON.stringify(record("B"))},{"eventName"`);
    write("b.json", `[${JSON.stringify(record("C"))},]`);
    write("c.json", `${"{".repeat(200_000)}`);
    const { names, skipped } = await read();
    assert.deepEqual(names, ["A", "B", "C"]);
    assert.deepEqual(skipped, ["a.json: not JSON", "b.json: not JSON", "c.json: not JSON"]);
  });
});
