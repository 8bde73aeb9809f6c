import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import type { Io } from "../../../src/cli/io.ts";
import { runProgram } from "../../../src/cli/program.ts";
import { drawProgress } from "../../../src/cli/scan/progress.ts";
import { wantsColour } from "../../../src/cli/processIo.ts";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

suite("command line usage", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());

  const run = (args: readonly string[]) => runCli(args, { cwd: folder.path });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [["scna"], /unknown command "scna"; did you mean scan\? \(see picket --help\)/],
    [["--nope"], /unknown option "--nope"/],
    [
      ["scan", "--formt", "json"],
      /unknown option "--formt"; did you mean --format\? \(see picket scan --help\)/,
    ],
    [["scan", "--format", "jsno"], /--format does not take "jsno"; did you mean json\?/],
    [["scan", "--format", "xml"], /--format does not take "xml"; it takes text, json, sarif, github/],
    [["scan", "--format"], /--format needs a value \(FORMAT\)/],
    [["scan", "--baseline", "--quiet"], /--baseline needs a value/],
    [["scan", "--format="], /--format needs a value/],
    [["scan", "--quiet=yes"], /--quiet takes no value/],
    [["scan", "-q"], /unknown option "-q"/],
    [["scan", "--fail-on", "loud"], /--fail-on does not take "loud"/],
    [["scan", "--only", "network"], /--only does not take "network"; it takes secrets, iam, mcp, kiro/],
    [["scan", "--only", "secret"], /did you mean secrets\?/],
    [["scan", "--history"], /git knows no repository here/],
    [["scan", "--history", "--staged"], /--staged and --history cannot be combined/],
    [["scan", "--history", "--only", "iam"], /--history looks for secrets; leave --only out/],
    [["scan", "--history", "--state", "s.json", "src"], /--state is kept for scans of all commits/],
    [["scan", "--full"], /--full needs --history/],
    [["scan", "--state", "s.json"], /--state needs --history/],
    [["scan", "--jobs", "0"], /--jobs takes a number from 1 to 256/],
    [["scan", "--jobs", "many"], /--jobs takes a number/],
    [["scan", "--stdin", "a.ts"], /--stdin takes no path/],
    [["scan", "--stdin-path", "a.ts"], /--stdin-path needs --stdin/],
    [["scan", "--stdin", "--staged"], /--stdin and --staged cannot be combined/],
    [["scan", "missing.ts"], /no such file or folder: missing\.ts/],
    [["scan", "--config", "missing.json"], /cannot read the configuration missing\.json \(ENOENT\)/],
    [
      ["scan", "--baseline", "missing.json"],
      /cannot read the baseline missing\.json \(ENOENT\); --update-baseline makes one/,
    ],
    [["scan", "--staged"], /git knows no repository here/],
    [["fix"], /name at least one file or folder to fix/],
    [["fix", "missing.ts"], /no such file or folder: missing\.ts/],
    [
      ["fix", "x", "--only", "github-tokn"],
      /there is no rule "secrets\/github-tokn"; did you mean secrets\/github-token\?/,
    ],
    [["fix", "x", "--to", "vault"], /--to does not take "vault"/],
    [["fix", "x", "--to", "env", "--store"], /--store needs a store/],
    [["fix", "x", "--include-text"], /--include-text needs --format json/],
    [["fix", "x", "--iam", "narrow"], /--iam does not take "narrow"/],
  ];
  for (const [args, message] of wrong) {
    test(`refuses ${args.join(" ")}`, async () => {
      const { status, stdout, stderr } = await run(args);
      assert.equal(status, 2);
      assert.equal(stdout, "");
      assert.match(stderr, message);
      assert.match(stderr, /^picket: [^\n]+\n$/);
    });
  }

  test("never repeats the value of a mistyped option, which may be a secret", async () => {
    const { stderr } = await run(["scan", `--tokn=${githubToken(5)}`]);
    assert.match(stderr, /unknown option "--tokn"/);
    assert.ok(!stderr.includes(githubToken(5)));
  });

  test("an internal error shows its kind, with --debug its place, and never its message", async () => {
    folder.write("a.ts", "x\n");
    const fail = async (...args: readonly string[]): Promise<string> => {
      let stderr = "";
      const io: Io = {
        cwd: folder.path,
        env: {},
        colour: false,
        interactive: false,
        stdout: async () => {
          throw new TypeError(`cannot read ${githubToken(6)}\n    at ${githubToken(6)}`);
        },
        stderr: (text) => void (stderr += text),
        stdin: async () => Buffer.alloc(0),
      };
      assert.equal(await runProgram(["scan", ...args], io), 2);
      return stderr;
    };
    assert.equal(await fail(), "picket: internal error (TypeError); --debug shows where\n");
    const traced = await fail("--debug");
    assert.match(traced, /^ {4}at .*runScan\.ts/m);
    assert.ok(!traced.includes(githubToken(6)));
  });

  test("progress is drawn on a terminal only, not before a second, and cleared", () => {
    let drawn = "";
    let time = 0;
    const progressOn = (interactive: boolean) =>
      drawProgress({ interactive, stderr: (text) => void (drawn += text) }, () => time);
    const seen = progressOn(true);
    seen.at(1);
    seen.clear();
    assert.equal(drawn, "");
    time = 1500;
    seen.at(2);
    seen.at(3);
    seen.clear();
    assert.equal(drawn, "\r\u001b[K2 files scanned\r\u001b[K");
    drawn = "";
    time = 0;
    const piped = progressOn(false);
    time = 5000;
    piped.at(1);
    piped.clear();
    assert.equal(drawn, "");
  });

  test("takes what follows -- as paths", async () => {
    folder.write("--quiet", "plain\n");
    const { status, stdout } = await run(["scan", "--", "--quiet"]);
    assert.deepEqual([status, stdout], [0, "No findings; 1 file scanned\n"]);
  });

  test("prints help for the program and each command, with every option", async () => {
    const { status, stdout } = await run(["--help"]);
    assert.equal(status, 0);
    assert.match(stdout, /picket scan \[PATH…\]/);
    const help = await run(["scan", "--format", "json", "--help"]);
    assert.equal(help.status, 0);
    for (const option of ["--only", "--fail-on", "--staged", "--since", "--stdin-path", "--config"]) {
      assert.ok(help.stdout.includes(option), option);
    }
    assert.match((await run(["help", "fix"])).stdout, /--write/);
    assert.equal((await run([])).status, 2);
  });

  test("prints the version of the manifest", async () => {
    const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    const { status, stdout } = await spawnCli(["--version"], { cwd: folder.path });
    assert.deepEqual([status, stdout], [0, `${manifest.version}\n`]);
  });

  test("writes no colours into a pipe, and none on a terminal that does not want them", () => {
    assert.equal(wantsColour({}, true), true);
    assert.equal(wantsColour({}, false), false);
    assert.equal(wantsColour({ NO_COLOR: "1" }, true), false);
    assert.equal(wantsColour({ NO_COLOR: "" }, true), true);
    assert.equal(wantsColour({ TERM: "dumb" }, true), false);
  });

  test("ends quietly when nobody reads its output any more", async () => {
    const lines = Array.from({ length: 3000 }, (_, seed) => `t${seed} = "${githubToken(seed)}"`).join("\n");
    folder.write("a.ts", lines);
    const program = new URL("../../../src/cli/main.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [program, "scan"], {
      cwd: folder.path,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on("close", resolve));
    assert.deepEqual([status, stderr], [1, ""]);
  }).timeout(30_000);
});
