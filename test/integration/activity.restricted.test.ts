import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, remove, withSetting, writeFile } from "./diagnosticsSupport.ts";

suite("agent activity of a workspace that is not trusted", function () {
  this.timeout(60_000);

  teardown(async () => {
    await closeAll();
    for (const path of ["trail", "out.csv"]) await remove(path);
  });

  test("a folder of files is read all the same: it calls nobody", async () => {
    const record = {
      eventID: "offline-event",
      eventTime: new Date().toISOString(),
      eventName: "ListBuckets",
      eventSource: "s3.amazonaws.com",
    };
    const file = await writeFile("trail/a.json", JSON.stringify({ Records: [record] }));
    await withSetting("activity.folder", vscode.Uri.joinPath(file, "..").fsPath, async () => {
      const target = await writeFile("out.csv", "");
      let text = "";
      for (let attempt = 0; attempt < 150 && !text.includes("offline-event"); attempt++) {
        void vscode.commands.executeCommand("picket.activity.export", target);
        await new Promise((resolve) => setTimeout(resolve, 100));
        text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      }
      assert.match(text, /offline-event/);
    });
  });

  test("the workspace's own settings choose no source", async () => {
    const settings = { "picket.activity.folder": "/nowhere", "picket.activity.notify": "off" };
    await writeFile(".vscode/settings.json", JSON.stringify(settings));
    const configuration = vscode.workspace.getConfiguration("picket");
    assert.equal(configuration.get("activity.folder"), "");
    assert.equal(configuration.get("activity.notify"), "critical");
    await remove(".vscode");
  });
});
