import assert from "node:assert/strict";
import { runCli, spawnCli, tempFolder, type TempFolder } from "./cliProcess.ts";

suite("picket policy", () => {
  let folder: TempFolder;
  setup(() => {
    folder = tempFolder();
  });
  teardown(() => folder.remove());
  const run = (...args: readonly string[]) => runCli(["policy", ...args], { cwd: folder.path });
  const names = ["--role", "kiro-agent", "--bucket", "reports", "--secret", "prod/db"];

  test("writes templates that Picket finds nothing in", async () => {
    for (const command of ["starter", "monitoring"]) {
      for (const [format, file] of [
        ["json", "t.json"],
        ["yaml", "t.yaml"],
        ["terraform", "main.tf"],
      ] as const) {
        const { status, stdout, stderr } = await run(command, ...names, "--format", format);
        assert.deepEqual([status, stderr], [0, ""]);
        folder.write(`${command}/${file}`, stdout);
      }
    }
    const { stdout, status } = await runCli(["scan", "--fail-on", "hint"], { cwd: folder.path });
    assert.equal(stdout, "No findings; 6 files scanned\n");
    assert.equal(status, 0);
  }).timeout(40_000);

  test("prints the same as a process of its own", async () => {
    const { status, stdout } = await spawnCli(["policy", "starter", ...names], { cwd: folder.path });
    assert.equal(status, 0);
    assert.equal(stdout, (await run("starter", ...names, "--format", "yaml")).stdout);
    assert.match(stdout, /^AWSTemplateFormatVersion: /m);
  });

  test("writes one policy as IAM takes it", async () => {
    const { stdout } = await run(
      "starter",
      ...names,
      "--part",
      "permissions",
      "--account",
      "111122223333",
      "--region",
      "eu-west-1",
    );
    const policy = JSON.parse(stdout) as { readonly Version: string; readonly Statement: readonly object[] };
    assert.equal(policy.Version, "2012-10-17");
    assert.equal(policy.Statement.length, 7);
    assert.match(stdout, /"arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod\/db-\?{6}"/);
    for (const part of ["boundary", "trust"]) JSON.parse((await run("starter", "--part", part)).stdout);
  });

  for (const [args, message] of [
    [["starter", "--bucket", "Bad_Bucket"], /^picket: --bucket: a bucket's name has 3 to 63/],
    [["starter", "--role", "a b"], /^picket: --role: a role's name/],
    [["starter", "--secret", "arn:aws:x"], /^picket: --secret: give the secret's name alone/],
    [["starter", "--account", "1"], /^picket: --account: an account id has 12 digits/],
    [["starter", "--region", "x"], /^picket: --region: this is no Region's code/],
    [["starter", "--object-key", "a"], /^picket: --object-key needs the bucket/],
    [["starter", "--bucket", "abc", "--object-key", "a*"], /^picket: --object-key: in a policy/],
    [["starter", "--function-tag", "a"], /^picket: --function-tag takes KEY=VALUE/],
    [["starter", "--function-tag", "aws:a=b"], /^picket: --function-tag: keys that begin with aws:/],
    [["starter", "--trusted", "me"], /^picket: --trusted: this is no ARN/],
    [["starter", "--part", "trust", "--format", "yaml"], /^picket: --part gives the policy alone/],
    [["starter", "--profile", "dev"], /^picket: --profile is for --validate/],
    [["starter", "--format", "xml"], /^picket: --format does not take "xml"/],
    [["starter", "file"], /^picket: "file" is no option/],
    [["monitoring", "--email", "me"], /^picket: --email: this is no address/],
    [["monitoring", "--prefix", "A"], /^picket: --prefix: a prefix has/],
    [["monitoring", "--data-events", "none,s3"], /^picket: --data-events none stands alone/],
    [["monitoring", "--config", "all"], /^picket: --config does not take "all"/],
    [["monitoring", "--dlp-log-group", "a b"], /^picket: --dlp-log-group: a log group's name/],
    [["monitoring", "--workspaces-directory", "x"], /^picket: --workspaces-directory: this is no id/],
    [["strater"], /^picket: unknown command "strater"; did you mean starter\?/],
    [[], /^picket: say what to write: starter or monitoring/],
  ] as const)
    test(`refuses ${args.join(" ") || "to guess"}`, async () => {
      const { status, stdout, stderr } = await run(...args);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.match(stderr, /\(see picket policy/);
    });

  test("explains itself", async () => {
    for (const command of ["starter", "monitoring"]) {
      const { status, stdout } = await run(command, "--help");
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`Usage: picket policy ${command} \\[options\\]`));
    }
    assert.match((await run("--help")).stdout, /picket policy starter[^]*picket policy monitoring/);
  });
});
