import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCli, tempFolder, type TempFolder } from "./cliProcess.ts";
import { awsPair } from "./tokens.ts";

const policy = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": ["sqs:Get*", "ec2:RunInstances", "ec2:StopInstances"],
      "Resource": "*"
    },
    {
      "Sid": "Read",
      "Effect": "Allow",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-???????"
    }
  ]
}
`;

suite("picket fix --iam", () => {
  let folder: TempFolder;
  setup(() => (folder = tempFolder({ "policy.json": policy })));
  teardown(() => folder.remove());
  const fix = (...args: readonly string[]) => runCli(["fix", ...args], { cwd: folder.path });
  const read = (name = "policy.json"): string => readFileSync(join(folder.path, name), "utf8");

  test("prints a diff and changes nothing", async () => {
    const { status, stdout } = await fix("--iam", "secret-suffix", "policy.json");
    assert.equal(status, 0);
    assert.equal(read(), policy);
    assert.match(stdout, /^--- a\/policy\.json\n\+\+\+ b\/policy\.json\n@@ /);
    assert.match(stdout, /^-.*:secret:db-\?{7}"$/m);
    assert.match(stdout, /^\+.*:secret:db-\?{6}"$/m);
    assert.match(stdout, /^1 file would change, 0 findings skipped$/m);
  });

  test("--write changes the file; a second run finds nothing to do", async () => {
    const { status, stdout } = await fix("--iam", "unique-sid", "policy.json", "--write");
    assert.deepEqual([status, stdout.includes("1 file changed, 0 findings skipped")], [0, true]);
    assert.equal(read(), policy.replace(/("Sid": "Read)(?=[^]*secret)(?![^]*"Sid")/, "$12"));
    const again = await fix("--iam", "unique-sid", "policy.json");
    assert.deepEqual([again.status, again.stdout], [0, "0 files would change, 0 findings skipped\n"]);
  });

  test("--format json tells all rounds as edits of the file as it was", async () => {
    folder.write("two.json", policy.replace('"ec2:RunInstances"', '"sqs:List*", "sqs:Send*"'));
    const text = read("two.json");
    const { status, stdout } = await fix(
      "--iam",
      "expand-wildcard",
      "two.json",
      "--format",
      "json",
      "--include-text",
    );
    assert.equal(status, 0);
    const { files, secrets } = JSON.parse(stdout);
    assert.deepEqual(secrets, []);
    const [file] = files;
    let made = text;
    for (const { span, newText } of [...file.edits].reverse())
      made = made.slice(0, span.start) + newText + made.slice(span.end);
    assert.equal(made, file.text);
    assert.deepEqual(JSON.parse(made).Statement[0].Action, [
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ListDeadLetterSourceQueues",
      "sqs:ListMessageMoveTasks",
      "sqs:ListQueueTags",
      "sqs:ListQueues",
      "sqs:SendMessage",
      "ec2:StopInstances",
    ]);
    assert.match(
      file.notes[0].message,
      /^Actions that AWS adds after \d{4}-\d\d-\d\d are not in the list\.$/,
    );
    assert.deepEqual([file.path, file.skipped, file.written], ["two.json", [], false]);
  });

  test("--account and --region are filled in", async () => {
    folder.write("q.yaml", "Statement:\n  - Effect: Allow\n    Action: sqs:SendMessage\n    Resource: '*'\n");
    const { stdout } = await fix(
      "--iam",
      "scope-resource",
      "q.yaml",
      "--account",
      "111122223333",
      "--region",
      "eu-west-1",
    );
    assert.match(stdout, /^\+ {4}Resource: '?arn:aws:sqs:eu-west-1:111122223333:\*'?$/m);
    assert.match(stdout, /^note: Resources of other accounts and Regions are no longer allowed\.$/m);
  });

  test("--from-trail narrows to what was seen, and says which files it could not read", async () => {
    const event = (eventName: string, more = {}) => ({
      eventSource: "ec2.amazonaws.com",
      eventName,
      ...more,
    });
    folder.write("trail/1.json", JSON.stringify({ Records: [event("RunInstances")] }));
    folder.write(
      "trail/2.json",
      JSON.stringify(event("StopInstances", { errorCode: "Client.UnauthorizedOperation" })),
    );
    folder.write("trail/3.json", "{");
    const { status, stdout, stderr } = await fix(
      "--iam",
      "narrow-to-seen",
      "--from-trail",
      "trail",
      "policy.json",
      "--write",
    );
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(read()).Statement[0].Action, ["ec2:RunInstances"]);
    assert.match(stderr, /3\.json: not read: not JSON/);
    assert.match(stderr, /1 actions seen in 2 records/);
    assert.match(stdout, /1 file changed/);
  });

  test("what needs a choice or a fact is skipped with the reason, and exits with 1", async () => {
    const trust = {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: "*",
    };
    folder.write(
      "queue.json",
      `// picket:policy-type resource\n${JSON.stringify({ Version: "2012-10-17", Statement: [trust] })}\n`,
    );
    const deputy = await fix("--iam", "confused-deputy", "queue.json");
    assert.equal(deputy.status, 1);
    assert.match(
      deputy.stdout,
      /^queue\.json: skipped iam\/restrict-access-to-service-principal: name the account/m,
    );
    const pass = { Effect: "Allow", Action: "iam:PassRole", Resource: "*" };
    folder.write("pass.json", JSON.stringify({ Version: "2012-10-17", Statement: [pass] }));
    const role = await fix("--iam", "passed-to-service", "pass.json");
    assert.equal(role.status, 1);
    assert.match(
      role.stdout,
      /there is a choice to make: Let iam:PassRole pass roles to lambda\.amazonaws\.com only/,
    );
  });

  test("line ends and BOM stay, a file without policies is left alone", async () => {
    folder.write("w.json", `\ufeff${policy.replaceAll("\n", "\r\n")}`);
    folder.write("a.ts", "export const x = 1;\n");
    const { status } = await fix("--iam", "secret-suffix", "w.json", "a.ts", "--write");
    assert.equal(status, 0);
    const text = read("w.json");
    assert.ok(text.startsWith("\ufeff") && text.includes('db-??????"') && !/[^\r]\n/.test(text));
    assert.equal(read("a.ts"), "export const x = 1;\n");
  });

  test("secret values are masked in the diff", async () => {
    const { secret } = awsPair(3);
    folder.write(
      "s.py",
      `AWS_SECRET_ACCESS_KEY = "${secret}"\nP = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:Get*", "Resource": "*"}]}\n`,
    );
    const { stdout } = await fix("--iam", "expand-wildcard", "s.py");
    assert.match(stdout, /GetQueueUrl/);
    assert.ok(!stdout.includes(secret));
  });

  test("wrong usage is told with what would be right", async () => {
    const usage: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [["--iam", "expand-wildcards", "policy.json"], /did you mean expand-wildcard\?/],
      [["--iam", "nonsense", "policy.json"], /it takes expand-wildcard, .*secret-suffix/],
      [["--iam", "narrow-to-seen", "policy.json"], /needs --from-trail DIR/],
      [
        ["--iam", "unique-sid", "--from-trail", ".", "policy.json"],
        /--from-trail is for --iam narrow-to-seen/,
      ],
      [["--iam", "unique-sid", "--store", "policy.json"], /--store is for secrets/],
      [["--iam", "unique-sid", "--account", "12", "policy.json"], /12 digits/],
      [["--iam", "unique-sid", "--region", "Frankfurt", "policy.json"], /eu-central-1/],
      [["--account", "111122223333", "policy.json"], /--account needs --iam FIX/],
      [["--iam", "unique-sid"], /name at least one file/],
      [["--iam", "narrow-to-seen", "--from-trail", "none", "policy.json"], /no such file or folder: none/],
    ];
    for (const [args, message] of usage) {
      const { status, stderr } = await fix(...args);
      assert.equal(status, 2, args.join(" "));
      assert.match(stderr, message);
    }
  });
});
