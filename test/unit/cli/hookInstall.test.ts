import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { runCli, spawnAsOrdinaryUser, tempFolder, type TempFolder } from "./cliProcess.ts";

suite("picket hook install, uninstall and test", () => {
  let folder: TempFolder;
  setup(function () {
    if (process.platform === "win32") this.skip();
    folder = tempFolder({ "it's a home/notes.txt": "", "ws/notes.txt": "" });
  });
  teardown(() => folder.remove());

  const home = () => join(folder.path, "it's a home");
  const hooks = () => join(home(), ".kiro", "hooks");
  const guard = () => join(hooks(), "picket-guard.json");
  const hook = (...args: readonly string[]) =>
    runCli(["hook", ...args], { cwd: folder.path, env: { HOME: home() } });
  const actions = async (...args: readonly string[]) => {
    const { status, stdout } = await hook(...args, "--format", "json");
    const { files } = JSON.parse(stdout) as { files: { action: string; path: string }[] };
    return [status, files.map(({ action }) => action).join(" ")];
  };

  test("writes, keeps, updates and leaves no trace", async () => {
    assert.deepEqual(await actions("install", "--dry-run"), [0, "create create create create create"]);
    assert.equal(existsSync(join(home(), ".kiro")), false);
    assert.deepEqual(await actions("install"), [0, "create create create create create"]);
    assert.deepEqual(await actions("install"), [0, "keep keep keep keep keep"]);
    const launcher = join(home(), ".kiro", "picket", "picket-hook.sh");
    writeFileSync(
      launcher,
      readFileSync(launcher, "utf8").replace(/^program=.*$/m, "program=/old/place/hook.js"),
    );
    assert.deepEqual(await actions("install"), [0, "update keep keep keep keep"]);
    assert.equal((await hook("uninstall")).status, 0);
    assert.deepEqual(readdirSync(home()), ["notes.txt"]);
  });

  test("keeps the launcher while another folder has hooks", async () => {
    const workspace = join(folder.path, "ws");
    await hook("install", "--only", "guard");
    assert.deepEqual(await actions("install", "--workspace", workspace, "--only", "guard,save"), [
      0,
      "keep create create",
    ]);
    assert.deepEqual(await actions("uninstall"), [0, "remove"]);
    assert.ok(existsSync(join(home(), ".kiro", "picket", "picket-hook.sh")));
    await hook("uninstall", "--workspace", workspace);
    assert.deepEqual(readdirSync(home()), ["notes.txt"]);
    assert.deepEqual(readdirSync(workspace), ["notes.txt"]);
  });

  test("replaces no file of somebody else, and then writes nothing at all", async () => {
    mkdirSync(hooks(), { recursive: true });
    writeFileSync(guard(), '{"version":"v1","hooks":[]}');
    const { status, stdout } = await hook("install");
    assert.equal(status, 1);
    assert.match(stdout, /refuse .*picket-guard\.json: another file stands there/);
    assert.deepEqual(readdirSync(hooks()), ["picket-guard.json"]);
    assert.equal(readFileSync(guard(), "utf8"), '{"version":"v1","hooks":[]}');
    assert.deepEqual(await actions("uninstall", "--force"), [1, "refuse"]);
  });

  test("removes a file that somebody changed only when forced", async () => {
    await hook("install", "--only", "guard");
    writeFileSync(guard(), readFileSync(guard(), "utf8").replace("true", "false"));
    assert.deepEqual(await actions("install", "--only", "guard"), [1, "keep refuse"]);
    assert.deepEqual(await actions("uninstall"), [1, "refuse"]);
    assert.equal((await hook("uninstall", "--force")).status, 0);
    assert.deepEqual(readdirSync(home()), ["notes.txt"]);
  });

  test("touches no link, symbolic or hard", async () => {
    const elsewhere = folder.write("elsewhere.json", "{}");
    mkdirSync(hooks(), { recursive: true });
    symlinkSync(elsewhere, guard());
    linkSync(elsewhere, join(hooks(), "picket-save.json"));
    assert.deepEqual(await actions("install", "--only", "guard,save"), [1, "refuse refuse refuse"]);
    assert.equal(readFileSync(elsewhere, "utf8"), "{}");
    const workspace = join(folder.path, "ws");
    mkdirSync(join(folder.path, "real"));
    symlinkSync(join(folder.path, "real"), join(workspace, ".kiro"));
    assert.equal((await hook("install", "--workspace", workspace)).status, 1);
    assert.deepEqual(readdirSync(join(folder.path, "real")), []);
  });

  test("says so when a folder may not be written", async () => {
    const workspace = join(folder.path, "ws");
    for (const path of [folder.path, workspace]) chmodSync(path, 0o755);
    const args = ["hook", "install", "--workspace", workspace];
    const { status, stdout } = await spawnAsOrdinaryUser(args, folder.path, { HOME: workspace });
    assert.equal(status, process.getuid?.() === 0 ? 1 : 0);
    assert.equal(/may not be written/.test(stdout), status === 1);
  });

  test("installs once when it is asked twice at the same time", async () => {
    const both = await Promise.all([hook("install"), hook("install")]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [0, 0],
    );
    assert.equal(readdirSync(hooks()).length, 4);
  });

  test("the test runs the very command of the file, and sees what is wrong with a file", async function () {
    // A dozen processes from source, on a machine that may have more to do.
    this.timeout(120_000);
    assert.equal((await hook("test", "--only", "guard")).status, 1);
    await hook("install");
    const good = await hook("test", "--only", "dependencies,prompt");
    assert.equal(good.status, 0, good.stdout);
    assert.match(good.stdout, /it is advice, not a guard/);
    writeFileSync(guard(), readFileSync(guard(), "utf8").replace('"enabled": true', '"enabled": false'));
    const { status, stdout } = await hook("test", "--only", "guard");
    assert.equal(status, 1);
    assert.match(stdout, /FAIL guard +the file +disabled/);
  });

  test("the test fails when the guard does not block, and runs nothing of a foreign file", async function () {
    this.timeout(120_000);
    await hook("install", "--only", "dependencies");
    const launcher = join(home(), ".kiro", "picket", "picket-hook.sh");
    writeFileSync(launcher, "#!/bin/sh\nexit 0\n");
    const { status, stdout } = await hook("test", "--only", "dependencies");
    assert.equal(status, 1);
    assert.match(stdout, /ended with 0: Kiro blocks on 2 alone/);
    const trace = join(folder.path, "trace");
    const command = `touch '${trace}'`;
    writeFileSync(
      guard(),
      JSON.stringify({
        version: "v1",
        hooks: [{ name: "x", trigger: "PreToolUse", action: { type: "command", command } }],
      }),
    );
    assert.equal((await hook("test", "--only", "guard")).status, 1);
    assert.equal(existsSync(trace), false);
  });

  test("wrong usage is told", async () => {
    for (const args of [
      ["install", "--workspace", "/no/such/folder"],
      ["install", "--user", "--workspace", "."],
      ["install", "x"],
      ["instal"],
      [],
    ])
      assert.equal((await hook(...args)).status, 2, args.join(" "));
  });
});
