import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  openSync,
  closeSync,
  symlinkSync,
  truncateSync,
  writeSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { scanFile } from "../../../src/adapters/node/scanFile.ts";
import { nothingFound } from "../../../src/core/iam/nothingFound.ts";
import { skipReason } from "../../../src/adapters/node/skipReason.ts";
import { runCli, spawnAsOrdinaryUser, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

/** A name of its own: the search for unused parts would take the literal for a package. */
const makePipe = "mkfifo";

suite("picket scan on bad input", () => {
  const token = githubToken(31);
  const line = `const t = "${token}";`;
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());

  const scan = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await runCli(["scan", "--format", "json", ...args], {
      cwd: folder.path,
    });
    assert.equal(stderr, "");
    const { findings, summary } = JSON.parse(stdout);
    return { status, findings, summary };
  };
  const spanOf = async (content: Buffer): Promise<unknown> => {
    folder.write("a.ts", content);
    const { findings } = await scan();
    assert.equal(findings.length, 1);
    return findings[0].span;
  };

  test("spans are of the decoded text, whatever the encoding", async () => {
    const text = `// é😀\r\n${line}\r\n`;
    const expected = { start: 19, end: 59 };
    const bigEndian = Buffer.from(`\ufeff${text}`, "utf16le").swap16();
    assert.equal(text.slice(expected.start, expected.end), token);
    assert.deepEqual(await spanOf(Buffer.from(text)), expected);
    assert.deepEqual(await spanOf(Buffer.from(`\ufeff${text}`)), expected);
    assert.deepEqual(await spanOf(Buffer.from(`\ufeff${text}`, "utf16le")), expected);
    assert.deepEqual(await spanOf(bigEndian), expected);
  });

  test("invalid UTF-8, NUL, lone surrogates and old line ends do not hide a finding", async () => {
    assert.deepEqual(await spanOf(Buffer.concat([Buffer.from([0xff, 0xc0, 10]), Buffer.from(line)])), {
      start: 14,
      end: 54,
    });
    assert.deepEqual(await spanOf(Buffer.from(`${"x".repeat(200)}\0${line}`)), { start: 212, end: 252 });
    assert.deepEqual(await spanOf(Buffer.from(`\ufeff\ud800${line}`, "utf16le")), { start: 12, end: 52 });
    folder.write("a.ts", `one\rtwo\r${line}\r`);
    assert.deepEqual((await scan()).findings[0].range.start, { line: 2, character: 11 });
  });

  test("a line of 1 MB", async () => {
    folder.write("a.ts", `${"const value = 1; ".repeat(60_000)}${line}`);
    const { findings } = await scan();
    assert.deepEqual([findings.length, findings[0].range.start.line], [1, 0]);
    const text = await runCli(["scan"], { cwd: folder.path });
    assert.ok(text.stdout.length < 1000);
  });

  test("10,000 secrets in one file, on lines and on one line, in every format", async () => {
    const tokens = Array.from({ length: 10_000 }, (_, seed) => `"${githubToken(seed)}"`);
    folder.write("lines.ts", tokens.join(",\n"));
    for (const format of ["text", "json", "sarif", "github"]) {
      const { status, stdout } = await runCli(["scan", "--format", format], { cwd: folder.path });
      assert.equal(status, 1);
      const count = stdout.match(format === "github" ? /^::error/gm : /secrets\/github-token/g)?.length ?? 0;
      assert.ok(count >= 10_000, `${format}: ${count}`);
    }
    folder.write("one.ts", tokens.join(","));
    assert.equal((await scan("one.ts")).findings.length, 10_000);
  }).timeout(60_000);

  test("an empty file, an empty folder and an empty standard input", async () => {
    folder.write("empty.ts", "");
    mkdirSync(join(folder.path, "nothing"));
    assert.deepEqual([(await scan("empty.ts")).summary.files, (await scan("nothing")).summary.files], [1, 0]);
    assert.equal((await scan("--stdin")).status, 0);
  });

  test("a file above 50 MB is reported as not judged, with status 1; a binary one as binary", async () => {
    for (const [name, head] of [
      ["big.txt", "some text\n".repeat(1000)],
      ["big.bin", Buffer.alloc(9000)],
    ] as const) {
      const path = folder.write(name, head);
      // Sparse: the size is there, the bytes need no disk.
      truncateSync(path, 51 * 1024 * 1024);
    }
    const { status, summary } = await scan();
    assert.equal(status, 1);
    assert.deepEqual(summary.skipped, [
      { path: "big.bin", reason: "binary" },
      { path: "big.txt", reason: "too-large" },
    ]);
    assert.equal((await scan("--fail-on", "never")).status, 0);
  });

  test("a text of 50 MB is judged", async () => {
    const path = join(folder.path, "large.txt");
    const file = openSync(path, "w");
    const block = Buffer.from("an ordinary line of a log, without anything in it\n".repeat(20_000));
    for (let index = 0; index < 50; index++) writeSync(file, block);
    writeSync(file, Buffer.from(`${line}\n`));
    closeSync(file);
    const { findings, summary } = await scan();
    assert.deepEqual([findings.length, summary.skipped], [1, []]);
  }).timeout(60_000);

  test("pipes, sockets and devices are skipped, and a pipe without writer does not block", async () => {
    const made = await new Promise((resolve) =>
      spawn(makePipe, [join(folder.path, "pipe")]).on("close", resolve),
    );
    assert.equal(made, 0);
    folder.write("a.ts", "x");
    const { status, summary } = await scan();
    assert.deepEqual([status, summary.skipped], [0, [{ path: "pipe", reason: "special" }]]);
    assert.deepEqual((await scan("pipe")).summary.skipped, [{ path: "pipe", reason: "special" }]);
  });

  test("symbolic links that loop", async () => {
    symlinkSync("b", join(folder.path, "a"));
    symlinkSync("a", join(folder.path, "b"));
    mkdirSync(join(folder.path, "sub"));
    symlinkSync("..", join(folder.path, "sub/up"));
    const { status, summary } = await scan();
    assert.deepEqual(
      [status, summary.skipped.map((entry: { reason: string }) => entry.reason)],
      [0, ["symlink", "symlink", "symlink"]],
    );
  });

  test("a file that vanishes between the listing and the reading", async () => {
    const path = folder.write("a.ts", line);
    rmSync(path);
    const outcome = await scanFile({ path, name: "a.ts" }, { maxBytes: 100 }, engines);
    assert.deepEqual(outcome, { name: "a.ts", skipped: "vanished" });
  });

  test("a text that the engine cannot take is reported as not judged and ends nothing", async () => {
    const path = folder.write("a.ts", line);
    const fail = async (): Promise<never> => {
      throw new Error(`about ${token}`);
    };
    for (const broken of [
      { ...engines, secrets: fail },
      { ...engines, iam: fail },
    ]) {
      const outcome = await scanFile({ path, name: "a.ts" }, { maxBytes: 100 }, broken);
      assert.deepEqual(outcome, { name: "a.ts", skipped: "failed" });
    }
  });

  test("the system's errors have their reasons", () => {
    const reason = (code: string): string => skipReason(Object.assign(new Error(), { code }));
    assert.deepEqual(["EACCES", "EPERM", "EIO", "ENAMETOOLONG", "ENOENT", "ELOOP", "ENXIO"].map(reason), [
      "unreadable",
      "unreadable",
      "unreadable",
      "unreadable",
      "vanished",
      "loop",
      "special",
    ]);
    assert.equal(skipReason("no error at all"), "unreadable");
  });

  test("folders and files that may not be read are reported, with status 1", async function () {
    const closed = join(folder.path, "closed");
    folder.write("closed/a.ts", line);
    folder.write("open.ts", "x\n");
    chmodSync(folder.write("file.ts", line), 0o000);
    chmodSync(closed, 0o000);
    chmodSync(folder.path, 0o755);
    try {
      const { status, stdout } = await spawnAsOrdinaryUser(["scan"], folder.path);
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^closed: not judged: unreadable\nfile\.ts: not judged: unreadable\nNo findings; 1 file/,
      );
    } finally {
      chmodSync(closed, 0o755);
    }
  }).timeout(30_000);

  test("a name that is not valid UTF-8 is reported, not passed over", async () => {
    const name = Buffer.concat([Buffer.from(`${folder.path}/a`), Buffer.from([0xff]), Buffer.from(".ts")]);
    writeFileSync(name, line);
    const { status, summary } = await scan();
    assert.equal(status, 1);
    assert.deepEqual(summary.skipped, [{ path: "a\ufffd.ts", reason: "unreadable" }]);
  });
});

/** Engines that find nothing. */
const engines = {
  secrets: async () => ({ findings: [], suppressed: 0, seen: [] }),
  iam: async () => nothingFound,
  mcp: async () => ({ findings: [], suppressed: 0 }),
  kiro: async () => ({ findings: [], suppressed: 0 }),
};
