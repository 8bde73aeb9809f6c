import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import * as vscode from "vscode";
import { exported, holding, record, role, shownText } from "./activitySupport.ts";
import {
  closeAll,
  madeUpToken,
  openUntitled,
  picketDiagnostics,
  remove,
  until,
  withSetting,
  writeFile,
} from "./diagnosticsSupport.ts";

/** Delivers records as a trail does. */
async function deliver(name: string, records: readonly object[]): Promise<vscode.Uri> {
  return writeFile(`trail/${name}.json.gz`, gzipSync(JSON.stringify({ Records: records })));
}

const folder = (): string => {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(workspace);
  return vscode.Uri.joinPath(workspace, "trail").fsPath;
};

async function watching(action: () => Promise<void>): Promise<void> {
  await withSetting("activity.role", role, async () => {
    await withSetting("activity.folder", folder(), action);
  });
}

suite("agent activity", function () {
  this.timeout(90_000);

  teardown(async () => {
    await closeAll();
    for (const path of ["trail", "other", "out.csv", "out.jsonl", "policy.json"]) await remove(path);
  });

  test("events of a folder appear with their risk, and so do those of files that come later", async () => {
    const public_ = {
      requestParameters: { bucketName: "orders", bucketPolicy: { Statement: [] } },
    };
    await deliver("a", [
      record({ id: "first-event" }),
      record({ id: "second-event", name: "StopLogging", source: "cloudtrail" }),
    ]);
    await watching(async () => {
      const lines = await exported(holding("first-event", "second-event"));
      assert.match(lines[0] ?? "", /^eventTime,service,eventName/);
      assert.match(lines.find((line) => line.includes("second-event")) ?? "", /StopLogging.*critical/);
      await deliver("b", [record({ id: "late-event", minutesAgo: 40, more: public_ })]);
      const after = await exported(holding("late-event"));
      // Ordered by time: what came late stands where it belongs.
      assert.match(after[1] ?? "", /late-event/);
    });
  });

  test("a broken file is left out, the others are read", async () => {
    await writeFile("trail/broken.json.gz", new Uint8Array([31, 139, 8, 0, 1, 2, 3]));
    await deliver("c", [record({ id: "whole-event" })]);
    await watching(async () => {
      await exported(holding("whole-event"));
    });
  });

  test("another folder starts clean", async () => {
    await deliver("d", [record({ id: "of-the-first" })]);
    const other = await writeFile(
      "other/e.json",
      JSON.stringify({ Records: [record({ id: "of-the-second" })] }),
    );
    await watching(async () => {
      await exported(holding("of-the-first"));
      await withSetting("activity.folder", vscode.Uri.joinPath(other, "..").fsPath, async () => {
        const lines = await exported(holding("of-the-second"));
        assert.ok(!holding("of-the-first")(lines));
      });
    });
  });

  test("the record of an event is a read-only document without its secrets, and goes with the source", async () => {
    const secret = madeUpToken(11);
    await deliver("f", [
      record({
        id: "with-secret",
        name: "UpdateFunctionConfiguration20150331v2",
        source: "lambda",
        more: {
          requestParameters: { functionName: "orders", environment: { variables: { API_TOKEN: secret } } },
        },
      }),
    ]);
    await watching(async () => {
      await exported(holding("with-secret"));
      await vscode.commands.executeCommand("picket.activity.openRecord", { n: 1 });
      const text = await shownText((seen) => seen.includes("with-secret"));
      assert.ok(!text.includes(secret));
      assert.match(text, /"functionName": "orders"/);
      const { document } = vscode.window.activeTextEditor ?? assert.fail("an editor is open");
      assert.equal(document.uri.scheme, "picket-activity");
      const lines = await exported(holding("with-secret"), "out.jsonl");
      assert.ok(!lines.join("").includes(secret));
      assert.ok(lines[0]?.includes('"record":{'));
    });
    // The settings are back: the source is another one.
    await shownText((seen) => !seen.includes("with-secret"));
  });

  test("in a record, which nobody can change, nothing is underlined", async () => {
    const everything = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
    const policyDocument = JSON.stringify(everything);
    await deliver("p", [
      record({
        id: "grants-all",
        name: "PutRolePolicy",
        source: "iam",
        more: { requestParameters: { roleName: "KiroAgent", policyName: "all", policyDocument } },
      }),
    ]);
    await watching(async () => {
      await exported(holding("grants-all"));
      await vscode.commands.executeCommand("picket.activity.openRecord", { n: 1 });
      const text = await shownText((seen) => seen.includes("grants-all"));
      const { document } = vscode.window.activeTextEditor ?? assert.fail("an editor is open");
      // The same text elsewhere is judged, later than the record would have been.
      const { uri } = await openUntitled(text, "json");
      await until(
        () => picketDiagnostics(uri).length > 0,
        () => assert.fail("the copy has no finding"),
      );
      assert.deepEqual(picketDiagnostics(document.uri), []);
    });
  });

  test("texts of events that attack a spreadsheet or the reader arrive disarmed", async () => {
    const hostile = '=HYPERLINK("http://x","y")';
    await deliver("g", [
      record({
        id: "hostile-event",
        more: { errorCode: hostile, errorMessage: "\u202Egpj.exe <img src=x>" },
      }),
    ]);
    await watching(async () => {
      const lines = await exported(holding("hostile-event"));
      assert.ok(!lines.some((line) => line.split(",").includes(hostile)));
      assert.ok(
        lines.some((line) => line.includes(`"'=HYPERLINK(`)),
        lines.join("\n"),
      );
      await vscode.commands.executeCommand("picket.activity.openRecord", { n: 1 });
      const text = await shownText((seen) => seen.includes("hostile-event"));
      assert.ok(!text.includes("\u202E"));
      assert.match(text, /\\u202egpj\.exe/);
    });
  });

  test("a policy for chosen events allows just what they used", async () => {
    await deliver("h", [
      record({
        id: "get-item",
        name: "DescribeTable",
        source: "dynamodb",
        more: { requestParameters: { tableName: "orders" } },
      }),
    ]);
    await watching(async () => {
      await exported(holding("get-item"));
      await vscode.commands.executeCommand("picket.activity.addToBasket", 1);
      await vscode.commands.executeCommand("picket.activity.showBasket");
      const text = await shownText((seen) => seen.includes("dynamodb:DescribeTable"));
      assert.match(text, /arn:aws:dynamodb:us-east-1:111122223333:table\/orders/);
    });
  });

  test("the statement of the workspace that allows a call is opened", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Sid: "Other", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" },
        { Sid: "Tables", Effect: "Allow", Action: "dynamodb:DescribeTable", Resource: "*" },
      ],
    };
    await writeFile("policy.json", JSON.stringify(policy, undefined, 2));
    await deliver("i", [
      record({
        id: "granted",
        name: "DescribeTable",
        source: "dynamodb",
        more: { requestParameters: { tableName: "orders" } },
      }),
    ]);
    await watching(async () => {
      await exported(holding("granted"));
      await vscode.commands.executeCommand("picket.activity.goToGrant", 1);
      await shownText((seen) => seen.includes('"Tables"'));
      const editor = vscode.window.activeTextEditor ?? assert.fail("an editor is open");
      assert.match(editor.document.getText(editor.selection), /^\{\s*"Sid": "Tables"/);
    });
  });

  test("switched off, nothing is read", async () => {
    await deliver("j", [record({ id: "unread" })]);
    await watching(async () => {
      await exported(holding("unread"));
      await withSetting("activity.enabled", false, async () => {
        const target = await writeFile("out.csv", "nothing");
        await vscode.commands.executeCommand("picket.activity.copyRecord", 1);
        void vscode.commands.executeCommand("picket.activity.export", target);
        await vscode.commands.executeCommand("picket.activity.refresh");
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
        assert.equal(text, "nothing");
      });
    });
  });
});
