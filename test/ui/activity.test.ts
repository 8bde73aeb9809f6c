import assert from "node:assert/strict";
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
import { eventually } from "../support/eventually.ts";
import type { SessionOptions } from "../support/session.ts";
import { useSession } from "../support/uiSuite.ts";
import { clean, pickRow, runCommand, screenshot, statusItems } from "../support/workbench.ts";

interface Look {
  readonly name: string;
  readonly theme: NonNullable<SessionOptions["theme"]>;
  readonly size: { readonly width: number; readonly height: number };
}

const looks: readonly Look[] = [
  { name: "dark", theme: "dark", size: { width: 1280, height: 900 } },
  { name: "light", theme: "light", size: { width: 1280, height: 900 } },
  { name: "narrow", theme: "high-contrast", size: { width: 640, height: 760 } },
];

const trail = await trailFolderOfDay();
suiteTeardown(() => trail.remove());

for (const { name, theme, size } of looks) {
  suite(`agent activity on the screen, ${name}`, () => {
    const session = useSession({
      theme,
      size,
      files: { "readme.md": "# Orders\n" },
      settings: { "picket.activity.folder": trail.path, "picket.activity.role": agentRole },
    });

    test("the day of the role is there, with what it shows and how late it is", async () => {
      const { page } = session();
      await openActivity(page);
      const text = await activityText(page, (seen) => /Live/.test(seen) && /of \d/.test(seen));
      assert.match(text, /KiroAgent/);
      assert.match(text, /Data as of/);
      await shownCount(page, (shown, all) => all > 300 && shown === all);
      await screenshot(page, `activity-${name}`);
    });

    test("alerts stand by kind, the worst first, and the icon counts them", async () => {
      const { page } = session();
      const rows = await alertRows(page, (all) =>
        all.some((row) => row.startsWith("iam:PutRolePolicy, critical")),
      );
      const firstHigh = rows.findIndex((row) => /, high/.test(row));
      const lastCritical = rows.findLastIndex((row) => /, critical/.test(row));
      assert.ok(firstHigh < 0 || firstHigh > lastCritical, rows.join("\n"));
      const items = await statusItems(page);
      assert.ok(
        items.some((label) => /Agent activity: .*KiroAgent.*\d+ alerts to look at/.test(label)),
        items.join("\n"),
      );
    });

    test("a filter leaves what holds its words", async () => {
      const { page } = session();
      const field = activityFrame(page).locator("vscode-textfield input");
      await field.fill("putrolepolicy");
      await shownCount(page, (shown, all) => shown > 0 && shown < 20 && all > 300);
      const texts = (await eventRows(page).allInnerTexts()).map(clean);
      assert.ok(texts.length > 0 && texts.every((text) => text.includes("PutRolePolicy")), texts.join("\n"));
    });

    test("a selected event says why it is risky; Enter opens its record, read-only and masked", async () => {
      const { page } = session();
      await eventRows(page).last().click();
      await activityText(page, (text) => /every action on everything/.test(text));
      await screenshot(page, `activity-details-${name}`);
      await page.keyboard.press("Enter");
      await waitForText(page, (text) => text.includes('"eventVersion"'));
      const alerts = page.locator(".sidebar .pane-header", { hasText: "Activity Alerts" });
      await alerts.click({ position: { x: 12, y: 10 } });
      await activityText(page, (text) => /Access key/.test(text));
      await screenshot(page, `activity-record-${name}`);
      await alerts.click({ position: { x: 12, y: 10 } });
      await activityFrame(page).locator("vscode-textfield input").fill("");
      await shownCount(page, (shown, all) => shown === all);
    });

    test("acknowledged, an alert is no longer counted", async () => {
      const { page } = session();
      await runCommand(page, "Picket: Acknowledge All Alerts");
      await alertRows(page, (all) => all.length > 0 && all.every((row) => row.includes("acknowledged")));
      await eventually(
        "the status bar without alerts",
        () => statusItems(page),
        (items) => items.some((label) => label.startsWith("Agent activity") && !/alerts/.test(label)),
      );
    });
  });
}

suite("agent activity as it comes", () => {
  const session = useSession({
    size: { width: 1280, height: 900 },
    files: { "readme.md": "# Orders\n" },
    settings: { "picket.activity.folder": trail.path, "picket.activity.role": agentRole },
  });

  test("paused, the list stands still and counts what waits; then it goes on", async () => {
    const { page } = session();
    await openActivity(page);
    await shownCount(page, (shown, all) => all > 300 && shown === all);
    await runCommand(page, "Picket: Pause Agent Activity");
    await activityText(page, (text) => /stands still/.test(text));
    let before = 0;
    await shownCount(page, (_shown, all) => (before = all) > 0);
    trail.stream();
    await activityText(page, (text) => /[1-9]\d* waiting/.test(text));
    await screenshot(page, "activity-paused");
    await shownCount(page, (_shown, all) => all === before);
    await runCommand(page, "Picket: Resume Agent Activity");
    await shownCount(page, (_shown, all) => all > before);
  });

  test("a role is chosen among those that the events show", async () => {
    const { page } = session();
    await runCommand(page, "Picket: Choose Whose Activity Is Shown…");
    await pickRow(page, "Everybody's events");
    await shownCount(page, (_shown, all) => all > 1_500);
    await screenshot(page, "activity-everybody");
  });

  test("turned off, the view offers to choose a source, and nothing else is left", async () => {
    const { page } = session();
    await runCommand(page, "Picket: Turn Agent Activity Off");
    await activityText(page, (text) => /Choose a Source/.test(text) && !/of \d/.test(text));
    await screenshot(page, "activity-off");
    await eventually(
      "the status bar without the item",
      () => statusItems(page),
      (items) => !items.some((label) => label.startsWith("Agent activity")),
    );
  });
});
