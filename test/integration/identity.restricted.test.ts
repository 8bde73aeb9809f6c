import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answerMessages, awsCodeLoaded, operations, resetStub, savedSelection } from "./identitySupport.ts";

suite("the AWS identity in Restricted Mode", () => {
  for (const command of ["picket.showAwsIdentity", "picket.selectAwsProfile", "picket.signInToAws"]) {
    test(`${command} says why it does nothing`, async () => {
      await resetStub();
      const before = savedSelection();
      const messages = answerMessages(() => undefined);
      try {
        await vscode.commands.executeCommand(command);
      } finally {
        messages.restore();
      }
      assert.equal(messages.seen.length, 1);
      assert.match(messages.seen[0] ?? "", /Restricted Mode, so Picket makes no AWS call/);
      assert.deepEqual(await operations(), []);
      assert.equal(awsCodeLoaded(), false);
      assert.deepEqual(savedSelection(), before);
    });
  }

  test("the message leads to the trust of the workspace", async () => {
    const offered: string[] = [];
    const messages = answerMessages((_text, buttons) => {
      offered.push(...buttons);
      return undefined;
    });
    try {
      await vscode.commands.executeCommand("picket.showAwsIdentity");
    } finally {
      messages.restore();
    }
    assert.deepEqual(offered, ["Manage Workspace Trust"]);
  });
});
