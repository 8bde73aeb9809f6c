import assert from "node:assert/strict";
import { makeDemoSecrets } from "../../scripts/demo/tokens.ts";
import { hoverSettled, hoverSquiggle, underlined, waitForUnderlined } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { seeded } from "../support/seeded.ts";
import { useSession } from "../support/uiSuite.ts";
import { openFile, problems, screenshot, screenText, statusItems } from "../support/workbench.ts";

const { githubToken, databasePassword } = makeDemoSecrets(seeded(1));

suite("a file with secrets, on the screen", () => {
  const session = useSession({
    files: {
      "src/app.js": [
        `const token = "${githubToken}";`,
        `const url = "postgres://orders:${databasePassword}@db.internal/orders";`,
        `const placeholder = "your-token-here";`,
        "",
      ].join("\n"),
      "src/clean.js": "export const answer = 42;\n",
    },
  });

  test("the squiggles stand under exactly the values", async () => {
    const { page } = session();
    await openFile(page, "app.js");
    const seen = await waitForUnderlined(page, [githubToken, databasePassword]);
    assert.deepEqual(
      seen.map(({ severity }) => severity),
      ["error", "warning"],
    );
  });

  test("the hover names the type and why, and links the rule", async () => {
    const { page } = session();
    const hover = await hoverSquiggle(page);
    await hoverSettled(page);
    await screenshot(page, "hover-light");
    assert.match(hover, /GitHub token/);
    assert.match(hover, /checksum is valid/);
    assert.match(hover, /secrets\/github-token/);
    assert.ok(!hover.includes(githubToken.slice(4)), "the hover shows the value");
    await page.keyboard.press("Escape");
  });

  test("Problems lists both with place and rule, and without the values", async () => {
    const { page } = session();
    const rows = await problems(page, (seen) => seen.filter((row) => /Picket/.test(row)).length === 2);
    const text = rows.join("\n");
    assert.match(text, /GitHub token.*secrets\/github-token.*Ln 1, Col 16/);
    assert.match(text, /Ln 2, Col 32/);
    assert.ok(
      !text.includes(githubToken.slice(4)) && !text.includes(databasePassword),
      "Problems shows a value",
    );
  });

  test("the status bar counts them, for the eye and for a screen reader", async () => {
    const { page } = session();
    await eventually(
      "the counts in the status bar",
      () => statusItems(page),
      ([label]) => /Errors: 1\. Warnings: 1\./.test(label ?? ""),
    );
  });

  test("only the editor itself shows the values", async () => {
    const { page } = session();
    assert.ok(!(await screenText(page)).includes(githubToken.slice(4)), "a value stands outside the editor");
  });

  test("a file without secrets has no squiggle, and the status bar says so", async () => {
    const { page } = session();
    await openFile(page, "clean.js");
    await eventually(
      "the status of a clean file",
      () => statusItems(page),
      ([first]) => /Nothing found in this file/.test(first ?? ""),
    );
    assert.deepEqual(await underlined(page), []);
  });
});
