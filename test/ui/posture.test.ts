import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { mcpFiles } from "../../scripts/demo/mcp.ts";
import { eventually, patience } from "../support/eventually.ts";
import type { SessionOptions } from "../support/session.ts";
import { useSession } from "../support/uiSuite.ts";
import { clean, runCommand, screenshot, waitForNotification } from "../support/workbench.ts";

interface Look {
  readonly name: string;
  readonly theme: NonNullable<SessionOptions["theme"]>;
  readonly size: { readonly width: number; readonly height: number };
}

const looks: readonly Look[] = [
  { name: "dark", theme: "dark", size: { width: 1280, height: 900 } },
  { name: "light", theme: "light", size: { width: 1280, height: 900 } },
  { name: "narrow", theme: "high-contrast", size: { width: 640, height: 720 } },
];

/** Opens the view and gives it the whole height. */
async function openPosture(page: Page): Promise<void> {
  await runCommand(page, "View: Show Picket");
  const headers = page.locator(".sidebar .pane-header");
  await headers.filter({ hasText: "Posture" }).first().waitFor({ timeout: patience });
  for (const header of await headers.all()) {
    const isPosture = /^Posture/i.test(clean(await header.innerText()));
    const isOpen = (await header.getAttribute("aria-expanded")) === "true";
    if (isPosture !== isOpen) await header.click();
  }
}

/** The body of the view; other views of the container may be open as well where there is little room. */
const paneBody = '.sidebar .pane:has(.pane-header[aria-label^="Posture"]) .pane-body';

async function rows(page: Page, accept: (rows: readonly string[]) => boolean): Promise<readonly string[]> {
  return eventually(
    "the rows of posture",
    async () => {
      const labels = await page
        .locator(`${paneBody} >> .monaco-list-row`)
        .evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
      return labels.map(clean);
    },
    accept,
  );
}

async function paneText(page: Page, accept: (text: string) => boolean): Promise<string> {
  return eventually(
    "the text of the view of posture",
    async () => (await page.locator(paneBody).allInnerTexts()).map(clean).join("\n"),
    accept,
  );
}

for (const { name, theme, size } of looks) {
  suite(`posture on the screen, ${name}`, () => {
    const session = useSession({ theme, size, files: mcpFiles() });

    test("before the first check the view says what it would do", async () => {
      const { page } = session();
      await openPosture(page);
      await paneText(page, (text) => /without your asking nothing leaves this machine/.test(text));
      await screenshot(page, `posture-empty-${name}`);
    });

    test("after a check every result stands in its area, with its status in words", async () => {
      const { page } = session();
      await runCommand(page, "Picket: Check Posture");
      await waitForNotification(page, /Posture: \d+ FAIL · \d+ UNKNOWN · \d+ PASS/);
      await runCommand(page, "Notifications: Clear All Notifications");
      const seen = await rows(page, (all) => all.some((row) => row.includes("PK-001")));
      assert.match(seen[0] ?? "", /^Identity and sign-in, \d+ FAIL/);
      assert.ok(
        seen.some((row) => row.startsWith("FAIL Kiro admin policy present and valid, critical · PK-001")),
        seen.join("\n"),
      );
      await paneText(page, (text) => /\d+ FAIL · \d+ UNKNOWN.*Checked just now: this machine\./s.test(text));
      await screenshot(page, `posture-tree-${name}`);
    });

    test("a result opens into its reason, what to do, and where it is required", async () => {
      const { page } = session();
      const row = page.locator(`${paneBody} >> .monaco-list-row[aria-label*="PK-001"]`).first();
      await row.click();
      await page.keyboard.press("ArrowRight");
      const seen = await rows(page, (all) => all.some((line) => line.startsWith("What to do:")));
      assert.ok(
        seen.some((line) => /MAS TRM/.test(line)),
        seen.join("\n"),
      );
      await screenshot(page, `posture-open-${name}`);
    });

    test("the report opens in an editor", async () => {
      const { page } = session();
      await runCommand(page, "Picket: Open the Posture Report");
      const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe");
      const text = await eventually(
        "the report",
        async () => clean(await frame.locator("body").innerText({ timeout: 2_000 })),
        (shown) => /Security posture/i.test(shown),
      );
      assert.match(text, /PK-001/);
      await screenshot(page, `posture-report-${name}`);
    });
  });
}
