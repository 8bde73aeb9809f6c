import type { Locator, Page } from "playwright-core";
import { eventually, patience } from "./eventually.ts";
import { squigglesOf, type Underlined } from "./squiggles.ts";
import { clean } from "./workbench.ts";

/** The squiggles in view, top to bottom: what a person sees, not what the extension said. */
export async function underlined(page: Page): Promise<Underlined[]> {
  return activeEditor(page).evaluate(squigglesOf);
}

/** Waits until exactly these texts are underlined, in this order. */
export async function waitForUnderlined(
  page: Page,
  texts: readonly string[],
): Promise<readonly Underlined[]> {
  const wanted = JSON.stringify(texts);
  return eventually(
    `squiggles under ${texts.length} values`,
    () => underlined(page),
    (seen) => JSON.stringify(seen.map(({ text }) => text)) === wanted,
  );
}

/** The lines of the active editor that are in view, from the screen. */
async function editorText(page: Page): Promise<string> {
  const lines = await activeEditor(page)
    .locator(".view-lines .view-line")
    .evaluateAll((all) =>
      all
        .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text),
    );
  return lines.join("\n").replaceAll("\u00a0", " ");
}

/** Waits until the text in view satisfies `accept`. */
export async function waitForText(page: Page, accept: (text: string) => boolean): Promise<string> {
  return eventually("the editor's text", () => editorText(page), accept);
}

function activeEditor(page: Page): Locator {
  return page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
}

/** A point over the first characters of the `index`th squiggle in view, in CSS pixels of the window. */
async function squigglePoint(page: Page, index: number): Promise<{ x: number; y: number }> {
  const marks = activeEditor(page).locator(
    ".view-overlays .squiggly-error, .view-overlays .squiggly-warning, .view-overlays .squiggly-info",
  );
  const box = await marks.nth(index).boundingBox({ timeout: patience });
  if (!box) throw new Error(`There is no squiggle ${index} in view.`);
  // Not its middle: that may lie under the minimap in a narrow window.
  return { x: box.x + Math.min(box.width / 2, 24), y: box.y + box.height / 2 };
}

/** Puts the cursor into the `index`th underlined value by clicking on it. */
async function clickSquiggle(page: Page, index = 0): Promise<void> {
  const { x, y } = await squigglePoint(page, index);
  await page.mouse.click(x, y);
}

/** Holds the mouse over the `index`th underlined value; returns the text of the hover. */
export async function hoverSquiggle(page: Page, index = 0): Promise<string> {
  const { x, y } = await squigglePoint(page, index);
  await page.mouse.move(x, y);
  const hover = page.locator(".monaco-hover:visible .hover-contents");
  return eventually(
    "the hover",
    async () => (await hover.allInnerTexts()).map(clean).join("\n"),
    (text) => text !== "" && !text.includes("Loading..."),
  );
}

/** Opens the quick fixes at the `index`th underlined value; returns the titles once `accept` likes them. */
export async function openQuickFixes(
  page: Page,
  index = 0,
  accept: (titles: readonly string[]) => boolean = (titles) => titles.length > 0,
): Promise<readonly string[]> {
  const rows = page.locator(".action-widget .monaco-list-row.action .title");
  return eventually(
    "the quick fix menu",
    async () => {
      // Asked too early, the editor shows no menu at all: a person presses the keys again.
      if ((await rows.count()) === 0) {
        await clickSquiggle(page, index);
        await page.keyboard.press("Control+.");
        await rows.first().waitFor({ timeout: 8_000 });
      }
      return (await rows.allInnerTexts()).map(clean);
    },
    accept,
  );
}

/** Chooses an entry of the open quick fix menu by its title or a part of it. */
export async function chooseQuickFix(page: Page, title: string): Promise<void> {
  const row = page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
  await row.hover({ force: true, timeout: patience });
  // Older versions ignore the pointer until it has moved, so that the menu does not react to where it happens to be.
  const box = await row.boundingBox();
  if (box) await page.mouse.move(box.x + 20, box.y + box.height / 2, { steps: 4 });
  await row.click({ timeout: patience });
}

/** Waits until the hover that is shown has all its parts: other providers and the list of fixes come later. */
export async function hoverSettled(page: Page): Promise<void> {
  const hover = page.locator(".monaco-hover:visible");
  await eventually(
    "the whole hover",
    async () => (await hover.allInnerTexts()).map(clean).join(" "),
    (text) => text !== "" && !/Loading|Checking for quick fixes/.test(text),
  );
}
