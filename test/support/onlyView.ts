import type { Locator, Page } from "playwright-core";
import { patience } from "./eventually.ts";

const headers = ".sidebar .pane-header";

/** Opens one view of the side bar and folds the others, so that its rows have room: rows out of sight are none. */
export async function onlyView(page: Page, name: string): Promise<void> {
  const own = `${headers}[aria-label^="${name}"]`;
  await page.locator(own).waitFor({ timeout: patience });
  // First the one: a side bar whose views are all folded opens one of them itself.
  await fold(page, own, "true");
  for (const label of await labelsOf(page.locator(headers)))
    if (!label.startsWith(name)) await fold(page, `${headers}[aria-label="${label}"]`, "false");
}

async function labelsOf(all: Locator): Promise<readonly string[]> {
  return all.evaluateAll((found) => found.map((one) => one.getAttribute("aria-label") ?? ""));
}

async function fold(page: Page, header: string, expanded: "true" | "false"): Promise<void> {
  const title = page.locator(`${header} .title`).first();
  if ((await page.locator(header).first().getAttribute("aria-expanded")) !== expanded)
    await title.click({ timeout: patience });
  await page.locator(`${header}[aria-expanded="${expanded}"]`).first().waitFor({ timeout: patience });
}
