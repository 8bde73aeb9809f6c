import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  baselineOf,
  closeAll,
  madeUpToken,
  open,
  openUntitled,
  remove,
  untilCount,
  untilUnderlined,
  writeFile,
} from "./diagnosticsSupport.ts";

const token = madeUpToken(21);
const line = `t = "${token}"\n`;

suite("diagnostics in Restricted Mode", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("picket.clearWorkspaceResults");
    await closeAll();
    await remove("restricted");
    await remove(".vscode");
    await remove(".picketignore");
    await remove(".picket-baseline.json");
  });

  test("files and untitled documents are underlined", async () => {
    await untilUnderlined(await open(await writeFile("restricted/a.txt", line)), [token]);
    await untilUnderlined(await openUntitled(line), [token]);
  });

  test("the folder's baseline does not count", async () => {
    await writeFile(".picket-baseline.json", await baselineOf("restricted/known.txt", line));
    await untilUnderlined(await open(await writeFile("restricted/known.txt", line)), [token]);
  });

  test("the folder's ignore files and settings do not count", async () => {
    const settings = { "picket.secrets.enabled": false, "picket.fix.nameTemplate": "attacker/{key}" };
    await writeFile(".vscode/settings.json", JSON.stringify(settings));
    await writeFile(".picketignore", "**\n");
    await writeFile("restricted/.picketignore", "*\n");
    await untilUnderlined(await open(await writeFile("restricted/b.txt", line)), [token]);
    assert.equal(
      vscode.workspace.getConfiguration("picket").get("fix.nameTemplate"),
      "{project}/{file}/{key}",
    );
  });

  test("the scan of the workspace finds what the folder's ignore files would hide", async () => {
    await writeFile("restricted/.gitignore", "*\n");
    const uri = await writeFile("restricted/c.txt", line);
    await vscode.commands.executeCommand("picket.scanWorkspace");
    await untilCount(uri, 1);
  });
});
