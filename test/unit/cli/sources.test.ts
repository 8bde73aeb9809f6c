import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
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

  test("--staged takes names as they are, and leaves out links, what is gone and what is only intended", async () => {
    folder.write("moved.ts", line(1));
    folder.write("gone.ts", line(2));
    git("add", ".");
    git("commit", "-q", "-m", "one");
    const names = ["né ü.ts", 'q"uo\\te.ts', "tab\there.ts", "-dash.ts", ":(top)x.ts", "*.ts"];
    names.forEach((name, seed) => folder.write(name, line(seed + 10)));
    git("mv", "moved.ts", "renamed.ts");
    git("rm", "-q", "gone.ts");
    folder.write("intended.ts", line(3));
    git("add", "-N", "intended.ts");
    git("--literal-pathspecs", "add", "--", ...names.map((name) => `./${name}`));
    symlinkSync("renamed.ts", join(folder.path, "link.ts"));
    git("add", "link.ts");
    assert.deepEqual([...(await paths(["--staged"]))].sort(), [...names, "renamed.ts"].sort());
    assert.deepEqual(await paths(["--staged", "*.ts"]), ["*.ts"]);
  });

  test("--staged reads the index that git commit FILE makes for itself, in a linked working tree too", async () => {
    folder.write("a.ts", "x\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    git("worktree", "add", "-q", "linked");
    const linked = join(folder.path, "linked");
    folder.write("linked/b.ts", line(1));
    git("-C", linked, "add", "b.ts");
    assert.deepEqual(await paths(["--staged"], linked), ["b.ts"]);
    assert.deepEqual(await paths(["--staged"]), []);
    process.env["GIT_INDEX_FILE"] = join(folder.path, ".git", "other-index");
    try {
      folder.write("c.ts", line(2));
      git("read-tree", "HEAD");
      git("update-index", "--add", "c.ts");
      assert.deepEqual(await paths(["--staged"]), ["c.ts"]);
    } finally {
      delete process.env["GIT_INDEX_FILE"];
    }
    assert.deepEqual(await paths(["--staged"]), []);
  });

  test("--staged reads what git keeps, not what the working tree makes of it", async () => {
    folder.write(".gitattributes", "*.txt working-tree-encoding=UTF-16LE-BOM\n*.ts text eol=crlf\n");
    folder.write("wide.txt", Buffer.from(`\ufeff${line(1)}`, "utf16le"));
    folder.write("lines.ts", `a\r\n${line(2).replace("\n", "\r\n")}`);
    folder.write(
      "stored.lfs",
      `version https://git-lfs.github.com/spec/v1\noid sha256:${"0a".repeat(32)}\nsize 12\n`,
    );
    git("add", ".");
    const { stdout } = await runCli(["scan", "--staged", "--format", "json"], { cwd: folder.path });
    const findings = JSON.parse(stdout).findings as { path: string; span: { start: number } }[];
    assert.deepEqual(
      findings.map(({ path, span }) => [path, span.start]),
      [
        ["lines.ts", 13],
        ["wide.txt", 11],
      ],
    );
  });

  test("neither follows links nor enters repositories and submodules within the tree", async () => {
    folder.write("a.ts", "x\n");
    folder.write("outside", line(1));
    git("add", "a.ts");
    git("commit", "-q", "-m", "one");
    git("init", "-q", "inner");
    folder.write("inner/b.ts", line(2));
    git("-C", "inner", "add", ".");
    git("-C", "inner", "commit", "-q", "-m", "inner");
    symlinkSync("outside", join(folder.path, "link.ts"));
    rmSync(join(folder.path, "a.ts"));
    symlinkSync("outside", join(folder.path, "a.ts"));
    git("-c", "advice.addEmbeddedRepo=false", "add", "inner");
    assert.deepEqual(await paths(["--since", "HEAD"]), ["outside"]);
    assert.deepEqual(await paths(["--staged"]), []);
    assert.deepEqual(await paths(["--staged"], join(folder.path, "inner")), []);
  });

  test("says what is missing: git, a working tree, a commit, a path of the repository", async () => {
    const said = async (args: readonly string[], cwd = folder.path): Promise<string> => {
      const { status, stdout, stderr } = await runCli(["scan", ...args], { cwd });
      assert.deepEqual([status, stdout], [2, ""]);
      return stderr;
    };
    assert.match(await said(["--staged"], join(folder.path, ".git")), /there is no working tree here/);
    assert.match(await said(["--since", "HEAD"]), /there is no commit named "HEAD"/);
    assert.match(await said(["--staged", "../elsewhere"]), /a path is outside the repository/);
    const before = process.env["PATH"];
    process.env["PATH"] = folder.path;
    try {
      for (const args of [["--staged"], ["--since", "HEAD"], ["--history"]]) {
        assert.match(await said(args), /git could not be started; is it installed\?/);
      }
    } finally {
      process.env["PATH"] = before;
    }
  });
});
