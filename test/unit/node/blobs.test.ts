import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { GitError } from "../../../src/adapters/node/git.ts";
import { createBlobReader } from "../../../src/adapters/node/history/blobs.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";

suite("contents of a repository", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
    git("init", "-q");
  });
  teardown(() => folder.remove());
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: folder.path, encoding: "utf8" }).trim();
  const store = (name: string, content: string | Buffer): string => {
    folder.write(name, content);
    return git("hash-object", "-w", name);
  };

  test("come byte by byte and in order, whatever they hold and however many are asked for at once", async () => {
    const contents = [
      "",
      "\n",
      "0000000000000000000000000000000000000000 blob 7\nx\n",
      "no line feed at the end",
      Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 256)),
    ].map((content) => Buffer.from(content));
    const oids = contents.map((content, index) => store(`f${index}`, content));
    const reader = createBlobReader(folder.path, 1_000_000);
    const asked = [...oids, ...[...oids].reverse()];
    const read = await Promise.all(asked.map((oid) => reader.read(oid)));
    assert.deepEqual(read, [...contents, ...[...contents].reverse()]);
    reader.dispose();
  });

  test("are passed over above the limit, and told when they are missing or no content", async () => {
    const [small, large] = [store("small", "12345678"), store("large", "x".repeat(300_000))];
    const tree = git("write-tree");
    const reader = createBlobReader(folder.path, 8);
    assert.equal(await reader.read(large), "too-large");
    assert.deepEqual(await reader.read(small), Buffer.from("12345678"));
    assert.equal(await reader.read("1".repeat(40)), "unreadable");
    assert.equal(typeof (await reader.read(tree)), "string");
    assert.deepEqual(await reader.read(small), Buffer.from("12345678"));
    reader.dispose();
    await assert.rejects(reader.read(small), GitError);
  });

  test("reject where there is no repository, also those that wait", async () => {
    const elsewhere = tempFolder();
    const reader = createBlobReader(elsewhere.path, 8);
    const reads = [reader.read("1".repeat(40)), reader.read("2".repeat(40))];
    for (const outcome of await Promise.allSettled(reads)) {
      assert.ok(outcome.status === "rejected" && outcome.reason instanceof GitError);
    }
    elsewhere.remove();
  });
});
