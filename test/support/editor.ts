import type { Locator, Page } from "playwright-core";
import { eventually, patience } from "./eventually.ts";
import { clean } from "./workbench.ts";

/** A squiggle on the screen and the text that it stands under. */
export interface Underlined {
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly text: string;
}

/**
 * The squiggles in view, top to bottom, with exactly the characters whose middle lies over each: what a person sees,
 * not what the extension said.
 */
export async function underlined(page: Page): Promise<Underlined[]> {
  return activeEditor(page).evaluate((editor) => {
    const kinds = {
      "squiggly-error": "error",
      "squiggly-warning": "warning",
      "squiggly-info": "info",
    } as const;
    const characters = [...editor.querySelectorAll(".view-lines .view-line")].flatMap((line) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const found: { text: string; box: DOMRect }[] = [];
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        for (let at = 0; at < node.data.length; at++) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          found.push({ text: node.data.charAt(at), box: range.getBoundingClientRect() });
        }
      }
      return found;
    });
    return Object.entries(kinds)
      .flatMap(([name, severity]) =>
        [...editor.querySelectorAll(`.view-overlays .${name}`)].map((mark) => {
          const area = mark.getBoundingClientRect();
          const over = characters.filter(({ box }) => {
            const x = box.left + box.width / 2;
            const y = box.top + box.height / 2;
            return x > area.left && x < area.right && y > area.top && y < area.bottom;
          });
          return {
            severity,
            text: over
              .map(({ text }) => text)
              .join("")
              .replaceAll("\u00a0", " "),
            top: area.top,
          };
        }),
      )
      .sort((a, b) => a.top - b.top)
      .map(({ severity, text }) => ({ severity, text }));
  });
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
export async function editorText(page: Page): Promise<string> {
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

/** Middle of the `index`th squiggle in view, in CSS pixels of the window. */
async function squigglePoint(page: Page, index: number): Promise<{ x: number; y: number }> {
  const marks = activeEditor(page).locator(
    ".view-overlays .squiggly-error, .view-overlays .squiggly-warning, .view-overlays .squiggly-info",
  );
  const box = await marks.nth(index).boundingBox({ timeout: patience });
  if (!box) throw new Error(`There is no squiggle ${index} in view.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Puts the cursor into the `index`th underlined value by clicking on it. */
export async function clickSquiggle(page: Page, index = 0): Promise<void> {
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
    (text) => text !== "" && !/^Loading/.test(text),
  );
}

/** Opens the quick fixes at the `index`th underlined value; returns the titles once `accept` likes them. */
export async function openQuickFixes(
  page: Page,
  index = 0,
  accept: (titles: readonly string[]) => boolean = (titles) => titles.length > 0,
): Promise<readonly string[]> {
  await clickSquiggle(page, index);
  await page.keyboard.press("Control+.");
  const rows = page.locator(".action-widget .monaco-list-row.action .title");
  return eventually("the quick fix menu", async () => (await rows.allInnerTexts()).map(clean), accept);
}

/** Chooses an entry of the open quick fix menu by its title or a part of it. */
export async function chooseQuickFix(page: Page, title: string): Promise<void> {
  await page
    .locator(".action-widget .monaco-list-row.action", { hasText: title })
    .first()
    .click({ timeout: patience });
}
