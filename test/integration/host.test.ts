import assert from "node:assert/strict";
import * as vscode from "vscode";

const id = "picket.picket";

suite("the host", () => {
  test("is the VS Code that was asked for", () => {
    assert.equal(vscode.version, process.env["PICKET_TEST_VSCODE"]);
  });

  test("is a version that the manifest's engine allows", () => {
    const engine = /^\^1\.(\d+)\.(\d+)$/.exec(String(extension().packageJSON.engines.vscode));
    assert.ok(engine, "the manifest names its engine as ^1.x.y");
    const [major, minor] = vscode.version.split(".").map(Number);
    assert.equal(major, 1);
    assert.ok(
      minor !== undefined && minor >= Number(engine[1]),
      `${vscode.version} is older than the engine`,
    );
  });

  test("has a folder open", () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });

  test("trusts the folder", () => {
    assert.equal(vscode.workspace.isTrusted, true);
  });
});

suite("the extension", () => {
  test("activates", async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  test("registers every command of its manifest", async () => {
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared: { command: string }[] = extension().packageJSON.contributes.commands;
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(id);
  assert.ok(found, `${id} is not in the host`);
  return found;
}
