import assert from "node:assert/strict";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { githubToken } from "./tokens.ts";

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }
  ]
}
`;

interface Reported {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly related: readonly { readonly path: string; readonly message: string }[];
  readonly docs: string;
  readonly fingerprint: string;
}

suite("picket scan --only iam", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());
  const scan = (...args: readonly string[]) => runCli(["scan", ...args], { cwd: folder.path });
  const found = async (...args: readonly string[]): Promise<readonly Reported[]> =>
    JSON.parse((await scan("--format", "json", ...args)).stdout).findings;

  test("says which programs are too long for it, when they may hold policies", async () => {
    const long = `${"x = 1;\n".repeat(80_000)}`;
    folder.write("made.js", `${long}const policy = { Statement: [{ Effect: "allow" }] };\n`);
    folder.write("plain.js", long);
    const { status, stdout } = await scan("--format", "json");
    assert.deepEqual(JSON.parse(stdout).summary.skipped, [{ path: "made.js", reason: "too-long-for-iam" }]);
    assert.deepEqual([status, JSON.parse(stdout).summary.files], [0, 2]);
  });

  test("marks the exact token, and a process gives the same", async () => {
    folder.write("role.json", policy);
    const { status, stdout } = await spawnCli(["scan", "--only", "iam"], { cwd: folder.path });
    assert.equal(status, 1);
    assert.match(stdout, /^role\.json:4:18: error: "allow" .*\[iam\/invalid-effect\]$/m);
    assert.match(stdout, /^ {2}4 \| {5}\{ "Effect": "allow", .*\n {4}\| {18}\^{5}$/m);
    const [first, ...others] = await found("--only", "iam");
    assert.deepEqual(others, []);
    assert.equal(policy.slice(first?.span.start, first?.span.end), "allow");
    assert.equal(first?.docs, "docs/rules/iam/invalid-effect.md");
  });

  test("without --only both engines judge, with it only the one", async () => {
    folder.write("role.json", policy);
    folder.write("a.ts", `const t = "${githubToken(1)}";\n`);
    const rules = (findings: readonly Reported[]) => findings.map(({ ruleId }) => ruleId);
    assert.deepEqual(rules(await found()), ["secrets/github-token", "iam/invalid-effect"]);
    assert.deepEqual(rules(await found("--only", "iam")), ["iam/invalid-effect"]);
    assert.deepEqual(rules(await found("--only", "secrets")), ["secrets/github-token"]);
  });

  test("related places are listed in every format", async () => {
    folder.write(
      "role.json",
      policy
        .replace('"allow"', '"Allow"')
        .replace('"s3:GetObject"', '["s3:*", "s3:GetObject", "s3:PutObject"]'),
    );
    const redundant = (await found("--only", "iam")).find(({ ruleId }) => ruleId === "iam/redundant-action");
    assert.ok((redundant?.related.length ?? 0) > 0);
    const { stdout } = await scan("--only", "iam");
    assert.match(stdout, /^ {2}= role\.json:4:\d+: /m);
    const sarif = JSON.parse((await scan("--only", "iam", "--format", "sarif")).stdout);
    const [run] = sarif.runs;
    const result = run.results.find((one: { ruleId: string }) => one.ruleId === "iam/redundant-action");
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, "iam/redundant-action");
    assert.ok(result.relatedLocations.length > 0);
  });

  test("a secret in a policy is in no report, whatever is asked for", async () => {
    const token = githubToken(7);
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: token,
          Effect: token,
          Action: `s3:${token}`,
          Resource: `arn:aws:s3:::${token}`,
          Condition: { [token]: { [`aws:${token}`]: token }, StringEquals: { "aws:Referer": token } },
        },
      ],
    });
    folder.write("role.json", text);
    for (const format of ["text", "json", "sarif", "github"]) {
      for (const only of ["iam", "secrets,iam"]) {
        const { stdout, stderr } = await scan("--only", only, "--format", format, "--min-severity", "hint");
        assert.ok(stdout.includes("iam/"), `${format} ${only}`);
        assert.ok(!(stdout + stderr).includes(token), `${format} ${only}`);
        assert.ok(!(stdout + stderr).includes(token.slice(0, 20)), `${format} ${only}: a part of it`);
      }
    }
  });

  test("a fingerprint does not depend on a secret beside the finding", async () => {
    const with_ = (seed: number) => policy.replace("reports", githubToken(seed));
    folder.write("role.json", with_(1));
    const before = await found("--only", "iam");
    folder.write("role.json", with_(2));
    const after = await found("--only", "iam");
    assert.deepEqual(
      after.map(({ fingerprint }) => fingerprint),
      before.map(({ fingerprint }) => fingerprint),
    );
    const both = (await found()).filter(({ ruleId }) => ruleId.startsWith("iam/"));
    assert.deepEqual(
      both.map(({ fingerprint }) => fingerprint),
      after.map(({ fingerprint }) => fingerprint),
    );
  });

  test("a baseline knows a finding as often as it was there", async () => {
    folder.write("role.json", policy);
    await scan("--update-baseline");
    assert.deepEqual(await found(), []);
    folder.write("role.json", policy.replace(/(\{ "Effect".*\})/, "$1,\n    $1"));
    const rules = (await found()).map(({ ruleId }) => ruleId);
    assert.equal(rules.filter((rule) => rule === "iam/invalid-effect").length, 1);
  });

  test("picket.json and a comment say the type of policies that do not tell it", async () => {
    const guard = policy.replace('"allow"', '"Allow"').replace('"s3:GetObject"', '"s3:Get*Object"');
    folder.write("guards/region.json", guard);
    const wildcard = (findings: readonly Reported[]) =>
      findings.some(({ ruleId }) => ruleId === "iam/scp-syntax-error-action-wildcard");
    assert.ok(!wildcard(await found("--only", "iam")));
    folder.write("picket.json", JSON.stringify({ policyTypes: { "guards/": "scp" } }));
    assert.ok(wildcard(await found("--only", "iam")));
    folder.write("picket.json", "{}");
    folder.write("guards/region.jsonc", `// picket:policy-type scp\n${guard}`);
    assert.ok(wildcard(await found("--only", "iam", "guards/region.jsonc")));
  });

  test("severities of the configuration count, an unknown rule is refused", async () => {
    folder.write("role.json", policy);
    folder.write("picket.json", JSON.stringify({ severities: { "iam/invalid-effect": "hint" } }));
    assert.deepEqual(
      (await found("--only", "iam")).map(({ severity }) => severity),
      ["hint"],
    );
    folder.write("picket.json", JSON.stringify({ severities: { "iam/invalid-efect": "off" } }));
    const { status, stderr } = await scan();
    assert.equal(status, 2);
    assert.match(stderr, /did you mean iam\/invalid-effect\?/);
  });

  test("threads give what one thread gives", async () => {
    for (let index = 0; index < 6; index++) folder.write(`p${index}.json`, policy);
    folder.write("t.yaml", "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties: {}\n");
    const one = await found("--jobs", "1", "--only", "iam");
    assert.equal(one.length, 6);
    assert.deepEqual(await found("--jobs", "2", "--only", "iam"), one);
  });
});
