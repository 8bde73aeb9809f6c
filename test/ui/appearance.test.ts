import assert from "node:assert/strict";
import { demoFiles } from "../../scripts/demo/files.ts";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { chooseQuickFix, openQuickFixes, underlined, waitForUnderlined } from "../support/editor.ts";
import { seeded } from "../support/seeded.ts";
import type { SessionOptions } from "../support/session.ts";
import { useSession } from "../support/uiSuite.ts";
import { answerDialog, openFile, readDialog, screenshot } from "../support/workbench.ts";

const secrets = makeDemoSecrets(seeded(4));
const looks: readonly (Pick<SessionOptions, "theme" | "size"> & { readonly name: string })[] = [
  { name: "light", theme: "light" },
  { name: "high-contrast", theme: "high-contrast" },
  { name: "narrow", theme: "dark", size: { width: 640, height: 720 } },
];

for (const { name, ...look } of looks) {
  suite(`the demo project, ${name}`, () => {
    const session = useSession({
      ...look,
      files: demoFiles(secrets),
      settings: { "typescript.validate.enable": false },
    });

    test("both secrets of app.ts are underlined", async () => {
      const { page } = session();
      await openFile(page, "app.ts");
      await waitForUnderlined(page, [secrets.stripeKey, secrets.githubToken]);
      await screenshot(page, `code-${name}`);
      assert.equal((await underlined(page)).length, 2);
    });

    test("the dialog fits the window", async () => {
      const { page } = session();
      await openQuickFixes(page, 1, (titles) => titles.some((title) => title.startsWith("Move to")));
      await chooseQuickFix(page, "Move to Secrets Manager");
      await readDialog(page);
      await screenshot(page, `confirm-${name}`);
      const box = await page.locator(".monaco-dialog-box").boundingBox();
      const window = page.viewportSize();
      assert.ok(box && window);
      assert.ok(box.x >= 0 && box.y >= 0, "the dialog is cut off");
      assert.ok(
        box.x + box.width <= window.width && box.y + box.height <= window.height,
        "the dialog is cut off",
      );
      await answerDialog(page, "Cancel");
    });
  });
}
