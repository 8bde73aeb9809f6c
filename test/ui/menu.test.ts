import assert from "node:assert/strict";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { eventually } from "../support/eventually.ts";
import { seeded } from "../support/seeded.ts";
import { useSession } from "../support/uiSuite.ts";
import { clean, pickRow, problems, readQuickInput, screenshot } from "../support/workbench.ts";

const { npmToken } = makeDemoSecrets(seeded(7));

suite("the status bar item's menu, on the screen", () => {
  const session = useSession({
    files: { "a.js": "export {};\n", "deep/down/.npmrc": `//registry/:_authToken=${npmToken}\n` },
  });

  test("opens with a click and says what can be done", async () => {
    const { page } = session();
    await page.locator('.statusbar-item[id^="picket"]').first().click();
    const menu = await readQuickInput(page, ({ rows }) => rows.length >= 5);
    await screenshot(page, "menu-light");
    assert.equal(menu.title, "Picket");
    for (const row of [
      "Scan the workspace",
      "Show the AWS identity",
      "Open the walkthrough",
      "Show the log",
    ]) {
      assert.ok(
        menu.rows.some((text) => text.includes(row)),
        `${row} is not in ${menu.rows.join(" | ")}`,
      );
    }
  });

  test("a scan of the workspace lists a file that is not open", async () => {
    const { page } = session();
    await pickRow(page, "Scan the workspace");
    const rows = await problems(page, (seen) => seen.some((row) => row.includes("npm")));
    await screenshot(page, "workspace-scan-light");
    const text = rows.join("\n");
    assert.match(text, /\.npmrc/);
    assert.ok(!text.includes(npmToken.slice(4)), "Problems shows the value");
  });

  test("the log has lines, and no value", async () => {
    const { page } = session();
    await page.locator('.statusbar-item[id^="picket"]').first().click();
    await pickRow(page, "Show the log");
    const lines = page.locator("#workbench\\.parts\\.panel .view-line");
    const log = await eventually(
      "the log",
      async () => clean((await lines.allInnerTexts()).join("\n")),
      (text) => text.includes("[info]"),
    );
    assert.ok(!log.includes(npmToken.slice(4)), "the log shows the value");
  });
});
