import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/host/chromium.ts";
import { outRoot } from "../../scripts/host/project.ts";
import { openActivityPage, type ActivityPage } from "../support/activityPage/page.ts";
import { scenes, sceneTime } from "../support/activityPage/scenes.ts";
import type { ThemeName } from "../support/activityPage/themes.ts";
import { eventually } from "../support/eventually.ts";

const sizes = [
  { width: 220, height: 640 },
  { width: 420, height: 640 },
  { width: 900, height: 300 },
];
/** States that show all there is to colour; the others are looked at in one theme. */
const telling = new Set(["live", "selected", "signed-out"]);
const folder = join(outRoot, "screenshots", "activity-page");

/** Elements whose content reaches beyond the page or under the edge of the element that holds it. */
const spillsOver = `(() => {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const { right, left, width } = element.getBoundingClientRect();
      // What is cut off with an ellipsis reaches further than it is seen.
      if (element.parentElement?.closest(".cut-off")) continue;
      if (width > 1 && (right > innerWidth + 1 || left < -1)) found.push(element.tagName + "." + element.className);
    }
  };
  look(document);
  return found;
})()`;

suite("page of agent activity: looks", () => {
  let browser: Browser;
  suiteSetup(async () => {
    browser = await launchChromium((line) => void process.stdout.write(`  ${line}\n`));
    await mkdir(folder, { recursive: true });
  });
  suiteTeardown(() => browser.close());

  for (const theme of ["dark", "light", "high-contrast"] as const satisfies readonly ThemeName[]) {
    for (const size of sizes) {
      test(`${theme === "dark" ? "every state" : "what is coloured"} fits, ${theme}, ${size.width} pixels wide`, async () => {
        for (const [name, messages] of Object.entries(scenes)) {
          if (theme !== "dark" && !telling.has(name)) continue;
          const page = await openActivityPage(browser, { theme, ...size, now: sceneTime + 12_000 });
          try {
            await page.send(...messages);
            await settle(page);
            const path = join(folder, `${name}-${theme}-${size.width}.png`);
            await page.page.screenshot({ path, animations: "disabled", caret: "hide" });
            assert.deepEqual(await page.page.evaluate(spillsOver), [], name);
            assert.deepEqual(page.complaints(), [], name);
          } finally {
            await page.close();
          }
        }
      });
    }
  }
});

/** Waits until the page shows what it was sent, and nothing of it changes from one look to the next. */
async function settle(page: ActivityPage): Promise<void> {
  let before = "";
  const look = async (): Promise<boolean> => {
    const now = await page.panel.ariaSnapshot();
    const same = now === before && now !== "";
    before = now;
    return same;
  };
  await eventually("a page that stands still", look, (same) => same, 10_000);
}
