import assert from "node:assert/strict";
import { activityFrame, activityText, openActivity, shownCount } from "../support/activityView.ts";
import { patience } from "../support/eventually.ts";
import { useSession } from "../support/uiSuite.ts";
import { pickRow, readQuickInput, runCommand, screenshot } from "../support/workbench.ts";

const record = (id: string, name: string): object => ({
  eventID: id,
  eventTime: new Date(Date.now() - 10 * 60_000).toISOString().replace(/\.\d+/, ""),
  eventName: name,
  eventSource: "ec2.amazonaws.com",
  awsRegion: "us-east-1",
  recipientAccountId: "111122223333",
  eventType: "AwsApiCall",
  userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/KiroAgent/task" },
});

suite("agent activity in trouble", () => {
  const session = useSession({
    theme: "light",
    size: { width: 1280, height: 900 },
    files: { "readme.md": "# Orders\n" },
  });
  const stub = async (path: string, method: "POST" | "DELETE", input?: object): Promise<void> => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const answer = await fetch(new URL(`/_stub/${path}`, session().aws.url), { method, ...body });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  };
  const put = (service: string, ...records: readonly object[]): Promise<void> =>
    stub(service, "POST", { records, ...(service === "logs" && { group: "trail" }) });

  test("nothing is read while it is asked whose events; then it becomes live", async () => {
    const { page, aws } = session();
    await openActivity(page);
    await put("cloudtrail", record("first", "RunInstances"));
    await runCommand(page, "Picket: Choose Where Agent Activity Comes From…");
    await pickRow(page, "cloudtrail:LookupEvents");
    await readQuickInput(page, ({ title }) => title.includes("Whose activity"));
    await activityText(page, (text) => /once it is chosen whose activity is shown/.test(text));
    const asked = (await (await fetch(new URL("/_stub/operations", aws.url))).json()) as string[];
    // The list of roles itself looks for AssumeRole's events, once; a source would go on.
    assert.ok(asked.filter((operation) => operation === "LookupEvents").length <= 1, asked.join(", "));
    await pickRow(page, "Everybody's events");
    await shownCount(page, (_shown, all) => all === 1);
    await activityText(page, (text) => /Live/.test(text) && !/Reading/.test(text));
  });

  test("an expired sign-in keeps what is there and offers to sign in; after it nothing is lost", async () => {
    const { page } = session();
    await stub("faults", "POST", { kind: "expire", operation: "LookupEvents" });
    await put("cloudtrail", record("second", "StopInstances"), record("third", "StartInstances"));
    await runCommand(page, "Picket: Refresh Agent Activity");
    await activityText(page, (text) => /Signed out/.test(text) && /Sign In…/.test(text));
    await shownCount(page, (shown, all) => shown === 1 && all === 1);
    await screenshot(page, "activity-signed-out-light");
    await stub("faults", "DELETE");
    await activityFrame(page).getByRole("button", { name: "Try Again" }).click({ timeout: patience });
    await shownCount(page, (shown, all) => shown === 3 && all === 3);
    await activityText(page, (text) => /Live/.test(text) && !/Signed out/.test(text));
  });

  test("slowed down by AWS, it says so and goes on by itself", async () => {
    const { page } = session();
    await stub("faults", "POST", { kind: "throttle", operation: "LookupEvents" });
    await put("cloudtrail", record("fourth", "RebootInstances"));
    await runCommand(page, "Picket: Refresh Agent Activity");
    await activityText(page, (text) => /Throttled/.test(text));
    await screenshot(page, "activity-throttled-light");
    await stub("faults", "DELETE");
    await shownCount(page, (_shown, all) => all === 4);
    await activityText(page, (text) => /Live/.test(text) && !/Throttled/.test(text));
  });

  test("what Live Tail loses is drawn as a gap until it is filled", async () => {
    const { page } = session();
    await put("logs", record("early", "RunInstances"));
    await runCommand(page, "Picket: Choose Where Agent Activity Comes From…");
    await pickRow(page, "Live Tail…");
    await readQuickInput(page, ({ title }) => title.includes("Which log group"));
    await page.keyboard.type("trail");
    await page.keyboard.press("Enter");
    await shownCount(page, (_shown, all) => all === 1);
    await activityText(page, (text) => /Live/.test(text));
    await stub("faults", "POST", { kind: "throttle", operation: "FilterLogEvents" });
    await stub("logs", "POST", { fault: "reset" });
    await activityText(page, (text) => /Events may be missing/.test(text));
    await screenshot(page, "activity-gap-light");
    await stub("faults", "DELETE");
    await put("logs", record("late", "StopInstances"));
    await shownCount(page, (_shown, all) => all === 2);
    await activityText(page, (text) => !/Events may be missing/.test(text) && /Live/.test(text));
  });

  test("without the right to Live Tail the view says that it polls instead", async () => {
    const { page } = session();
    await stub("faults", "POST", { kind: "deny", operation: "StartLiveTail" });
    await runCommand(page, "Picket: Choose Where Agent Activity Comes From…");
    await pickRow(page, "Live Tail…");
    await readQuickInput(page, ({ title }) => title.includes("Which log group"));
    await page.keyboard.type("trail");
    await page.keyboard.press("Enter");
    await shownCount(page, (_shown, all) => all === 2);
    const text = await activityText(page, (seen) => /polls the log group/.test(seen) && /Live/.test(seen));
    assert.doesNotMatch(text, /files could not be read/);
    await screenshot(page, "activity-polling-light");
    await stub("faults", "DELETE");
  });
});
