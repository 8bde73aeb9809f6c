import assert from "node:assert/strict";
import { activityText, eventRows, openActivity, shownCount } from "../support/activityView.ts";
import { eventually } from "../support/eventually.ts";
import { useSession } from "../support/uiSuite.ts";
import { clean, pickRow, readQuickInput, runCommand, screenshot, statusItems } from "../support/workbench.ts";

const record = (id: string, name: string): object => ({
  eventID: id,
  eventTime: new Date(Date.now() - 10 * 60_000).toISOString().replace(/\.\d+/, ""),
  eventName: name,
  eventSource: "cloudtrail.amazonaws.com",
  awsRegion: "us-east-1",
  recipientAccountId: "111122223333",
  eventType: "AwsApiCall",
  userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/KiroAgent/task" },
});

suite("agent activity by LookupEvents", () => {
  const session = useSession({ size: { width: 1280, height: 900 }, files: { "readme.md": "# Orders\n" } });
  const put = async (records: readonly object[]): Promise<void> => {
    const { aws } = session();
    const answer = await fetch(new URL("/_stub/cloudtrail", aws.url), {
      method: "POST",
      body: JSON.stringify({ records }),
    });
    assert.ok(answer.ok, `the stub took the records: ${answer.status}`);
  };

  test("before a source is chosen AWS is not asked", async () => {
    const { page } = session();
    await openActivity(page);
    await activityText(page, (text) => /Nothing is read before you choose/.test(text));
    const items = await statusItems(page);
    assert.ok(
      items.some((label) => /AWS has not been asked yet/.test(label)),
      items.join("\n"),
    );
  });

  test("chosen, it says what it cannot show, and lists the events of everybody or of one role", async () => {
    const { page } = session();
    await put([record("lookup-1", "StopLogging"), record("lookup-2", "DescribeTrails")]);
    await runCommand(page, "Picket: Choose Where Agent Activity Comes From…");
    const view = await readQuickInput(page, ({ rows }) => rows.length > 5);
    assert.ok(view.rows.some((row) => row.includes("no AWS call, no permission")));
    await screenshot(page, "activity-sources");
    await pickRow(page, "cloudtrail:LookupEvents");
    await readQuickInput(page, ({ title }) => title.includes("Whose activity"));
    await pickRow(page, "Everybody's events");
    await shownCount(page, (_shown, all) => all === 2);
    await activityText(page, (text) => /Management events only/.test(text) && /LookupEvents/.test(text));
    const texts = await eventually(
      "the rows",
      async () => (await eventRows(page).allInnerTexts()).map(clean),
      (rows) => rows.length === 2,
    );
    assert.ok(
      texts.some((text) => /StopLogging.*Critical/i.test(text)),
      texts.join("\n"),
    );
    await screenshot(page, "activity-lookup");
  });

  test("the choice outlives the window", async () => {
    await session().reload();
    const { page } = session();
    await openActivity(page);
    await shownCount(page, (_shown, all) => all === 2);
  });
});
