import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

const program = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const hooks = fileURLToPath(new URL("../../../.pre-commit-hooks.yaml", import.meta.url));

suite("a pre-commit hook that runs picket", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
    assert.equal(git("init", "-q", "-b", "main").status, 0);
    const hook = `#!/bin/sh\nexec '${process.execPath}' '${program}' ${staged()} --quiet\n`;
    chmodSync(folder.write(".git/hooks/pre-commit", hook), 0o755);
  });
  teardown(() => folder.remove());
  const git = (...args: readonly string[]) =>
    spawnSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], {
      cwd: folder.path,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: folder.path, GIT_CONFIG_NOSYSTEM: "1" },
    });
  /** The arguments that the shipped definition of the hook gives. */
  const staged = (): string =>
    /^ {2}entry: npx picket (scan --staged) --quiet$/m.exec(readFileSync(hooks, "utf8"))?.[1] ?? "";

  test("refuses a commit that stages a secret, and lets one pass that does not", () => {
    folder.write("clean.ts", "const a = 1;\n");
    git("add", ".");
    assert.deepEqual(
      [git("commit", "-q", "-m", "clean").status, git("rev-list", "--count", "HEAD").stdout],
      [0, "1\n"],
    );
    const token = githubToken(4);
    folder.write("secret.ts", `const t = "${token}";\n`);
    git("add", ".");
    const refused = git("commit", "-q", "-m", "secret");
    assert.equal(refused.status, 1);
    assert.match(refused.stdout + refused.stderr, /^secret\.ts:1:12: error: /m);
    assert.ok(!(refused.stdout + refused.stderr).includes(token));
    assert.equal(git("rev-list", "--count", "HEAD").stdout, "1\n");
    folder.write("secret.ts", "const t = process.env.T;\n");
    assert.equal(git("commit", "-q", "-m", "still staged").status, 1);
    git("add", ".");
    assert.equal(git("commit", "-q", "-m", "fixed").status, 0);
  }).timeout(60_000);

  test("judges what git commit FILE would commit, from a folder below", () => {
    folder.write("sub/a.ts", "x\n");
    folder.write("sub/b.ts", "x\n");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    folder.write("sub/a.ts", `const t = "${githubToken(5)}";\n`);
    folder.write("sub/b.ts", "y\n");
    assert.equal(git("-C", "sub", "commit", "-q", "-m", "b alone", "b.ts").status, 0);
    assert.equal(git("-C", "sub", "commit", "-q", "-m", "a", "a.ts").status, 1);
    assert.ok(existsSync(join(folder.path, "sub", "a.ts")));
  }).timeout(60_000);
});
