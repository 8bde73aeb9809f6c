import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { agentRole } from "../../scripts/demo/activity/cast.ts";
import {
  activityFrame,
  activityText,
  alertRows,
  eventRows,
  openActivity,
  shownCount,
  trailFolderOfDay,
} from "../support/activityView.ts";
import { waitForText } from "../support/editor.ts";
import { eventually, patience } from "../support/eventually.ts";
import { useSession } from "../support/uiSuite.ts";
import {
  clean,
  menuEntries,
  pickEntry,
  pickRow,
  readQuickInput,
  runCommand,
  screenshot,
} from "../support/workbench.ts";

const trail = await trailFolderOfDay();
suiteTeardown(() => trail.remove());

suite("what can be done with an event", () => {
  const session = useSession({
    theme: "dark",
    size: { width: 1280, height: 900 },
    files: { "readme.md": "# Orders\n" },
    settings: { "picket.activity.folder": trail.path, "picket.activity.role": agentRole },
  });
  /** Leaves the event that puts a policy into a role, and selects it. */
  const selectWorst = async (page: Page): Promise<void> => {
    await activityFrame(page).locator("vscode-textfield input").fill("putrolepolicy");
    await shownCount(page, (shown, all) => shown > 0 && shown < 20 && all > 300);
    await eventRows(page).last().click();
  };

  test("its menu is the editor's own, by the mouse and by the keyboard", async () => {
    const { page } = session();
    await openActivity(page);
    await shownCount(page, (shown, all) => all > 300 && shown === all);
    await selectWorst(page);
    await eventRows(page).last().click({ button: "right" });
    const byMouse = await menuEntries(page);
    await screenshot(page, "activity-menu-dark");
    for (const entry of ["Open Event Record", "Show Similar Events", "Ignore Events Like This…"])
      assert.ok(byMouse.includes(entry), byMouse.join("; "));
    await page.keyboard.press("Escape");
    await eventually(
      "no menu",
      () => page.locator(".monaco-menu").count(),
      (count) => count === 0,
    );
    await activityFrame(page).getByRole("grid").focus();
    await page.keyboard.press("Shift+F10");
    assert.deepEqual(await menuEntries(page), byMouse);
    await pickEntry(page, "Open Event Record");
    await waitForText(page, (text) => text.includes('"PutRolePolicy"'));
  });

  test("similar events are those of the same name and service, and the filter says so", async () => {
    const { page } = session();
    await selectWorst(page);
    await eventRows(page).last().click({ button: "right" });
    await pickEntry(page, "Show Similar Events");
    await activityText(page, (text) => text.includes("Only PutRolePolicy"));
    await shownCount(page, (shown, all) => shown > 0 && shown < 20 && all > 300);
    await activityFrame(page).getByRole("button", { name: "Clear filters" }).click();
    await shownCount(page, (shown, all) => shown === all);
  });

  test("ignored, events raise no alert any more; taken back, they do", async () => {
    const { page } = session();
    const isWorst = (row: string): boolean => row.startsWith("iam:PutRolePolicy");
    await alertRows(page, (all) => all.some(isWorst));
    await selectWorst(page);
    await eventRows(page).last().click({ button: "right" });
    await pickEntry(page, "Ignore Events Like This…");
    const asked = await readQuickInput(page, ({ title }) => title.includes("Ignore events like this"));
    assert.ok(
      asked.rows.some((row) => row.startsWith("Calls of iam:PutRolePolicy on ")),
      asked.rows.join("; "),
    );
    await screenshot(page, "activity-ignore-dark");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await alertRows(page, (all) => all.length > 0 && !all.some(isWorst));
    await shownCount(page, (shown) => shown > 0);
    await runCommand(page, "Picket: Manage Ignored Events…");
    await readQuickInput(page, ({ title }) => title.includes("Ignored events"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    await alertRows(page, (all) => all.some(isWorst));
  });

  test("muted, the alerts offer to notify again, and the other way round", async () => {
    const { page } = session();
    const alerts = page.locator(".sidebar .pane-header", { hasText: "Activity Alerts" });
    const offered = async (title: string): Promise<void> => {
      await alerts.hover();
      await alerts.getByRole("button", { name: title, exact: true }).waitFor({ timeout: patience });
    };
    await runCommand(page, "Picket: Mute Notifications of Agent Activity");
    await offered("Unmute Notifications of Agent Activity");
    await alerts.getByRole("button", { name: "Unmute Notifications of Agent Activity" }).click();
    await offered("Mute Notifications of Agent Activity");
  });

  test("the day of the demo gives a policy, and a report beside it", async () => {
    const { page } = session();
    await runCommand(page, "Picket: Propose a Least-Privilege Policy from the Activity…");
    await readQuickInput(page, ({ title }) => title.includes("which policy shall shrink"));
    await screenshot(page, "activity-policies-dark");
    await pickRow(page, "None: make one of what was used");
    const tab = page.locator(".tab", { hasText: "least-privilege.md" });
    await tab.waitFor({ timeout: patience });
    const editors = page.locator(".editor-instance .view-lines");
    const texts = await eventually(
      "the policy and the report",
      async () => (await editors.allInnerTexts()).map(clean),
      (all) =>
        all.some((text) => /"Version"/.test(text)) && all.some((text) => /Least privilege of/.test(text)),
    );
    assert.equal(texts.length, 2);
    await screenshot(page, "activity-least-privilege-dark");
  });
});
