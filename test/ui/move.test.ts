import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { chooseQuickFix, openQuickFixes, waitForText, waitForUnderlined } from "../support/editor.ts";
import { seeded } from "../support/seeded.ts";
import { storedSecrets } from "../support/storedSecrets.ts";
import { useSession } from "../support/uiSuite.ts";
import { answerDialog, openFile, readDialog, screenshot, waitForNotification } from "../support/workbench.ts";

const { githubToken } = makeDemoSecrets(seeded(2));
const before = `export const token = "${githubToken}";\n`;
const move = "Move to Secrets Manager and replace…";

suite("moving a secret to Secrets Manager, on the screen", () => {
  const session = useSession({
    theme: "dark",
    files: {
      "package.json": JSON.stringify({ name: "orders", type: "module" }),
      "src/app.ts": before,
    },
    settings: { "typescript.validate.enable": false },
  });

  test("the quick fix menu offers both stores, a lookup, a variable and ways to ignore", async () => {
    const { page } = session();
    await openFile(page, "app.ts");
    await waitForUnderlined(page, [githubToken]);
    const titles = await openQuickFixes(page, 0, (seen) => seen.includes(move));
    await screenshot(page, "fixes-dark");
    const wanted = [
      move,
      "Move to Parameter Store and replace…",
      "Replace with a lookup of an existing secret…",
      "Replace with an environment variable",
      "Ignore here",
      "Ignore in this file",
      "Add to the baseline",
    ];
    assert.deepEqual(titles.slice(0, wanted.length), wanted);
  });

  test("a dialog says where to, under which name and what changes; Cancel does nothing", async () => {
    const { page } = session();
    await chooseQuickFix(page, move);
    const dialog = await readDialog(page);
    await screenshot(page, "confirm-dark");
    assert.match(dialog.message, /Secrets Manager.*app\.ts/);
    for (const part of [
      /Account: 123456789012/,
      /Region: us-east-1/,
      /Name: orders\/app\/token/,
      /KMS key/,
      /Tags/,
    ]) {
      assert.match(dialog.detail, part);
    }
    assert.ok(
      !`${dialog.message}${dialog.detail}`.includes(githubToken.slice(4)),
      "the dialog shows the value",
    );
    await answerDialog(page, "Cancel");
    assert.deepEqual(await storedSecrets(session().aws), {});
    await waitForUnderlined(page, [githubToken]);
  });

  test("after consent the code looks the value up, and Secrets Manager holds it", async () => {
    const { page, workspace } = session();
    await openQuickFixes(page, 0, (seen) => seen.includes(move));
    await chooseQuickFix(page, move);
    await readDialog(page);
    await answerDialog(page, "Move and Replace");
    const text = await waitForText(page, (seen) => seen.includes("GetSecretValueCommand"));
    assert.ok(text.includes(`SecretId: "orders/app/token"`), text);
    assert.ok(!text.includes(githubToken), "the literal is still there");
    await waitForUnderlined(page, []);
    const stored = await storedSecrets(session().aws);
    assert.ok(stored["orders/app/token"] === githubToken, "Secrets Manager does not hold the value");
    assert.equal(
      await readFile(join(workspace, "src", "app.ts"), "utf8"),
      before,
      "the file was saved unasked",
    );
  });

  test("a note says that the value was in a file and must be rotated", async () => {
    const { page } = session();
    const note = await waitForNotification(page, /rotate/i);
    await screenshot(page, "replaced-dark");
    assert.ok(!note.includes(githubToken.slice(4)), "the note shows the value");
  });

  test("one undo brings the literal back", async () => {
    const { page } = session();
    await page.locator(".editor-group-container.active .view-lines").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("Control+Z");
    assert.equal((await waitForText(page, (text) => text.includes(githubToken))).trim(), before.trim());
    await waitForUnderlined(page, [githubToken]);
  });
});
