import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { hoverSquiggle, waitForUnderlined } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { seeded } from "../support/seeded.ts";
import { useSession } from "../support/uiSuite.ts";
import { openFile, runCommand, screenshot } from "../support/workbench.ts";

const { githubToken } = makeDemoSecrets(seeded(5));

suite("pages that ship with the extension, on the screen", () => {
  const session = useSession({ files: { "app.py": `token = "${githubToken}"\n` } });

  test("the rule's code in the hover opens its page, offline", async () => {
    const { page } = session();
    await openFile(page, "app.py");
    await waitForUnderlined(page, [githubToken]);
    await hoverSquiggle(page);
    await page.locator(".monaco-hover:visible a", { hasText: "secrets/github-token" }).first().click();
    const text = await eventually(
      "the rule's page",
      () => webviewText(page),
      (seen) => /checksum/i.test(seen),
    );
    await screenshot(page, "rule-page-light");
    assert.match(text, /GitHub token/i);
    assert.match(text, /revoke|rotate|delete the token/i);
  });

  test("the walkthrough opens and shows its steps", async () => {
    const { page } = session();
    await runCommand(page, "Picket: Open Walkthrough");
    const steps = page.locator(".getting-started-step .step-title");
    const titles = await eventually(
      "the walkthrough's steps",
      async () => (await steps.allInnerTexts()).map((title) => title.trim()),
      (seen) => seen.length >= 4,
    );
    await screenshot(page, "walkthrough-light");
    assert.equal(titles[0], "See a secret underlined");
  });
});

/** Text of all webviews: they are frames within frames. */
async function webviewText(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((frame) =>
      frame
        .locator("body")
        .innerText({ timeout: 1_000 })
        .catch(() => ""),
    ),
  );
  return texts.slice(1).join("\n");
}
