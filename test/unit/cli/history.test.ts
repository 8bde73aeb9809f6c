import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "./cliProcess.ts";
import { tempRepository, type Repository } from "./historyRepository.ts";
import { characters, githubToken } from "./tokens.ts";

const line = (seed: number, name = "t"): string => `const ${name} = "${githubToken(seed)}";\n`;

suite("picket scan --history", () => {
  let repository: Repository;
  setup(() => {
    repository = tempRepository();
  });
  teardown(() => repository.remove());
  const places = async (args: readonly string[] = [], cwd = repository.path) =>
    (await repository.scan(args, cwd)).findings.map(({ path, data }) => [path, data.commit] as const);

  test("finds what is gone from the files, with the commit that brought it, and says what is there still", async () => {
    const first = repository.commit({ "a.ts": `// a\n${line(1)}` });
    const second = repository.commit({ "b/c d.ts": line(2), "a.ts": "clean\n" });
    repository.commit({ "e.ts": "nothing\n" });
    const { findings, status, stderr } = await repository.scan();
    assert.equal(status, 1);
    assert.equal(stderr, "picket: 3 commits scanned\n");
    assert.deepEqual(
      findings.map(({ path, range, data }) => [path, range.start, data.commit, data.inHead]),
      [
        ["a.ts", { line: 1, character: 11 }, first, false],
        ["b/c d.ts", { line: 0, character: 11 }, second, true],
      ],
    );
    const data = findings[0]?.data;
    assert.deepEqual(
      [data?.["author"], data?.["authorDate"], data?.["commitDate"]],
      ["A. U. Thor", "2023-11-14T23:14:20+02:00", "2023-11-14T22:14:20+00:00"],
    );
    assert.match(
      findings[0]?.message ?? "",
      /commit [0-9a-f]{12} of 2023-11-14 by A\. U\. Thor, no longer in HEAD/,
    );
    assert.deepEqual(findings[0]?.span, { start: 16, end: 16 + githubToken(1).length });
  });

  test("reports a value once, where it came first, however often it moves, goes and comes back", async () => {
    const first = repository.commit({ "a.ts": line(1) });
    repository.commit({ "a.ts": `\n\n${line(1, "renamed")}` });
    repository.commit({ "a.ts": "gone\n" });
    repository.commit({ "a.ts": `back\n${line(1)}` });
    const other = repository.commit({ "a.ts": `back\n${line(2)}`, "copy.ts": line(1) });
    assert.deepEqual(await places(), [
      ["a.ts", first],
      ["a.ts", other],
      ["copy.ts", other],
    ]);
    const prints = (await repository.scan(["--full"])).findings.map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(prints).size, 3);
  });

  test("looks at added lines in the light of the whole file", async () => {
    const manifest = (value: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n${"  # more\n".repeat(40)}data:\n  password: ${value}\n`;
    const plain = Buffer.from(characters(24, 9)).toString("base64");
    repository.commit({ "secret.yaml": manifest("e30=") });
    const rotated = repository.commit({ "secret.yaml": manifest(plain) });
    repository.commit({ "allowed.ts": `// picket:ignore-file\n${"//\n".repeat(60)}` });
    repository.commit({ "allowed.ts": `// picket:ignore-file\n${"//\n".repeat(60)}${line(3)}` });
    assert.deepEqual(await places(), [["secret.yaml", rotated]]);
  });

  test("scans every branch, tag, stash and merge; of a merge, what it brings itself", async () => {
    repository.commit({ "a.ts": "1\n2\n3\n" });
    repository.git("checkout", "-q", "-b", "topic");
    const topic = repository.commit({ "a.ts": `1\n2\n3\n${line(1)}` });
    repository.git("checkout", "-q", "main");
    const main = repository.commit({ "a.ts": `${line(2)}1\n2\n3\n` });
    repository.git("merge", "-q", "--no-commit", "--no-ff", "topic");
    const merge = repository.commit({ "b.ts": line(3), "a.ts": `${line(2)}1\n2\n${line(4)}3\n${line(1)}` });
    repository.git("checkout", "-q", "-b", "other", topic);
    const tagged = repository.commit({ "tagged.ts": line(5) });
    repository.git("tag", "kept");
    repository.git("checkout", "-q", "main");
    repository.git("branch", "-q", "-D", "other", "topic");
    repository.write("a.ts", line(6));
    repository.git("stash", "-q");
    const stash = repository.git("rev-parse", "stash@{0}");
    const found = (await repository.scan()).findings.map(({ path, data }) => `${path} ${data.commit}`).sort();
    const expected: readonly (readonly [string, string])[] = [
      ["a.ts", topic],
      ["a.ts", main],
      ["a.ts", merge],
      ["b.ts", merge],
      ["tagged.ts", tagged],
      ["a.ts", stash],
    ];
    assert.deepEqual(found, expected.map((pair) => pair.join(" ")).sort());
  });

  test("of a range or of paths, scans only those, each time", async () => {
    repository.commit({ "a.ts": line(1), "sub/b.ts": line(2) });
    const second = repository.commit({ "a.ts": line(3), "sub/c.ts": line(4) });
    for (let run = 0; run < 2; run++) {
      assert.deepEqual(await places(["--since", "HEAD~1"]), [
        ["a.ts", second],
        ["sub/c.ts", second],
      ]);
      assert.deepEqual(await places(["--since", "HEAD~1", "sub"]), [["sub/c.ts", second]]);
    }
    assert.deepEqual(await places(["--since", "HEAD"]), []);
    assert.deepEqual(await places(["c.ts"], join(repository.path, "sub")), [["c.ts", second]]);
    const named = (await places([], join(repository.path, "sub"))).map(([path]) => path);
    assert.deepEqual([...new Set(named)].sort(), ["../a.ts", "b.ts", "c.ts"]);
  });

  test("reads what git takes for binary, and leaves out what is", async () => {
    const wide = Buffer.from(`\ufeff${line(1)}`, "utf16le");
    const first = repository.commit({ "wide.txt": wide, "image.bin": Buffer.alloc(3000, 1) });
    const hidden = repository.commit({ ".gitattributes": "*.env binary\n", "x.env": line(2) });
    assert.deepEqual(await places(), [
      ["wide.txt", first],
      ["x.env", hidden],
    ]);
  });

  test("takes names as they are", async () => {
    const names = [
      "a b.ts",
      'q"uote.ts',
      "né/ü.ts",
      "tab\there.ts",
      "line\nfeed.ts",
      "-dash.ts",
      "b/b b/b.ts",
    ];
    repository.commit(Object.fromEntries(names.map((name, seed) => [name, line(seed + 1)])));
    assert.deepEqual((await places()).map(([path]) => path).sort(), [...names].sort());
  });

  test("honours .picketignore, comments, the severities of the configuration and the baseline", async () => {
    repository.commit({
      "ignored/a.ts": line(1),
      "b.ts": `${line(2).trimEnd()} // picket:ignore\n`,
      "c.ts": line(3),
      "d.ts": line(4),
    });
    repository.commit({ ".picketignore": "ignored/\n", "d.ts": "clean\n" });
    assert.deepEqual(
      (await places()).map(([path]) => path),
      ["c.ts", "d.ts"],
    );
    repository.write("picket.json", '{"severities":{"secrets/github-token":"off"}}');
    assert.deepEqual(await places(), []);
    repository.write("picket.json", "{}");
    const known = ["--baseline", "history-baseline.json"];
    await repository.scan([...known, "--update-baseline"]);
    repository.commit({ "e.ts": line(5) });
    assert.deepEqual(
      (await places(known)).map(([path]) => path),
      ["e.ts"],
    );
  });

  test("reports in every format, without a value", async () => {
    const commit = repository.commit({ "a.ts": line(1) });
    const run = async (format: string) =>
      (await runCli(["scan", "--history", "--format", format], { cwd: repository.path })).stdout;
    const text = await run("text");
    assert.match(
      text,
      new RegExp(`^a\\.ts:1:12: error: .*commit ${commit.slice(0, 12)} of .*\\n  1 \\| const t = `),
    );
    assert.match(await run("github"), /^::error file=a\.ts,line=1,.*commit/);
    const result = JSON.parse(await run("sarif")).runs[0].results[0];
    assert.equal(result.properties.commit, commit);
    assert.match(result.partialFingerprints["picket/v1"], /^sha256:/);
    for (const format of ["text", "github", "sarif", "json"]) {
      assert.ok(!(await run(format)).includes(githubToken(1)), format);
    }
  });

  test("says what it cannot look at: a shallow clone's past, a file that is too large, missing objects", async () => {
    repository.commit({ "old.ts": line(1) });
    const oid = repository.git("rev-parse", "HEAD:old.ts");
    repository.commit({ "old.ts": "clean\n", "big.yaml": `a: "${"b".repeat(1_100_000)}"\n` });
    repository.write("picket.json", '{"maxFileSizeMB":1}');
    const { status, skipped } = await repository.scan(["--fail-on", "warning"]);
    assert.deepEqual([status, skipped], [1, [{ path: "big.yaml", reason: "too-large" }]]);
    const clone = join(repository.path, "..", `${repository.path.split("/").at(-1) ?? ""}-shallow`);
    repository.git("clone", "-q", "--depth=1", `file://${repository.path}`, clone);
    const shallow = await repository.scan([], clone);
    assert.match(shallow.stderr, /the clone is shallow/);
    assert.deepEqual(shallow.findings, []);
    const partial = `${clone}-partial`;
    repository.git("config", "uploadpack.allowFilter", "true");
    repository.git(
      "clone",
      "-q",
      "--filter=blob:none",
      "--no-checkout",
      `file://${repository.path}`,
      partial,
    );
    const missing = await repository.scan([], partial);
    assert.deepEqual([missing.status, missing.findings], [2, []]);
    assert.match(missing.stderr, /objects of the repository are missing/);
    const lacking = repository.git("-C", partial, "rev-list", "--objects", "--missing=print", "HEAD");
    assert.ok(lacking.includes(`?${oid}`));
    for (const path of [clone, partial]) rmSync(path, { recursive: true });
  });

  test("works in a bare repository, in a linked working tree, and before the first commit", async () => {
    assert.deepEqual((await repository.scan()).stderr, "picket: 0 commits scanned\n");
    const first = repository.commit({ "sub/a.ts": line(1) });
    const bare = join(repository.path, "bare.git");
    repository.git("clone", "-q", "--bare", repository.path, bare);
    assert.deepEqual(await places([], bare), [["sub/a.ts", first]]);
    repository.git("worktree", "add", "-q", join(repository.path, "linked"));
    assert.deepEqual(await places([], join(repository.path, "linked", "sub")), [["a.ts", first]]);
  });

  test("runs no program that the repository names, and no setting hides a line", async () => {
    const program = repository.write(".git/program.sh", `#!/bin/sh\ntouch '${repository.path}/proof'\ncat\n`);
    chmodSync(program, 0o755);
    const first = repository.commit({ "a.ts": `${line(1)}\nx\n`, "b.ts": line(2) });
    repository.git(
      "replace",
      repository.git("rev-parse", "HEAD:a.ts"),
      repository.git("hash-object", "-w", program),
    );
    mkdirSync(join(repository.path, ".git", "info"), { recursive: true });
    repository.write(".git/info/attributes", "* diff=evil filter=evil\n");
    for (const [name, value] of Object.entries({
      "diff.external": program,
      "diff.evil.textconv": program,
      "diff.evil.command": program,
      "filter.evil.clean": program,
      "filter.evil.smudge": program,
      "core.fsmonitor": program,
      "core.pager": program,
      "core.hooksPath": join(repository.path, ".git"),
      "gpg.program": program,
      "log.showSignature": "true",
      "log.showRoot": "false",
      "log.diffMerges": "off",
      "diff.noprefix": "true",
      "diff.mnemonicPrefix": "true",
      "diff.relative": "true",
      "diff.renames": "copies",
      "diff.context": "0",
      "diff.orderFile": program,
      "diff.suppressBlankEmpty": "true",
      "color.ui": "always",
      "format.pretty": "oneline",
      "log.decorate": "full",
      "log.mailmap": "true",
      "i18n.logOutputEncoding": "latin1",
    })) {
      repository.git("config", name, value);
    }
    for (const [name, value] of Object.entries({
      GIT_EXTERNAL_DIFF: program,
      GIT_DIFF_OPTS: "--unified=0",
      GIT_PAGER: program,
      GIT_ICASE_PATHSPECS: "1",
    })) {
      process.env[name] = value;
    }
    try {
      assert.deepEqual(await places(), [
        ["a.ts", first],
        ["b.ts", first],
      ]);
    } finally {
      for (const name of ["GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_PAGER", "GIT_ICASE_PATHSPECS"]) {
        delete process.env[name];
      }
    }
    assert.equal(existsSync(join(repository.path, "proof")), false);
  });
});
