import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { characters, githubToken } from "./tokens.ts";
import { tempRepository, type Repository } from "./historyRepository.ts";

const program = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));
const line = (seed: number): string => `const t = "${githubToken(seed)}";\n`;

suite("picket scan --history, run again", () => {
  let repository: Repository;
  setup(() => {
    repository = tempRepository();
  });
  teardown(() => repository.remove());
  const statePath = (): string => join(repository.path, ".git", "picket", "history.json");

  test("scans new commits only, and reports what was found before as if it scanned all", async () => {
    repository.commit({ "a.ts": line(1) });
    repository.commit({ "a.ts": "clean\n" });
    const first = await repository.scan();
    assert.equal(first.stderr, "picket: 2 commits scanned\n");
    const again = await repository.scan();
    assert.equal(again.stderr, "picket: 0 commits scanned; what earlier runs found is reported too\n");
    assert.deepEqual([again.status, again.findings], [1, first.findings]);
    repository.git("checkout", "-q", "-b", "topic", "HEAD~1");
    repository.commit({ "b.ts": line(2), "a.ts": `${line(1)}${line(3)}` });
    const third = await repository.scan();
    assert.match(third.stderr, /^picket: 1 commit scanned;/);
    const full = await repository.scan(["--full"]);
    assert.equal(full.stderr, "picket: 3 commits scanned\n");
    assert.deepEqual(third.findings, full.findings);
    assert.equal(third.findings.length, 3);
  });

  test("keeps places alone: no value, no text, nothing outside git's own folder", async () => {
    const password = characters(20, 3);
    repository.commit({ "a.ts": `${line(1)}const password = "${password}";\n` });
    assert.equal((await repository.scan()).findings.length, 2);
    const state = readFileSync(statePath(), "utf8");
    for (const part of [githubToken(1), githubToken(1).slice(4, 20), password, "const"]) {
      assert.ok(!state.includes(part));
    }
    assert.equal(repository.git("status", "--porcelain"), "");
  });

  test("judges what it knows anew: by the baseline, the severities and HEAD of today", async () => {
    repository.commit({ "a.ts": line(1), "b.ts": line(2) });
    await repository.scan();
    repository.commit({ "a.ts": "clean\n" });
    const { findings } = await repository.scan();
    assert.deepEqual(
      findings.map(({ path, data }) => [path, data.inHead]),
      [
        ["a.ts", false],
        ["b.ts", true],
      ],
    );
    const known = ["--baseline", ".git/known.json"];
    await repository.scan([...known, "--update-baseline"]);
    assert.deepEqual((await repository.scan(known)).findings, []);
    assert.equal((await repository.scan()).findings.length, 2);
    assert.deepEqual((await repository.scan(["--min-severity", "error"])).findings.length, 2);
  });

  test("starts over when the settings change, and when what it knows is gone from the history", async () => {
    repository.commit({ "start.ts": "x\n" });
    repository.commit({ "a.ts": line(1) });
    repository.commit({ "ignored.ts": line(2), ".picketignore": "ignored.ts\n" });
    assert.equal((await repository.scan()).findings.length, 1);
    repository.write(".picketignore", "");
    const unhidden = await repository.scan();
    assert.deepEqual([unhidden.stderr, unhidden.findings.length], ["picket: 3 commits scanned\n", 2]);
    repository.git("checkout", "-q", "-f", "-B", "main", "HEAD~2");
    repository.write(".picketignore", "");
    const rewritten = repository.commit({ "a.ts": line(1) });
    const { stderr, findings } = await repository.scan();
    assert.match(stderr, /commits that earlier runs knew are gone: everything is scanned again/);
    assert.deepEqual(
      findings.map(({ data }) => data.commit),
      [rewritten],
    );
  });

  test("a state that is broken, or that cannot be written, costs a full scan and nothing else", async () => {
    repository.commit({ "a.ts": line(1) });
    const named = ["--state", "state.json"];
    repository.write("state.json", '{"version":1,"tips":["x"]}');
    assert.equal((await repository.scan(named)).findings.length, 1);
    assert.match((await repository.scan(named)).stderr, /^picket: 0 commits scanned/);
    repository.write("file", "");
    const { findings, stderr } = await repository.scan(["--state", "file/state.json"]);
    assert.equal(findings.length, 1);
    assert.match(stderr, /how far it came cannot be kept \(E[A-Z]+\): the next run starts over/);
  });

  test("remembers what it could not judge", async () => {
    repository.write("picket.json", '{"maxFileSizeMB":1}');
    repository.commit({ "big.yaml": `a: "${"b".repeat(1_100_000)}"\n` });
    for (let run = 0; run < 2; run++) {
      const { status, skipped } = await repository.scan();
      assert.deepEqual([status, skipped], [1, [{ path: "big.yaml", reason: "too-large" }]]);
    }
  });

  test("interrupted, it goes on after the last commit that was finished, and loses nothing", async function () {
    this.timeout(60_000);
    const commits = 200;
    const stream = Array.from({ length: commits }, (_, number) => importCommit(number)).join("");
    repository.write("stream", stream);
    repository.write(
      "import.sh",
      "git fast-import --quiet < stream && git reset -q --hard main && rm stream import.sh",
    );
    repository.git("-c", "alias.load=!sh import.sh", "load");
    const interrupted = await interruptedRun(repository);
    assert.equal(interrupted.signal, "SIGINT");
    const before = /interrupted after (\d+) commits?, the next run goes on from there/.exec(
      interrupted.stderr,
    )?.[1];
    const { stderr, findings } = await repository.scan();
    const rest = /^picket: (\d+) commits? scanned;/.exec(stderr)?.[1];
    assert.ok(Number(before) > 0 && Number(before) < commits, `${before} commits were finished`);
    assert.equal(Number(before) + Number(rest), commits);
    const full = await repository.scan(["--full"]);
    assert.equal(full.findings.length, commits / 10);
    assert.deepEqual(findings, full.findings);
  });
});

/** A commit for `git fast-import`; every tenth brings a token, and the next takes it away. */
function importCommit(number: number): string {
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const text = number % 10 === 0 ? line(number + 1) : `${`x${number}\n`.repeat(400)}`;
  const who = `T <t@example.com> ${1_700_000_000 + number * 60} +0000`;
  return `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n${data("m")}M 100644 inline a.ts\n${data(text)}`;
}

/**
 * Runs `picket` with a git whose log stops in the middle, and interrupts it there. The process before that stop is the real
 * one, so that nothing of picket knows.
 */
async function interruptedRun(
  repository: Repository,
): Promise<{ readonly signal: NodeJS.Signals | null; readonly stderr: string }> {
  const marker = join(repository.path, ".git", "stopped");
  const real = repository.git("--exec-path");
  const script = `#!/bin/sh
for word in "$@"; do
  if [ "$word" = log ]; then
    "${real}/git" "$@" | head -c 200000
    touch '${marker}'
    exec sleep 50
  fi
done
exec "${real}/git" "$@"
`;
  chmodSync(repository.write(".git/bin/git", script), 0o755);
  const path = `${join(repository.path, ".git", "bin")}:${process.env["PATH"] ?? ""}`;
  const child = spawn(process.execPath, [program, "scan", "--history", "--format", "json"], {
    cwd: repository.path,
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = new Promise<NodeJS.Signals | null>((resolve) => {
    child.on("close", (_, signal) => resolve(signal));
  });
  while (!existsSync(marker) && child.exitCode === null) await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGINT");
  const signal = await closed;
  rmSync(join(repository.path, ".git", "bin"), { recursive: true });
  return { signal, stderr };
}
