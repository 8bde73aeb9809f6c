import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, madeUpToken, remove, until, withSetting, writeFile } from "./diagnosticsSupport.ts";
import { checked, exported, inWorkspace, statusOf } from "./postureSupport.ts";

suite("posture in the editor", function () {
  this.timeout(90_000);

  teardown(async () => {
    await closeAll();
    for (const path of [".kiro", "reports", "report.json", "report.csv", "report.html"]) await remove(path);
  });

  test("every check of this machine has a result, and what was not asked for is no pass", async () => {
    const report = await checked();
    assert.ok(report.results.length >= 28);
    assert.deepEqual(report.subjects, ["workstation"]);
    assert.equal(report.network, false);
    for (const id of ["PK-020", "PK-021", "PK-022"]) assert.equal(statusOf(report, id), "UNKNOWN");
    assert.ok(report.results.every(({ reason }) => reason !== ""));
  });

  test("what stands in the workspace is judged, and no value of it is in the report", async () => {
    const token = madeUpToken(8001);
    await writeFile(
      ".kiro/settings/mcp.json",
      JSON.stringify({ mcpServers: { tickets: { command: "npx", args: ["a"], env: { TOKEN: token } } } }),
    );
    const report = await checked();
    assert.equal(statusOf(report, "PK-008"), "FAIL");
    assert.equal(statusOf(report, "PK-011"), "FAIL");
    assert.ok(!JSON.stringify(report).includes(token.slice(4)));
    for (const name of ["report.csv", "report.html"])
      assert.ok(!(await exported(name)).includes(token.slice(4)), name);
  });

  test("reports are signed and chained, and a changed one ends the chain", async () => {
    await withSetting("posture.reportFolder", inWorkspace("reports"), async () => {
      const first = await checked();
      const second = await checked();
      assert.equal(first.attestation?.seq, 0);
      assert.equal(second.attestation?.seq, 1);
      assert.ok(second.attestation.signature);
      const folder = vscode.Uri.file(inWorkspace("reports"));
      const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
      const [json] = names.filter((name) => /^posture-000000.*\.json$/.test(name));
      assert.ok(json, names.join(" "));
      const uri = vscode.Uri.joinPath(folder, json);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text.replace("FAIL", "PASS")));
      const third = await checked();
      assert.equal(statusOf(third, "PK-028"), "FAIL");
      // It is shown, but not added to a chain that does not hold.
      assert.equal(third.attestation, undefined);
    });
  });

  test("a page explains a result", async () => {
    await checked();
    await vscode.commands.executeCommand("picket.posture.showDetails", "PK-022");
    const shown = (): vscode.Tab | undefined =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes("PK-022"));
    await until(
      () => shown() !== undefined,
      () => assert.ok(shown(), "the page is open"),
    );
    const uri = vscode.Uri.from({ scheme: "picket-posture", path: "/PK-022.md", query: "PK-022" });
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, /^# UNKNOWN/);
    assert.match(text, /UNKNOWN is not a pass/);
    assert.match(text, /MAS TRM/);
  });

  test("the report opens in an editor of its own", async () => {
    await checked();
    await vscode.commands.executeCommand("picket.posture.openReport");
    const isOpen = (): boolean =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(({ input }) => input instanceof vscode.TabInputWebview && /postureReport/.test(input.viewType));
    await until(isOpen, () => assert.ok(isOpen(), "the report is open"));
  });
});
