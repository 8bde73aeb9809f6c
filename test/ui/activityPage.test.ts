import assert from "node:assert/strict";
import type { Browser, Locator } from "playwright-core";
import { launchChromium } from "../../scripts/host/chromium.ts";
import type { PanelRow, ToPanel } from "../../src/protocol/activity.ts";
import { openFilter } from "../../src/protocol/activityFilter.ts";
import { openActivityPage, type ActivityPage } from "../support/activityPage/page.ts";
import { panelRow } from "../support/activityPage/rows.ts";
import { sampleDetail, sampleRows, scenes, sceneTime, snapshot } from "../support/activityPage/scenes.ts";
import { eventually } from "../support/eventually.ts";
import { clean } from "../support/workbench.ts";

const soon = 10_000;

suite("page of agent activity", () => {
  let browser: Browser;
  let page: ActivityPage;
  suiteSetup(async () => {
    browser = await launchChromium((line) => void process.stdout.write(`  ${line}\n`));
  });
  suiteTeardown(() => browser.close());
  setup(async () => {
    page = await openActivityPage(browser, { width: 700, height: 500, now: sceneTime + 12_000 });
  });
  teardown(async () => {
    const complaints = page.complaints();
    await page.close();
    assert.deepEqual(complaints, []);
  });

  const grid = (): Locator => page.page.getByRole("grid");
  const rows = (): Locator => page.page.locator(".row");
  const row = (n: number): Locator => page.page.locator(`[data-n="${n}"]`);
  const more = (seq: number, added: readonly PanelRow[], removed: readonly number[] = []): ToPanel => ({
    type: "rows",
    epoch: 1,
    seq,
    rows: added,
    removed,
  });
  /** Distance of a row from the top of the page, once it stands still. */
  const topOf = async (n: number): Promise<number> => (await row(n).boundingBox())?.y ?? Number.NaN;

  test("shows events with their day, newest last, and says how fresh they are", async () => {
    await page.send(...snapshot(sampleRows(4)));
    await row(4).waitFor({ timeout: soon });
    assert.deepEqual(
      await grid()
        .locator("[role=row]")
        .allInnerTexts()
        .then((texts) => texts.map(clean)),
      [
        "Time Action Resource Outcome Risk",
        "Today, Friday, November 20, 2026",
        "14:02:38 ListBuckets s3 Success Info",
        "14:02:44 GetObject s3 orders-archive/2026/11/20/batch-000417.json Success Info",
        "14:02:51 GetObject s3 orders-archive/2026/11/20/batch-000417.json Success Info",
        "14:03:00 InvokeModel bedrock anthropic.claude-sonnet Success Info",
      ],
    );
    assert.equal(await grid().getAttribute("aria-rowcount"), "6");
    const head = (await page.page.locator("picket-activity-status").locator(".top, .what").allInnerTexts())
      .map(clean)
      .join(" ");
    assert.equal(
      head,
      "Live Role Agent · Folder trail-logs Data as of 10 sec. ago complete until 14:03:00 Management events. S3 object calls are not visible here.",
    );
  });

  test("shows hostile text as text", async () => {
    const name = `<img src=x onerror="document.title='gone'">`;
    const resource = "exe\u202egpj.\u0000\n{0}<b>bold</b>";
    await page.send(...snapshot([panelRow(1, { name, resource, time: sceneTime, service: "a\u200bb" })]));
    await row(1).waitFor({ timeout: soon });
    const text = await row(1).innerText();
    assert.ok(text.includes(name) && text.includes("exe[U+202E]gpj.␀␊{0}<b>bold</b>"), text);
    assert.ok(text.includes("a[U+200B]b"), text);
    assert.equal(await row(1).locator("img, b").count(), 0);
    assert.notEqual(await page.page.title(), "gone");
  });

  test("filters by what is typed and chosen, counts it, and lets the extension know", async () => {
    await page.send(...snapshot(sampleRows(240)));
    const field = page.page.getByRole("searchbox", { name: "Filter by text" });
    const count = page.page.locator(".number");
    await field.fill("putbucket orders");
    await eventually(
      "the count",
      () => count.innerText(),
      (text) => text === "6 of 240",
      soon,
    );
    await page.waitFor(
      "the filter",
      (one) => one.type === "filter" && one.filter.text === "putbucket orders",
    );
    await field.press("Escape");
    await eventually(
      "all of it",
      () => count.innerText(),
      (text) => text === "240 of 240",
      soon,
    );
    await page.page.getByRole("combobox", { name: "Lowest risk" }).selectOption({ label: "High and above" });
    await eventually(
      "the loud ones",
      () => count.innerText(),
      (text) => text === "12 of 240",
      soon,
    );
    await page.page.getByRole("button", { name: "Services: All services" }).click();
    await page.page.getByRole("checkbox", { name: /cloudtrail/ }).check();
    await eventually(
      "one service",
      () => count.innerText(),
      (text) => text === "6 of 240",
      soon,
    );
    await page.page.keyboard.press("Escape");
    await page.page.getByRole("button", { name: "Denied", exact: true }).click();
    const empty = page.page.getByText("No event matches the filters.");
    await empty.waitFor({ timeout: soon });
    await empty.getByRole("button", { name: "Clear filters" }).click();
    await eventually(
      "all again",
      () => count.innerText(),
      (text) => text === "240 of 240",
      soon,
    );
    const last = await page.waitFor("the open filter", ({ type }) => type === "filter");
    assert.deepEqual(last, { type: "filter", filter: openFilter });
  });

  test("goes from row to row with the keyboard, opens, finds and lets go", async () => {
    await page.send(...snapshot(sampleRows(200)));
    await row(200).waitFor({ timeout: soon });
    await grid().focus();
    await page.page.keyboard.press("End");
    await page.page.keyboard.press("ArrowUp");
    await page.waitFor("the selection", (one) => one.type === "select" && one.n === 199);
    assert.equal(await grid().getAttribute("aria-activedescendant"), "row-199");
    assert.equal(await row(199).getAttribute("aria-selected"), "true");
    await page.page.keyboard.press("Enter");
    await page.waitFor("the record", (one) => one.type === "open" && one.n === 199);
    await page.page.keyboard.press("Home");
    await page.waitFor("the first", (one) => one.type === "select" && one.n === 1);
    await row(1).waitFor({ timeout: soon });
    await page.page.keyboard.press("PageDown");
    const down = await page.waitFor("a page", (one) => one.type === "select" && one.n > 1 && one.n < 199);
    assert.ok(down.type === "select" && down.n > 5);
    await page.page.keyboard.press(" ");
    await page.waitFor("the pause", (one) => one.type === "pause" && one.paused);
    await page.page.keyboard.press("Escape");
    await page.page.locator("picket-activity-details").waitFor({ state: "detached", timeout: soon });
    await page.page.keyboard.press("Control+f");
    await page.page.keyboard.type("stoplog");
    await eventually(
      "what is found",
      () => rows().count(),
      (found) => found === 5,
      soon,
    );
    await page.page.keyboard.press("ArrowDown");
    const focused = await page.page.evaluate<string>(
      "document.activeElement.shadowRoot.activeElement.localName",
    );
    assert.equal(focused, "picket-activity-grid");
  });

  test("follows the newest until somebody scrolls away, then counts what comes", async () => {
    const held = sampleRows(300);
    await page.send(...snapshot(held));
    await row(300).waitFor({ timeout: soon });
    await page.send(more(2, sampleRows(2, sceneTime + 2_000, 301)));
    await row(302).waitFor({ timeout: soon });
    await grid().hover();
    await page.page.mouse.wheel(0, -1_500);
    const back = page.page.locator(".pill");
    await back.waitFor({ timeout: soon });
    const read = Number(await rows().nth(12).getAttribute("data-n"));
    const before = await topOf(read);
    const late = panelRow(900, { time: held[10]?.time ?? 0, late: true });
    await page.send(more(3, [late, ...sampleRows(3, sceneTime + 4_000, 303)], [1, 2, 3]));
    await eventually(
      "the count",
      () => back.innerText(),
      (text) => clean(text) === "4 new events",
      soon,
    );
    assert.equal(await topOf(read), before);
    await back.click();
    await row(305).waitFor({ timeout: soon });
    await back.waitFor({ state: "detached", timeout: soon });
  });

  test("says what came to those who cannot see it", async () => {
    await page.send(...snapshot(sampleRows(10)));
    await page.send(
      more(2, [panelRow(11, { time: sceneTime, severity: "critical" }), panelRow(12, { time: sceneTime })]),
    );
    const said = page.page.locator("[aria-live=polite]");
    await eventually(
      "the announcement",
      () => said.innerText(),
      (text) => text === "2 new events, 1 of high risk or above",
      soon,
    );
  });

  test("gives the native menu its row, for the pointer and for the keyboard", async () => {
    const context = (): Promise<string | null> => page.panel.getAttribute("data-vscode-context");
    await page.send(...snapshot(sampleRows(20)));
    await row(15).click({ button: "right" });
    await page.waitFor("the selection", (one) => one.type === "select" && one.n === 15);
    assert.deepEqual(JSON.parse((await context()) ?? "null"), {
      webviewSection: "event",
      n: 15,
      preventDefaultContextMenuItems: true,
    });
    await page.page.getByRole("searchbox").click({ button: "right" });
    assert.equal(await context(), null);
    await page.page.evaluate(
      `addEventListener("contextmenu", (event) => { globalThis.picketMenu = [event.clientX, event.clientY]; })`,
    );
    await grid().focus();
    await page.page.keyboard.press("ArrowUp");
    await page.page.keyboard.press("Shift+F10");
    await eventually("the context", context, (text) => text?.includes('"n":14') === true, soon);
    const [, y = 0] = await page.page.evaluate<number[]>("globalThis.picketMenu");
    const box = await row(14).boundingBox();
    assert.ok(box && y > box.y && y < box.y + box.height, `${y}`);
  });

  test("shows the details of what is revealed, and clears a filter that hides it", async () => {
    const held = sampleRows(400);
    await page.send(...snapshot(held), { type: "filter", filter: { ...openFilter, text: "nothing" } });
    await page.page.getByText("No event matches").waitFor({ timeout: soon });
    const wanted = held[39] ?? panelRow(0);
    await page.send({ type: "reveal", n: wanted.n }, { type: "detail", detail: sampleDetail(wanted) });
    await row(wanted.n).waitFor({ timeout: soon });
    const details = page.page.locator("picket-activity-details");
    await details.getByText("switches the recording of events off").waitFor({ timeout: soon });
    assert.match(
      clean(await details.locator("section").innerText()),
      /^StopLogging Critical Defense evasion write Open the record .* Address 192\.0\.2\.10 /,
    );
    const [list, line] = [await grid().boundingBox(), await row(wanted.n).boundingBox()];
    assert.ok(list && line && line.y >= list.y && line.y + line.height <= list.y + list.height);
    await details.getByRole("button", { name: "Open the record" }).click();
    await page.waitFor("the record", (one) => one.type === "open" && one.n === wanted.n);
  });

  test("keeps the filter and the selection, and no event, while it is away", async () => {
    await page.send(...snapshot(sampleRows(50)), {
      type: "filter",
      filter: { ...openFilter, text: "getobject" },
    });
    await row(42).click();
    await page.waitFor("the selection", (one) => one.type === "select" && one.n === 42);
    const kept = await page.page.evaluate<string>(`sessionStorage.getItem("state")`);
    assert.deepEqual(JSON.parse(kept), {
      filter: { ...openFilter, text: "getobject" },
      follow: false,
      selected: 42,
      epoch: 1,
    });
    await page.reload();
    await page.waitFor("the question", ({ type }) => type === "ready");
    await page.send(...snapshot(sampleRows(50)));
    await page.page.locator('.row.selected[data-n="42"]').waitFor({ timeout: soon });
    assert.equal(await page.page.getByRole("searchbox").inputValue(), "getobject");
  });

  test("passes on what its buttons ask for", async () => {
    await page.send(...(scenes["signed-out"] ?? []));
    await page.page.getByRole("button", { name: "Sign In" }).click();
    await page.waitFor("the sign-in", (one) => one.type === "command" && one.command === "signIn");
    await page.page.getByRole("button", { name: "Pause" }).click();
    await page.waitFor("the pause", (one) => one.type === "pause" && one.paused);
    await page.send(...(scenes["live"] ?? []));
    await page.page.getByRole("button", { name: /^API\W+Ask AWS for writes only$/ }).click();
    await page.waitFor("the question", (one) => one.type === "writesOnlyAtSource" && one.on);
  });

  test("goes to a minute of the drawing", async () => {
    await page.send(...snapshot(sampleRows(400)));
    const drawing = page.page.getByRole("slider");
    await drawing.waitFor({ timeout: soon });
    await drawing.focus();
    await page.page.keyboard.press("Home");
    await row(1).waitFor({ timeout: soon });
    assert.match(
      (await drawing.getAttribute("aria-valuetext")) ?? "",
      /^13:\d\d:00: \d events, 0 of high risk or above$/,
    );
    await page.page.keyboard.press("End");
    await row(400).waitFor({ timeout: soon });
  });
});
