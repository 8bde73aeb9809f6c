import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

suite("picket scan --staged and --since", () => {
  let folder: TempFolder;
  const line = (seed: number): string => `const t = "${githubToken(seed)}";\n`;
  const git = (...args: readonly string[]): void => {
    const identity = [
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    execFileSync("git", [...identity, ...args], { cwd: folder.path, stdio: "ignore" });
  };
  setup(() => {
    folder = tempFolder();
    git("init", "-q", "-b", "main");
  });
  teardown(() => folder.remove());
  const paths = async (args: readonly string[], cwd = folder.path): Promise<readonly string[]> => {
    const { stdout, stderr } = await runCli(["scan", "--format", "json", ...args], { cwd });
    assert.equal(stderr, "");
    return JSON.parse(stdout).findings.map((finding: { path: string }) => finding.path);
  };

  test("--staged scans the index, not the working tree, also before the first commit", async () => {
    folder.write("staged.ts", line(1));
    folder.write("not-staged.ts", line(2));
    folder.write("fixed-since.ts", "clean\n");
    git("add", "staged.ts", "fixed-since.ts");
    folder.write("staged.ts", "clean again, but not staged\n");
    folder.write("fixed-since.ts", line(3));
    assert.deepEqual(await paths(["--staged"]), ["staged.ts"]);
    git("commit", "-q", "-m", "one");
    assert.deepEqual(await paths(["--staged"]), []);
  });

  test("--staged keeps to the paths given and to .picketignore, with names from the working folder", async () => {
    folder.write("a/x y\n.ts", line(1));
    folder.write("b/y.ts", line(2));
    folder.write("a/ignored.ts", line(3));
    folder.write(".picketignore", "ignored.ts\n");
    folder.write("a/binary", Buffer.alloc(100));
    git("add", ".");
    assert.deepEqual(await paths(["--staged", "a"]), ["a/x y\n.ts"]);
    assert.deepEqual(await paths(["--staged"], join(folder.path, "b")), ["y.ts"]);
    assert.deepEqual(await paths(["--staged", ".."], join(folder.path, "b")), ["../a/x y\n.ts", "y.ts"]);
  });

  test("--since scans what changed since a revision, and untracked files", async () => {
    folder.write("old.ts", line(1));
    folder.write("gone.ts", line(2));
    folder.write(".gitignore", "ignored.ts\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    folder.write("committed.ts", line(3));
    git("add", ".");
    git("commit", "-q", "-m", "two");
    folder.write("untracked.ts", line(4));
    folder.write("ignored.ts", line(5));
    rmSync(join(folder.path, "gone.ts"));
    assert.deepEqual(await paths(["--since", "HEAD~1"]), ["committed.ts", "untracked.ts"]);
    assert.deepEqual(await paths(["--since", "HEAD"]), ["untracked.ts"]);
  });

  test("--since a branch that went on means since the branches parted", async () => {
    folder.write("a.ts", "x\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    git("checkout", "-q", "-b", "topic");
    folder.write("topic.ts", line(1));
    git("add", ".");
    git("commit", "-q", "-m", "two");
    git("checkout", "-q", "main");
    folder.write("a.ts", line(2));
    git("commit", "-q", "-a", "-m", "three");
    git("checkout", "-q", "topic");
    assert.deepEqual(await paths(["--since", "main"]), ["topic.ts"]);
  });

  test("a revision that does not exist, or that looks like an option, is refused", async () => {
    folder.write("a.ts", "x\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    const target = join(folder.path, "written-by-git");
    for (const revision of ["nowhere", `--output=${target}`]) {
      const { status, stderr } = await runCli(["scan", `--since=${revision}`], { cwd: folder.path });
      assert.equal(status, 2);
      assert.match(stderr, /^picket: there is no commit named /);
    }
    assert.throws(() => readFileSync(target));
  });

  test("runs no program that the repository names", async () => {
    folder.write("a.ts", "x\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    const proof = join(folder.path, "proof");
    const program = folder.write("program.sh", `#!/bin/sh\ntouch '${proof}'\ncat\n`);
    mkdirSync(join(folder.path, ".git", "info"), { recursive: true });
    execFileSync("chmod", ["+x", program]);
    git("config", "core.fsmonitor", program);
    git("config", "diff.external", program);
    git("config", "filter.evil.clean", program);
    git("config", "diff.evil.textconv", program);
    folder.write(".git/info/attributes", "* filter=evil diff=evil\n");
    folder.write("a.ts", line(6));
    assert.deepEqual(await paths(["--since", "HEAD"]), ["a.ts"]);
    assert.deepEqual(await paths(["--staged"]), []);
    assert.throws(() => readFileSync(proof));
  });
});
