import assert from "node:assert/strict";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Io } from "../../../src/cli/io.ts";
import { runProgram } from "../../../src/cli/program.ts";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { awsPair, githubToken } from "./tokens.ts";

const token = githubToken(1);
const source = `import x from "x";\n\nconst t = "${token}";\n`;

suite("picket scan", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());
  const scan = (...args: readonly string[]) => runCli(["scan", ...args], { cwd: folder.path });

  test("prints place, type, masked frame and summary, and ends with 1", async () => {
    folder.write("src/a.ts", source);
    const { status, stdout, stderr } = await spawnCli(["scan"], { cwd: folder.path });
    assert.equal(status, 1);
    assert.equal(stderr, "");
    assert.match(stdout, /^src\/a\.ts:3:12: error: .*\[secrets\/github-token\]$/m);
    assert.match(stdout, /^ {2}3 \| const t = "\*{8}";\n {4}\| {12}\^{8}$/m);
    assert.match(stdout, /^1 finding \(1 error\) in 1 file; 1 file scanned$/m);
    assert.ok(!stdout.includes(token) && !stdout.includes("\u001b"));
  });

  test("says that a clean folder is clean, and ends with 0", async () => {
    folder.write("a.ts", "export const a = 1;\n");
    assert.deepEqual(await scan(), { status: 0, stdout: "No findings; 1 file scanned\n", stderr: "" });
  });

  test("colours are for terminals: the same report without them", async () => {
    folder.write("a.ts", source);
    let coloured = "";
    const io: Io = {
      cwd: folder.path,
      env: {},
      colour: true,
      interactive: false,
      stdout: async (chunk) => void (coloured += chunk),
      stderr: () => undefined,
      stdin: async () => Buffer.alloc(0),
    };
    await runProgram(["scan", "--only", "secrets"], io);
    assert.match(coloured, /\u001b\[31merror\u001b\[0m/);
    assert.equal(stripVTControlCharacters(coloured), (await scan()).stdout);
  });

  test("--quiet prints the findings alone", async () => {
    folder.write("a.ts", source);
    const { status, stdout } = await scan("--quiet");
    assert.equal(status, 1);
    assert.equal(stdout.split("\n").length, 2);
    folder.write("a.ts", "");
    assert.deepEqual(await scan("--quiet"), { status: 0, stdout: "", stderr: "" });
  });

  test("--fail-on and --min-severity decide status and report", async () => {
    // The checksum of this one is wrong, so it is a warning.
    const swapped = token.endsWith("0") ? "1" : "0";
    folder.write("a.ts", `const t = "${token.slice(0, -1)}${swapped}";\n`);
    const outcomes = await Promise.all([
      scan("--quiet"),
      scan("--quiet", "--fail-on", "warning"),
      scan("--quiet", "--fail-on=never"),
      scan("--quiet", "--min-severity", "error", "--fail-on", "hint"),
    ]);
    assert.deepEqual(
      outcomes.map(({ status, stdout }) => [status, stdout.includes("warning")]),
      [
        [0, true],
        [1, true],
        [0, true],
        [0, false],
      ],
    );
    folder.write("a.ts", source);
    assert.equal((await scan("--fail-on", "never")).status, 0);
  });

  test("takes files and folders, and gives paths relative to the working folder", async () => {
    folder.write("a/x.ts", source);
    folder.write("b/y.ts", source);
    folder.write("work/z.ts", source);
    const { stdout } = await runCli(["scan", "../b", "z.ts", join(folder.path, "a"), "--quiet"], {
      cwd: join(folder.path, "work"),
    });
    assert.deepEqual(stdout.match(/^[^:]+/gm), ["../b/y.ts", "z.ts", "../a/x.ts"]);
  });

  test("--no-ignore reads no ignore files, and suppression comments still count", async () => {
    folder.write(".gitignore", "a.ts\n");
    folder.write("a.ts", source);
    folder.write("b.ts", `const t = "${githubToken(2)}"; // gitleaks:allow\n`);
    assert.equal((await scan()).status, 0);
    const { status, stdout } = await scan("--no-ignore", "--quiet");
    assert.equal(status, 1);
    assert.deepEqual(stdout.match(/^[^:]+/gm), ["a.ts"]);
  });

  test("honours picket:ignore comments", async () => {
    folder.write("a.ts", `// picket:ignore-next-line\nconst t = "${token}";\n`);
    const { status, stdout } = await scan();
    assert.deepEqual([status, stdout], [0, "No findings, 1 suppressed by comments; 1 file scanned\n"]);
  });

  test("--jobs changes nothing but the time", async () => {
    for (let index = 0; index < 130; index++) {
      folder.write(`d${index % 7}/f${index}.ts`, index % 10 === 0 ? `t = "${githubToken(index)}"\n` : "x\n");
    }
    folder.write("d3/binary", Buffer.alloc(10));
    const [one, two] = await Promise.all([
      scan("--format", "json", "--jobs", "1"),
      scan("--format", "json", "--jobs", "2"),
    ]);
    const timeless = (text: string | undefined): string | undefined => text?.replace(/"durationMs":\d+/, "");
    assert.equal(timeless(two.stdout), timeless(one.stdout));
    assert.equal(one.stdout.match(/"ruleId"/g)?.length, 13);
    assert.equal(two.status, 1);
  }).timeout(60_000);

  test("--stdin scans standard input as the path it is given", async () => {
    const run = (args: readonly string[], input: string | Buffer) =>
      runCli(["scan", "--stdin", "--format", "json", ...args], { cwd: folder.path, input });
    const bom = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(source, "utf16le")]);
    const piped = await spawnCli(["scan", "--stdin", "--quiet"], { cwd: folder.path, input: source });
    assert.match(piped.stdout, /^stdin:3:12: error/);
    const [named, plain, wide] = await Promise.all([
      run(["--stdin-path", "src/a.ts"], source),
      run([], "nothing\n"),
      run(["--stdin-path", "w.ts"], bom),
    ]);
    assert.equal(named.status, 1);
    assert.equal(JSON.parse(named.stdout).findings[0].path, "src/a.ts");
    assert.deepEqual([plain.status, JSON.parse(plain.stdout).summary.files], [0, 1]);
    assert.deepEqual(JSON.parse(wide.stdout).findings[0].span, JSON.parse(named.stdout).findings[0].span);
  });

  test("finds both halves of an AWS pair", async () => {
    const { id, secret } = awsPair(4);
    folder.write("x.env", `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n`);
    const { stdout } = await scan("--quiet");
    assert.match(
      stdout,
      /x\.env:1:19: error: .*aws-access-key-id\]\nx\.env:2:23: error: .*aws-secret-access-key\]\n/,
    );
    assert.ok(!stdout.includes(id) && !stdout.includes(secret));
  });
});
