import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  answering,
  exported,
  holding,
  putIntoStub,
  record,
  shownText,
  type Answers,
} from "./activitySupport.ts";
import { closeAll, remove, withSetting, writeFile } from "./diagnosticsSupport.ts";
import { answerMessages, resetStub, until, useAwsFiles } from "./identitySupport.ts";

/** The stub's own account and the role that it says the profile has. */
const account = "123456789012";
const role = `arn:aws:iam::${account}:role/picket-demo`;

/** Of that role, as its sessions are recorded. */
function ofRole(id: string, name: string, source: string, more: object = {}): object {
  return record({
    id,
    name,
    source,
    more: {
      recipientAccountId: account,
      userIdentity: {
        type: "AssumedRole",
        arn: `arn:aws:sts::${account}:assumed-role/picket-demo/task`,
        accountId: account,
        sessionContext: { sessionIssuer: { type: "Role", arn: role } },
      },
      ...more,
    },
  });
}

const run = (name: string, argument?: unknown): Thenable<unknown> =>
  vscode.commands.executeCommand(`picket.activity.${name}`, argument);
const choose = (answers: Answers): Promise<void> => answering(answers, () => run("chooseSource"));
const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

const tables = {
  Sid: "Tables",
  Effect: "Allow",
  Action: ["dynamodb:DescribeTable", "dynamodb:DeleteTable"],
  Resource: "*",
};
const orders = { requestParameters: { tableName: "orders" } };

suite("agent activity from AWS", function () {
  this.timeout(90_000);

  setup(async () => {
    await resetStub();
    // So that it is not asked whose events are wanted.
    await vscode.workspace
      .getConfiguration("picket")
      .update("activity.role", role, vscode.ConfigurationTarget.Global);
  });
  teardown(async () => {
    await run("turnOff");
    await closeAll();
    for (const path of ["out.csv", "by-dialog.csv", "policy.json", "wide.json"]) await remove(path);
    await vscode.workspace
      .getConfiguration("picket")
      .update("activity.role", undefined, vscode.ConfigurationTarget.Global);
    await resetStub();
  });

  test("the Regions of the settings are read, and the one with IAM's events; others are not", async () => {
    const of = (id: string, awsRegion: string) => ofRole(id, "ListBuckets", "s3", { awsRegion });
    const records = [
      of("frankfurt-1", "eu-central-1"),
      of("virginia-1", "us-east-1"),
      of("sydney-1", "ap-southeast-2"),
    ];
    await putIntoStub("cloudtrail", { records });
    await withSetting("activity.regions", ["eu-central-1"], async () => {
      await choose({ picks: ["LookupEvents"] });
      const lines = await exported(holding("frankfurt-1", "virginia-1"));
      assert.ok(!holding("sydney-1")(lines));
    });
    // The selection's own Region alone, once the setting is gone: read from the start.
    const after = await exported((lines) => holding("virginia-1")(lines) && !holding("frankfurt-1")(lines));
    assert.equal(after.length, 2);
  });

  test("no more events are held than the setting allows, and they are the newest", async () => {
    const records = Array.from({ length: 1_030 }, (_, at) =>
      record({ id: `many-${at}.`, minutesAgo: 5 + at / 60, more: {} }),
    );
    const file = await writeFile("trail/many.json", JSON.stringify({ Records: records }));
    const folder = vscode.Uri.joinPath(file, "..");
    await withSetting("activity.maxEvents", 1_000, async () => {
      await withSetting("activity.role", undefined, async () => {
        await answering({ picks: ["Folder"], open: folder }, () => run("chooseSource"));
        const lines = await exported((all) => all.length === 1_001);
        assert.ok(holding("many-0.", "many-999.")(lines));
        assert.ok(!holding("many-1029.")(lines));
      });
    });
    await remove("trail");
  });

  test("a call that the role's policies do not cover is out of policy; one that they allow is not", async () => {
    await putIntoStub("iam", { name: "picket-demo", id: "AROAPICKETDEMO", inline: { own: policy(tables) } });
    await putIntoStub("cloudtrail", {
      records: [
        ofRole("covered-1", "DescribeTable", "dynamodb", orders),
        ofRole("outside-1", "DescribeInstances", "ec2"),
      ],
    });
    await choose({ picks: ["LookupEvents"] });
    const lines = await exported(holding("covered-1", "outside-1"));
    const lineOf = (id: string) => lines.find((line) => line.includes(id)) ?? "";
    assert.match(lineOf("outside-1"), /out-of-policy/);
    assert.doesNotMatch(lineOf("covered-1"), /out-of-policy/);
  });

  test("the statement that the role has in AWS is opened read-only; without one, that is said", async () => {
    const other = { Sid: "Other", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
    const text = JSON.stringify({ Version: "2012-10-17", Statement: [other, tables] });
    const attached = { [`arn:aws:iam::${account}:policy/agent-tables`]: text };
    await putIntoStub("iam", { name: "picket-demo", id: "AROAPICKETDEMO", attached });
    await putIntoStub("cloudtrail", {
      records: [ofRole("granted-1", "DescribeTable", "dynamodb", orders)],
    });
    await choose({ picks: ["LookupEvents"] });
    await exported(holding("granted-1"));
    await run("goToGrant", 1);
    await shownText((seen) => seen.includes('"Tables"'));
    const editor = vscode.window.activeTextEditor ?? assert.fail("an editor is open");
    assert.match(editor.document.getText(editor.selection), /^\{\s*"Sid": "Tables"/);
    assert.notEqual(editor.document.uri.scheme, "file");
    assert.match(editor.document.uri.path, /agent-tables\.json$/);

    await putIntoStub("cloudtrail", { records: [ofRole("outside-2", "DescribeInstances", "ec2")] });
    await run("refresh");
    await exported(holding("outside-2"));
    const messages = answerMessages(() => undefined);
    try {
      await run("goToGrant", 2);
    } finally {
      messages.restore();
    }
    assert.match(messages.seen.join("\n"), /none that the role has in AWS, allows ec2:DescribeInstances/);
  });

  test("least privilege: a role's own policies shrink side by side, with the whole report", async () => {
    const inline = {
      tables: policy(tables),
      files: policy({
        Sid: "Files",
        Effect: "Allow",
        Action: ["s3:ListAllMyBuckets", "s3:CreateBucket"],
        Resource: "*",
      }),
    };
    await putIntoStub("iam", { name: "picket-demo", id: "AROAPICKETDEMO", inline });
    await putIntoStub("cloudtrail", {
      records: [ofRole("used-1", "DescribeTable", "dynamodb", orders), ofRole("used-2", "ListBuckets", "s3")],
    });
    await choose({ picks: ["LookupEvents"] });
    await exported(holding("used-1", "used-2"));
    await answering({ picks: ["All policies that picket-demo has in AWS"] }, () => run("leastPrivilege"));
    const report = await shownText((text) => text.startsWith("# Least privilege of picket-demo"));
    assert.match(report, /Used `dynamodb:DescribeTable`: 1 call/);
    const diffs = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff)
      .map(({ label }) => label);
    assert.deepEqual(diffs.sort(), ["files: what the events used", "tables: what the events used"]);
  });

  test("least privilege: a file in UTF-16, and policies of the workspace", async () => {
    await putIntoStub("cloudtrail", {
      records: [ofRole("used-1", "DescribeTable", "dynamodb", orders)],
    });
    await choose({ picks: ["LookupEvents"] });
    await exported(holding("used-1"));
    const wide = Buffer.from(`\uFEFF${policy(tables)}`, "utf16le");
    const file = await writeFile("wide.json", wide);
    await answering({ picks: ["Policies of a JSON file"], open: file }, () => run("leastPrivilege"));
    await shownText((text) => /^## wide\.json/m.test(text));
    await closeAll();
    await remove("wide.json");
    await writeFile("policy.json", policy(tables));
    await answering({ picks: ["Policies of the workspace", "policy.json"] }, () => run("leastPrivilege"));
    const after = await shownText((text) => text.includes("## policy.json"));
    assert.match(after, /Used `dynamodb:DescribeTable`/);
  });

  test("another profile starts clean, and back again everything is there", async () => {
    const keys = "aws_access_key_id = picket-test\naws_secret_access_key = picket-test\n";
    const files = await useAwsFiles(
      "[profile keys]\nregion = us-east-1\n[profile none]\nregion = us-east-1\n",
      `[keys]\n${keys}`,
    );
    try {
      await putIntoStub("cloudtrail", { records: [ofRole("of-keys", "ListBuckets", "s3")] });
      await withSetting("aws.profile", "keys", async () => {
        await choose({ picks: ["LookupEvents"] });
        await exported(holding("of-keys"));
        const messages = answerMessages(() => undefined);
        await withSetting("aws.profile", "none", async () => {
          const isEmpty = async (): Promise<boolean> => {
            await run("export", vscode.Uri.file("/nowhere/out.csv"));
            return messages.seen.some((text) => text.includes("no events to export"));
          };
          await until(isEmpty, "an empty list").finally(() => messages.restore());
        });
        await putIntoStub("cloudtrail", { records: [ofRole("meanwhile", "ListTables", "dynamodb")] });
        await exported(holding("of-keys", "meanwhile"));
      });
    } finally {
      await files.remove();
    }
  });

  test("Live Tail shows what was there and what comes, each once", async () => {
    await vscode.commands.executeCommand("picket.activity.focus");
    await putIntoStub("logs", { records: [ofRole("before-1", "ListBuckets", "s3")], group: "trail" });
    await choose({ picks: ["Live Tail"], texts: ["trail"] });
    await exported(holding("before-1"));
    await putIntoStub("logs", { records: [ofRole("live-1", "ListTables", "dynamodb")], group: "trail" });
    const lines = await exported(holding("before-1", "live-1"));
    assert.equal(lines.length, 3, lines.join("\n"));
  });

  test("Athena asks before it makes a table, and before it reads; a refusal reads nothing", async () => {
    await vscode.commands.executeCommand("picket.activity.focus");
    await putIntoStub("athena", { records: [ofRole("by-athena", "ListBuckets", "s3")], bytes: 150e9 });
    const messages = answerMessages((text) => (text.startsWith("Read agent") ? "Run the Query" : undefined));
    const location = `s3://trail-bucket/AWSLogs/${account}/`;
    try {
      await choose({ picks: ["Athena"], texts: [location, "security.trail", "s3://results/"] });
      await exported(holding("by-athena"));
    } finally {
      messages.restore();
    }
    const asked = messages.seen.filter((text) => text.startsWith("Read agent"));
    assert.match(asked[0] ?? "", /CREATE EXTERNAL TABLE[^]*s3:\/\/trail-bucket\/AWSLogs[^]*costs nothing/);
    assert.match(
      asked[1] ?? "",
      /security\.trail: \d days?, account 123456789012[^]*not known before it runs/,
    );
    await run("turnOff");
    const refusing = answerMessages(() => undefined);
    try {
      await choose({ picks: ["Athena"], texts: [location, "security.trail", "s3://results/"] });
      await until(() => refusing.seen.length > 0, "the question");
      await run("export", vscode.Uri.file("/nowhere/out.csv"));
      await until(() => refusing.seen.some((text) => text.includes("no events to export")), "nothing read");
    } finally {
      refusing.restore();
    }
  });

  test("an event is copied as a lookup of the AWS CLI, and the list exported where the dialog says", async () => {
    const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    await putIntoStub("cloudtrail", { records: [ofRole(id, "ListBuckets", "s3")] });
    await choose({ picks: ["LookupEvents"] });
    await exported(holding(id));
    await run("copyLookup", { n: 1 });
    assert.match(
      await vscode.env.clipboard.readText(),
      /^aws cloudtrail lookup-events .*AttributeValue=0f8fad5b-d9cb-469f-a165-70867728950e" --region us-east-1$/,
    );
    const save = await writeFile("by-dialog.csv", "");
    const messages = answerMessages(() => undefined);
    try {
      await answering({ save }, () => run("export"));
    } finally {
      messages.restore();
    }
    assert.match(messages.seen.join("\n"), /Events exported: 1\./);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(save));
    assert.match(text, /^eventTime,service,eventName/);
    assert.ok(text.includes(id));
  });
});
