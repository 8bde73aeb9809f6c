import assert from "node:assert/strict";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { chooseQuickFix, openQuickFixes, waitForUnderlined } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { seeded } from "../support/seeded.ts";
import { storedSecrets } from "../support/storedSecrets.ts";
import { useSession } from "../support/uiSuite.ts";
import { openFile, screenshot, screenText, statusItems, waitForNotification } from "../support/workbench.ts";

const { stripeKey } = makeDemoSecrets(seeded(3));

suite("a folder that is not trusted, on the screen", () => {
  const session = useSession({
    restricted: true,
    files: {
      "src/app.py": `stripe_key = "${stripeKey}"\n`,
      ".vscode/settings.json": JSON.stringify({ "picket.secrets.enabled": false }),
    },
  });

  test("the editor says that it is in Restricted Mode", async () => {
    // Its banner and status item come some time after the first picture of the workbench.
    await eventually(
      "Restricted Mode",
      () => screenText(session().page),
      (text) => text.includes("Restricted Mode"),
    );
  });

  test("secrets are underlined, whatever the folder's settings say", async () => {
    const { page } = session();
    await openFile(page, "app.py");
    await waitForUnderlined(page, [stripeKey]);
  });

  test("a move says why it cannot be done and calls nobody", async () => {
    const { page, aws } = session();
    await openQuickFixes(page, 0, (titles) => titles.some((title) => title.startsWith("Ignore here")));
    await screenshot(page, "restricted-light");
    await chooseQuickFix(page, "Move to Secrets Manager");
    assert.match(await waitForNotification(page, /Restricted Mode/), /no AWS call/);
    assert.deepEqual(await storedSecrets(aws), {});
    await waitForUnderlined(page, [stripeKey]);
  });

  test("the AWS item of the status bar has asked nobody", async () => {
    const items = await statusItems(session().page);
    assert.ok(!items.some((item) => item.includes("123456789012")), "an identity was asked for");
  });
});
