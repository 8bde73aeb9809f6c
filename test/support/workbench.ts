import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { outRoot } from "../../scripts/host/project.ts";
import { eventually, patience } from "./eventually.ts";

/** Opens a file of the workspace by its name, as a person does: quick open, type, Enter. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+P");
  const input = quickInput(page).locator("input.input");
  await input.fill(name);
  const row = quickRows(page).filter({ hasText: name.split("/").at(-1) ?? name });
  await row.first().waitFor({ timeout: patience });
  await page.keyboard.press("Enter");
  const tab = page.locator(".tab.active", { hasText: name.split("/").at(-1) ?? name });
  await tab.waitFor({ timeout: patience });
  await page.locator(".editor-instance .view-lines").first().waitFor({ timeout: patience });
}

/** Runs a command by the title that the command palette shows, category included. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await quickInput(page).locator("input.input").fill(`>${title}`);
  const row = quickRows(page).filter({ has: page.getByText(title, { exact: true }) });
  await row.first().waitFor({ timeout: patience });
  await row.first().click();
}

function quickInput(page: Page): Locator {
  return page.locator(".quick-input-widget:visible");
}

function quickRows(page: Page): Locator {
  return quickInput(page).locator(".quick-input-list .monaco-list-row");
}

/** What a pick list or input box shows. */
export interface QuickInputView {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** Prompt or validation message below an input box. */
  readonly message: string;
  readonly rows: readonly string[];
}

/** The open pick list or input box, once `accept` likes it. Default: as soon as there is one. */
export async function readQuickInput(
  page: Page,
  accept: (view: QuickInputView) => boolean = () => true,
): Promise<QuickInputView> {
  return eventually("a pick list or input box", () => lookAtQuickInput(page), accept);
}

async function lookAtQuickInput(page: Page): Promise<QuickInputView> {
  const widget = quickInput(page);
  const input = widget.locator("input.input");
  const quick = { timeout: 1_000 };
  return {
    title: clean(await widget.locator(".quick-input-title").innerText(quick)),
    placeholder: (await input.getAttribute("placeholder", quick)) ?? "",
    value: await input.inputValue(quick),
    message: clean(await widget.locator(".quick-input-message").innerText(quick)),
    rows: (await quickRows(page).allInnerTexts()).map(clean),
  };
}

/** Picks the row that holds `text`. */
export async function pickRow(page: Page, text: string): Promise<void> {
  const row = quickRows(page).filter({ hasText: text }).first();
  await row.waitFor({ timeout: patience });
  await row.click();
}

/** Entries of the editor's menu that is open, once there is one. */
export async function menuEntries(page: Page): Promise<readonly string[]> {
  const labels = page.locator(".monaco-menu .action-item .action-label");
  return eventually(
    "a menu",
    async () => (await labels.allInnerTexts()).map(clean).filter(Boolean),
    (entries) => entries.length > 0,
  );
}

/** Picks the entry that holds `text` of the editor's menu that is open. */
export async function pickEntry(page: Page, text: string): Promise<void> {
  const item = page.locator(".monaco-menu .action-item .action-label", { hasText: text }).first();
  await item.hover({ timeout: patience });
  // The menu ignores a pointer that has not moved since it opened.
  const box = await item.boundingBox();
  if (box) await page.mouse.move(box.x + 24, box.y + box.height / 2, { steps: 4 });
  await page.keyboard.press("Enter");
}

/** A modal dialog as it stands on the screen. */
export interface DialogView {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** The open modal dialog. */
export async function readDialog(page: Page): Promise<DialogView> {
  const box = page.locator(".monaco-dialog-box");
  await box.waitFor({ timeout: patience });
  return {
    message: clean(await box.locator(".dialog-message").innerText()),
    detail: await box.locator(".dialog-message-detail").innerText(),
    buttons: (await box.locator(".dialog-buttons .monaco-button").allInnerTexts()).map(clean).filter(Boolean),
  };
}

/** Presses a button of the open modal dialog and waits until the dialog is gone. */
export async function answerDialog(page: Page, button: string): Promise<void> {
  const box = page.locator(".monaco-dialog-box");
  await box
    .locator(".dialog-buttons .monaco-button", { hasText: button })
    .first()
    .click({ timeout: patience });
  await box.waitFor({ state: "hidden", timeout: patience });
}

/**
 * Waits for a notification that matches, in the list of all of them: one that hid itself after some seconds still counts.
 * The list stays open.
 * @returns its text
 */
export async function waitForNotification(page: Page, pattern: RegExp): Promise<string> {
  const list = page.locator(".notifications-center.visible");
  const messages = list.locator(".notification-list-item-message");
  const find = async (): Promise<string | undefined> => {
    if ((await list.count()) === 0) await page.locator("#status\\.notifications").click({ timeout: 2_000 });
    return (await messages.allInnerTexts()).map(clean).find((text) => pattern.test(text));
  };
  return (await eventually(`a notification ${String(pattern)}`, find, (text) => text !== undefined)) ?? "";
}

/** What the status bar items of the extension say to a screen reader. */
export async function statusItems(page: Page): Promise<string[]> {
  const items = page.locator('.statusbar-item[id^="picket"] .statusbar-item-label');
  return items.evaluateAll((labels) => labels.map((label) => label.getAttribute("aria-label") ?? ""));
}

/** Rows of the Problems view as a screen reader gets them, after opening it. */
export async function problems(
  page: Page,
  accept: (rows: readonly string[]) => boolean,
): Promise<readonly string[]> {
  await page.keyboard.press("Control+Shift+M");
  const rows = page.locator(".markers-panel .monaco-list-row, .markers-table .monaco-list-row");
  return eventually("the Problems view", async () => (await rows.allInnerTexts()).map(clean), accept);
}

/** Everything on the screen as a tree of roles and names, the way a screen reader gets it. */
export async function screenText(page: Page): Promise<string> {
  return page.locator("body").ariaSnapshot();
}

/** Saves what is on the screen to `out/screenshots/NAME.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = join(outRoot, "screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
}

/** One line, without the icon font's code points and with plain spaces. */
export function clean(text: string): string {
  return text
    .replace(/[\uE000-\uF8FF]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
