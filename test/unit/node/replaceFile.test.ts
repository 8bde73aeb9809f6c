import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ReplaceError, replaceFile } from "../../../src/adapters/node/replaceFile.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";

suite("replaceFile", () => {
  let folder: TempFolder;
  let file: string;
  const before = Buffer.from("before");
  const after = Buffer.from("after\0");
  setup(() => {
    folder = tempFolder();
    file = folder.write("a.txt", before);
  });
  teardown(() => folder.remove());

  test("replaces the bytes, keeps the mode and leaves no other file", () => {
    chmodSync(file, 0o751);
    replaceFile(file, before, after);
    assert.deepEqual(readFileSync(file), after);
    assert.equal(statSync(file).mode & 0o7777, 0o751);
    assert.deepEqual(readdirSync(folder.path), ["a.txt"]);
  });

  test("replaces the target of a symbolic link, which stays a link", () => {
    const link = join(folder.path, "link");
    symlinkSync("a.txt", link);
    replaceFile(link, before, after);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.deepEqual(readFileSync(file), after);
  });

  test("refuses a file that has changed, and leaves it and the folder as they are", () => {
    folder.write("a.txt", "changed by an editor");
    assert.throws(() => replaceFile(file, before, after), ReplaceError);
    assert.equal(readFileSync(file, "utf8"), "changed by an editor");
    assert.deepEqual(readdirSync(folder.path), ["a.txt"]);
  });

  test("refuses a file that is read-only", () => {
    chmodSync(file, 0o444);
    assert.throws(() => replaceFile(file, before, after), /read-only/);
    assert.deepEqual(readFileSync(file), before);
  });
});
