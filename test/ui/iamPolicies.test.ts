import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { policyFiles } from "../../scripts/demo/policies.ts";
import { hoverSettled, openQuickFixes, underlined } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { SessionOptions } from "../support/session.ts";
import { useSession } from "../support/uiSuite.ts";
import { clean, openFile, screenshot } from "../support/workbench.ts";

const looks: readonly { readonly theme: NonNullable<SessionOptions["theme"]> }[] = [
  { theme: "dark" },
  { theme: "light" },
];

/** Squiggles of the file in view, once there are as many as wanted. */
async function squiggles(page: Page, least: number): Promise<readonly string[]> {
  const seen = await eventually(
    "squiggles of policies",
    () => underlined(page),
    (all) => all.length >= least,
  );
  return seen.map(({ text }) => text);
}

/** The place of a word, which the highlighting of actions makes a token of its own, in CSS pixels of the window. */
async function pointAt(page: Page, word: string): Promise<{ x: number; y: number }> {
  const token = page
    .locator(".editor-group-container.active .view-line span span", { hasText: word })
    .first();
  // Lines are drawn anew when highlighting or the lines above statements come in.
  const box = await eventually(
    `${word} in view`,
    () => token.boundingBox({ timeout: 2_000 }),
    (found) => found !== null,
  );
  assert.ok(box);
  return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 };
}

async function hoverWord(page: Page, word: string): Promise<string> {
  const hover = page.locator(".monaco-hover:visible .hover-contents");
  const text = await eventually(
    `the hover over ${word}`,
    async () => {
      if ((await hover.count()) === 0) {
        const { x, y } = await pointAt(page, word);
        await page.mouse.move(x, y, { steps: 3 });
      }
      return (await hover.allInnerTexts()).map(clean).join("\n");
    },
    (found) => found.includes("AWS data of"),
  );
  await hoverSettled(page);
  return text;
}

/** Entries of the open list of completions. */
async function suggestions(page: Page, wanted: RegExp): Promise<readonly string[]> {
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  return eventually(
    "the list of completions",
    async () => (await rows.allInnerTexts()).map(clean),
    (all) => all.some((row) => wanted.test(row)),
  );
}

/** Puts the cursor at the end of the line that holds the word. */
async function cursorBehind(page: Page, word: string): Promise<void> {
  const { x, y } = await pointAt(page, word);
  await page.mouse.click(x, y);
  await page.keyboard.press("End");
}

for (const { theme } of looks) {
  suite(`policies on the screen, ${theme}`, () => {
    const session = useSession({ theme, files: policyFiles(), size: { width: 1280, height: 900 } });

    test("a JSON policy: squiggles under the exact words, a line above each statement", async () => {
      const { page } = session();
      await openFile(page, "deployer.json");
      const seen = await squiggles(page, 6);
      assert.ok(seen.includes("s3:ListBuckt"), seen.join(", "));
      assert.ok(seen.includes("iam:PassRole"), seen.join(", "));
      const lenses = page.locator(".codelens-decoration");
      const titles = await eventually(
        "the lines above the statements",
        async () => (await lenses.allInnerTexts()).map(clean),
        (all) => all.filter((title) => title.startsWith("Allows")).length === 4,
      );
      assert.ok(titles.includes("Allows 3 write actions"), titles.join(", "));
      await screenshot(page, `iam-json-${theme}`);
    });

    test("the hover explains the action under the mouse", async () => {
      const { page } = session();
      const text = await hoverWord(page, "CreateFunction");
      await screenshot(page, `iam-hover-${theme}`);
      assert.match(text, /lambda:CreateFunction.*Write.*AWS Lambda/);
      await page.keyboard.press("Escape");
    });

    test("the menu at a wildcard offers proved fixes", async () => {
      const { page } = session();
      const titles = await openQuickFixes(page, 0, (all) =>
        all.some((title) => title.startsWith("Expand s3:Get*")),
      );
      await screenshot(page, `iam-fixes-${theme}`);
      assert.ok(titles.some((title) => title.startsWith("Expand s3:Get*")));
      await page.keyboard.press("Escape");
    });

    test("typing a quote completes services, then actions with their access level", async () => {
      const { page } = session();
      await cursorBehind(page, "SendMessage");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.type(', "sqs:');
      const rows = await suggestions(page, /sqs:DeleteMessage/);
      assert.ok(
        rows.some((row) => /sqs:DeleteMessage\s*Write/.test(row)),
        rows.join(" | "),
      );
      await screenshot(page, `iam-completion-${theme}`);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+Z");
    });

    test("a CloudFormation template: squiggles and hover in YAML", async () => {
      const { page } = session();
      await openFile(page, "roles.yaml");
      const seen = await squiggles(page, 4);
      assert.ok(seen.includes("dynamodb:PutItems"), seen.join(", "));
      const text = await hoverWord(page, "GetItem");
      await screenshot(page, `iam-yaml-hover-${theme}`);
      assert.match(text, /Amazon DynamoDB/);
      await page.keyboard.press("Escape");
    });

    test("completion in YAML, where the text does not parse while it is typed", async () => {
      const { page } = session();
      await cursorBehind(page, "GetItem");
      await page.keyboard.press("Enter");
      await page.keyboard.type("- dynamodb:");
      const rows = await suggestions(page, /dynamodb:BatchGetItem/);
      assert.ok(rows.length > 3);
      await screenshot(page, `iam-yaml-completion-${theme}`);
      await page.keyboard.press("Escape");
    });

    test("the line above a statement opens the list of what it allows", async () => {
      const { page } = session();
      await openFile(page, "access.tf");
      await page.locator(".codelens-decoration a", { hasText: "Allows 2 actions" }).first().click();
      const text = page.locator(".editor-group-container .view-lines", {
        hasText: "iam:CreatePolicyVersion:",
      });
      await text.first().waitFor();
      await screenshot(page, `iam-statement-${theme}`);
      assert.match(clean(await text.first().innerText()), /# Statement 1 Release/);
    });
  });
}
