import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

suite("baselines of other tools", () => {
  const [known, fresh] = [githubToken(21), githubToken(22)];
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder({ "src/a.ts": `\nconst a = "${known}";\nconst b = "${fresh}";\n` });
  });
  teardown(() => folder.remove());
  const left = async (name: string, content: string): Promise<number[]> => {
    folder.write(name, content);
    const { stdout } = await runCli(["scan", "src", "--format", "json", "--baseline", name], {
      cwd: folder.path,
    });
    const { findings } = JSON.parse(stdout) as { findings: { range: { start: { line: number } } }[] };
    return findings.map(({ range }) => range.start.line);
  };
  const detectSecrets = (entry: object): string =>
    JSON.stringify({ version: "1.5.0", plugins_used: [], results: { "src/a.ts": [entry] } });
  const hash = createHash("sha1").update(known).digest("hex");
  const report = (Secret: string): string =>
    JSON.stringify([{ RuleID: "github-pat", File: "src/a.ts", StartLine: 2, Secret }]);

  const samples: readonly (readonly [string, string, string, readonly number[]])[] = [
    [
      "detect-secrets, by the value's hash",
      ".secrets.baseline",
      detectSecrets({ type: "GitHub Token", hashed_secret: hash, line_number: 99 }),
      [2],
    ],
    [
      "detect-secrets, of a private key by its line",
      ".secrets.baseline",
      detectSecrets({ type: "Private Key", hashed_secret: "0", line_number: 3 }),
      [1],
    ],
    [
      "detect-secrets, another value on the line",
      ".secrets.baseline",
      detectSecrets({ type: "GitHub Token", hashed_secret: "0", line_number: 2 }),
      [1, 2],
    ],
    ["a gitleaks report, by the value", "report.json", report(known), [2]],
    ["a gitleaks report, another value on the line", "report.json", report("other"), [1, 2]],
    ["a gitleaks report, redacted, by its line", "report.json", report("REDACTED"), [2]],
    [".gitleaksignore", ".gitleaksignore", "# a note\nsrc/a.ts:github-pat:3\n", [1]],
    [".gitleaksignore of a commit", ".gitleaksignore", `${"0a".repeat(20)}:src/a.ts:github-pat:3\n`, [1, 2]],
  ];
  for (const [what, name, content, lines] of samples) {
    test(`${what}`, async () => assert.deepEqual(await left(name, content), lines));
  }

  test("are not written, and what is no baseline is refused", async () => {
    folder.write(".gitleaksignore", "src/a.ts:github-pat:3\n");
    const args = ["scan", "src", "--baseline", ".gitleaksignore"];
    const { status, stderr } = await runCli([...args, "--update-baseline"], { cwd: folder.path });
    assert.equal(status, 2);
    assert.match(stderr, /\.gitleaksignore is a file of gitleaks, which Picket does not write/);
    folder.write(".gitleaksignore", "no fingerprint\n");
    assert.equal((await runCli(args, { cwd: folder.path })).status, 2);
  });
});
