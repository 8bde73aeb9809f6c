import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { patternRules } from "../../../src/adapters/node/ignoreRules.ts";
import { MissingPathError, walk, type WalkOptions } from "../../../src/adapters/node/walk.ts";
import { tempFolder, type TempFolder } from "../cli/cliProcess.ts";

suite("walk", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());

  const names = (roots: readonly string[], options: Partial<WalkOptions> = {}): string[] =>
    [...walk(roots, { base: folder.path, ignoreFiles: true, ...options })].map((entry) =>
      entry.kind === "file" ? entry.name : `${entry.name} (${entry.reason})`,
    );
  const write = (...files: readonly string[]): void => {
    for (const file of files) folder.write(file, "x");
  };

  test("goes through folders in the order of names", () => {
    write("b/z.txt", "b/a.txt", "a.txt", "c/d/e.txt", ".hidden", "b.txt");
    assert.deepEqual(names(["."]), [".hidden", "a.txt", "b/a.txt", "b/z.txt", "b.txt", "c/d/e.txt"]);
  });

  test("leaves out the folders of version control", () => {
    write(".git/config", ".hg/x", ".svn/x", "a.txt", "sub/.git/config");
    assert.deepEqual(names(["."]), ["a.txt"]);
  });

  test("gives a file below two roots once, with the roots in the order given", () => {
    write("a/x.txt", "b.txt");
    assert.deepEqual(names(["b.txt", "a", ".", "a/x.txt"]), ["b.txt", "a/x.txt"]);
  });

  test("honours nested .gitignore files with negations", () => {
    write("keep.log", "drop.log", "sub/drop.log", "sub/keep.log", "build/out.js", "sub/build.txt");
    folder.write(".gitignore", "*.log\n!keep.log\nbuild/\n");
    folder.write("sub/.gitignore", "keep.log\n!drop.log\n");
    assert.deepEqual(names(["."]), [
      ".gitignore",
      "keep.log",
      "sub/.gitignore",
      "sub/build.txt",
      "sub/drop.log",
    ]);
  });

  test("lets .picketignore win over .gitignore, both ways", () => {
    write("secret.env", "vendor/lib.js", "a.txt");
    folder.write(".gitignore", "*.env\n");
    folder.write(".picketignore", "!secret.env\nvendor/\n");
    assert.deepEqual(names(["."]), [".gitignore", ".picketignore", "a.txt", "secret.env"]);
  });

  test("reads info/exclude, and the ignore files above a folder that is named", () => {
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder.write(".git/info/exclude", "local.txt\n");
    folder.write(".gitignore", "*.log\n");
    write("sub/local.txt", "sub/a.log", "sub/b.txt");
    assert.deepEqual(names(["sub"]), ["sub/b.txt"]);
  });

  test("finds info/exclude of a linked worktree", () => {
    folder.write("main/.git/info/exclude", "local.txt\n");
    folder.write("main/.git/worktrees/tree/HEAD", "ref: refs/heads/x\n");
    folder.write("main/.git/worktrees/tree/commondir", "../..\n");
    folder.write("tree/.git", `gitdir: ${join(folder.path, "main/.git/worktrees/tree")}\n`);
    write("tree/local.txt", "tree/other.txt");
    assert.deepEqual(names(["tree"]), ["tree/other.txt"]);
  });

  test("goes into what the user names though .gitignore leaves it out, but not against .picketignore", () => {
    folder.write(".gitignore", ".env\ndist/\n");
    folder.write(".picketignore", "vendor/\n");
    write(".env", "dist/a.js", "vendor/b.js");
    assert.deepEqual(names([".env", "dist", "vendor"]), [".env", "dist/a.js", "vendor (ignored)"]);
  });

  test("reads no ignore file when told so, and still counts the patterns of the configuration", () => {
    folder.write(".gitignore", "*\n");
    write("a.txt", "b.txt");
    const rules = patternRules(folder.path, ["b.*"]);
    assert.deepEqual(names(["."], { ignoreFiles: false, rules }), [".gitignore", "a.txt"]);
  });

  test("follows a symbolic link that is named, and no other, so that loops end", () => {
    write("real/a.txt");
    symlinkSync("..", join(folder.path, "real/loop"));
    symlinkSync("real", join(folder.path, "link"));
    symlinkSync("nowhere", join(folder.path, "broken"));
    assert.deepEqual(names(["."]), [
      "broken (symlink)",
      "link (symlink)",
      "real/a.txt",
      "real/loop (symlink)",
    ]);
    assert.deepEqual(names(["link"]), ["link/a.txt", "link/loop (symlink)"]);
  });

  test("names files outside the base relative to it", () => {
    write("base/x", "other/a.txt");
    assert.deepEqual(names(["../other"], { base: join(folder.path, "base") }), ["../other/a.txt"]);
  });

  test("goes as deep as the system allows", () => {
    const deep = Array.from({ length: 600 }, () => "d").join("/");
    mkdirSync(join(folder.path, deep), { recursive: true });
    folder.write(`${deep}/bottom.txt`, "x");
    assert.deepEqual(names(["."]), [`${deep}/bottom.txt`]);
  });

  test("refuses a root that does not exist before it gives anything", () => {
    write("a.txt");
    assert.throws(
      () => walk(["a.txt", "missing"], { base: folder.path, ignoreFiles: true }),
      (error) => error instanceof MissingPathError && error.path === "missing",
    );
  });
});
