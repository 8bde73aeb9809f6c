import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { replayDay } from "../../scripts/demo/activity/replay.ts";
import { eventually, patience } from "./eventually.ts";
import { clean, runCommand } from "./workbench.ts";

/** A folder that a made-up day is delivered to: its history at once, its last minutes when a test asks for them. */
export interface TrailFolder {
  readonly path: string;
  /** Delivers what comes after the history, quickly. */
  stream(): void;
  remove(): Promise<void>;
}

export async function trailFolderOfDay(): Promise<TrailFolder> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "picket-day-")));
  const now = Date.now();
  const history = new AbortController();
  // The second run writes the same files: of those that are there, nothing new is read.
  await replayDay(path, { now, signal: history.signal, onHistory: () => history.abort() });
  const rest = new AbortController();
  let streaming: Promise<void> | undefined;
  return {
    path,
    stream: () => void (streaming ??= replayDay(path, { now, speed: 40, signal: rest.signal })),
    async remove() {
      rest.abort();
      await streaming;
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** Opens the views of Picket as a person does, and makes room by closing those that are not about activity. */
export async function openActivity(page: Page): Promise<void> {
  await runCommand(page, "View: Show Picket");
  await activityFrame(page).locator("picket-activity").waitFor({ timeout: patience });
  const other = page.locator('.sidebar .pane-header[aria-expanded="true"]', {
    hasText: /MCP Servers|Posture/,
  });
  await eventually(
    "only the views of activity",
    async () => {
      if ((await other.count()) > 0) await other.first().click({ position: { x: 12, y: 10 } });
      return other.count();
    },
    (count) => count === 0,
  );
}

/** The page of agent activity inside of the workbench. */
export function activityFrame(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe");
}

/** Everything that the page says, once `accept` likes it. */
export async function activityText(page: Page, accept: (text: string) => boolean): Promise<string> {
  const whole = activityFrame(page).locator("body");
  return eventually(
    "the text of agent activity",
    // Its parts have trees of their own, which plain text of the body leaves out.
    async () => clean(await whole.ariaSnapshot({ timeout: 2_000 })),
    accept,
  );
}

/** The lines of events that are in view. */
export function eventRows(page: Page): Locator {
  return activityFrame(page).locator('[role="grid"] [role="row"][aria-selected]');
}

/** How many events the page shows, of how many: `412 of 10,240`. */
export async function shownCount(page: Page, accept: (shown: number, all: number) => boolean): Promise<void> {
  await activityText(page, (text) => {
    const [, shown, all] = /([\d,.]+) of ([\d,.]+)/.exec(text) ?? [];
    return all !== undefined && accept(number(shown), number(all));
  });
}

function number(text = ""): number {
  return Number(text.replace(/\D/g, ""));
}

/** The rows of the tree of alerts as a screen reader gets them, once `accept` likes them. */
export async function alertRows(
  page: Page,
  accept: (rows: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return eventually(
    "the alerts",
    async () => {
      const rows = page.locator('.sidebar .monaco-list[aria-label="Activity Alerts"] .monaco-list-row');
      const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-label") ?? ""));
      return labels.map(clean);
    },
    accept,
  );
}
