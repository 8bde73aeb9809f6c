import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, remove, withSetting, writeFile } from "./diagnosticsSupport.ts";
import { checked } from "./postureSupport.ts";

suite("posture of a workspace that is not trusted", function () {
  this.timeout(90_000);

  teardown(async () => {
    await closeAll();
    for (const path of [".vscode", "report.json"]) await remove(path);
  });

  test("this machine is checked, and AWS is not, whatever the settings say", async () => {
    await withSetting("posture.include", ["aws"], async () => {
      const report = await checked();
      assert.deepEqual(report.subjects, ["workstation"]);
      assert.ok(report.results.length >= 28);
    });
  });

  test("the workspace's own settings decide nothing", async () => {
    const settings = {
      "picket.posture.reportFolder": "/nowhere",
      "picket.posture.include": ["network", "aws"],
      "picket.posture.schedule": "daily",
    };
    await writeFile(".vscode/settings.json", JSON.stringify(settings));
    const configuration = vscode.workspace.getConfiguration("picket");
    assert.equal(configuration.get("posture.reportFolder"), "");
    assert.deepEqual(configuration.get("posture.include"), []);
    assert.equal(configuration.get("posture.schedule"), "off");
    assert.equal((await checked()).network, false);
  });
});
