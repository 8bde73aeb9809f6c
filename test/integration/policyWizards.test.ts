import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll } from "./diagnosticsSupport.ts";
import { operations, pressThrough, resetStub } from "./identitySupport.ts";

suite("the wizards for policies and stacks", () => {
  setup(resetStub);
  teardown(closeAll);

  /** Runs a wizard without AWS and takes the first answer to each question. */
  async function firstAnswers(command: string): Promise<vscode.TextDocument> {
    await pressThrough(vscode.commands.executeCommand(command), 1);
    return vscode.window.activeTextEditor?.document ?? assert.fail("no document was opened");
  }

  test("open a starter policy that nobody has saved, and call nothing", async () => {
    const document = await firstAnswers("picket.generateStarterPolicy");
    assert.deepEqual([document.isUntitled, document.languageId], [true, "yaml"]);
    const text = document.getText();
    assert.match(text, /RoleName: kiro-agent$/m);
    assert.match(text, /secret:\$\{SecretName\}-\?{6}/);
    assert.deepEqual(await operations(), []);
  });

  test("open a monitoring stack that nobody has saved, and call nothing", async () => {
    const document = await firstAnswers("picket.generateMonitoringStack");
    assert.deepEqual([document.isUntitled, document.languageId], [true, "yaml"]);
    assert.match(document.getText(), /userName = "kiro-agent"/);
    assert.match(document.getText(), /Type: AWS::Config::ConfigurationRecorder/);
    assert.deepEqual(await operations(), []);
  });
});
