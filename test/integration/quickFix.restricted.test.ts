import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  madeUpToken,
  open,
  remove,
  until,
  untilUnderlined,
  writeFile,
} from "./diagnosticsSupport.ts";
import { fixesAt, rangeOf, runFix } from "./quickFixSupport.ts";

const token = madeUpToken(311);

suite("quick fixes in Restricted Mode", function () {
  // The editor may still be starting other extensions, which cancels requests for fixes.
  this.timeout(60_000);

  teardown(async () => {
    await closeAll();
    await remove("fixes");
  });

  test("offer no baseline of the folder, and still replace by a variable", async () => {
    const document = await open(await writeFile("fixes/a.ts", `const apiToken = "${token}";\n`));
    await untilUnderlined(document, [token]);
    const fixes = await fixesAt(document, rangeOf(document, token));
    assert.ok(!fixes.some(({ title }) => title === "Add to the baseline"));
    await runFix(fixes, "Replace with an environment variable");
    const gone = (): boolean => !document.getText().includes(token);
    await until(gone, () => assert.ok(gone()));
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
