import assert from "node:assert/strict";
import * as vscode from "vscode";

suite("the host in Restricted Mode", () => {
  test("does not trust the folder", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  test("runs the extension all the same", async () => {
    const extension = vscode.extensions.getExtension("picket.picket");
    assert.ok(extension, "the extension declares that it supports untrusted folders");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
