/**
 * Figures of the page of agent activity with as many events as it may hold, in headless Chromium: `node
 * test/perf/benchPanel.ts [--json] [--rows N]`. It needs the built `dist/webview/activity.js`.
 */
import type { Page } from "playwright-core";
import { launchChromium } from "../../scripts/host/chromium.ts";
import type { ToPanel } from "../../src/protocol/activity.ts";
import { openFilter } from "../../src/protocol/activityFilter.ts";
import { openActivityPage, type ActivityPage } from "../support/activityPage/page.ts";
import { sampleRows, sceneTime, snapshot } from "../support/activityPage/scenes.ts";

/** Times between the frames of a stretch, ms. */
interface Frames {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
  /** Processor time of the longest task of the page's thread, ms: what the page itself does to a frame. */
  readonly task: number;
}

/** Times in ms, memory in MB. */
export interface PanelFigures {
  readonly rows: number;
  /** From the first message to the last row drawn. */
  readonly load: number;
  readonly loading: Frames;
  /** From a filter's message to what it lets through being drawn, by what it asks. */
  readonly filters: Readonly<Record<string, number>>;
  readonly scrolling: Frames;
  readonly streaming: Frames;
  readonly heap: number;
}

const chunk = 1_000;

/** Loads, filters, scrolls and streams. @param rows events at first */
export async function measurePanel(rows = 100_000): Promise<PanelFigures> {
  const browser = await launchChromium(() => undefined);
  try {
    const panel = await openActivityPage(browser, { width: 900, height: 700 });
    await panel.page.evaluate(recorder);
    const { load, loading } = await measureLoad(panel, rows);
    const filters: Record<string, number> = {};
    for (const [name, filter] of Object.entries(asked)) {
      filters[name] = await measureFilter(panel, { ...openFilter, ...filter });
      await measureFilter(panel, openFilter);
    }
    const scrolling = await framesOf(panel.page, () => panel.page.evaluate(scrollAbout));
    const streaming = await framesOf(panel.page, () => stream(panel, rows));
    return { rows, load, loading, filters, scrolling, streaming, heap: await heapOf(panel.page) };
  } finally {
    await browser.close();
  }
}

/** One line for each stretch. */
export function summarizePanel(figures: PanelFigures): string {
  const frames = ({ count, p50, p95, longest, task }: Frames): string =>
    `${count} frames, p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, longest ${longest.toFixed(0)} ms (budget 50), longest task ${task.toFixed(0)} ms of processor time`;
  return [
    `${figures.rows} rows: loaded in ${figures.load.toFixed(0)} ms; ${frames(figures.loading)}`,
    ...Object.entries(figures.filters).map(
      ([name, ms]) => `filter, ${name}: ${ms.toFixed(1)} ms (budget 50)`,
    ),
    `scrolling: ${frames(figures.scrolling)}`,
    `500 events a second, out of order: ${frames(figures.streaming)}`,
    `heap ${figures.heap.toFixed(0)} MB`,
  ].join("\n");
}

const asked = {
  "two words": { text: "bucket orders" },
  "high and above": { minRisk: "high" },
  "one service, writes": { services: ["s3"], writesOnly: true },
  "a word that all have": { text: "e" },
} as const;

/** Notes when each frame comes. */
const recorder = `{
  globalThis.picketFrames = [];
  const frame = (at) => { picketFrames.push(at); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}`;

async function framesOf(page: Page, work: () => Promise<unknown>): Promise<Frames> {
  const browser = page.context().browser();
  await browser?.startTracing(page, {
    categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"],
  });
  await page.evaluate("void (picketFrames.length = 0)");
  await work();
  const times = await page.evaluate<number[]>("picketFrames");
  const trace = (await browser?.stopTracing())?.toString();
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return {
    count: gaps.length,
    p50: at(0.5),
    p95: at(0.95),
    longest: at(1),
    task: longestTask(trace ?? "{}"),
  };
}

/** An event of Chromium's trace; times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
}

/** Processor time of the longest task on the thread that draws the page, ms. */
function longestTask(trace: string): number {
  const { traceEvents = [] } = JSON.parse(trace) as { traceEvents?: readonly TraceEvent[] };
  const drawing = traceEvents.find(({ name }) => name === "UpdateLayoutTree");
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === "RunTask" && pid === drawing?.pid && tid === drawing.tid,
  );
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0);
}

/** Sends as the extension does: no more than three chunks ahead of what the page has confirmed. */
async function measureLoad(panel: ActivityPage, rows: number): Promise<{ load: number; loading: Frames }> {
  const messages = snapshot(sampleRows(rows, sceneTime, 1, 800), {}, chunk);
  await panel.page.evaluate(`globalThis.picketMessages = ${JSON.stringify(messages)}; undefined`);
  let load = 0;
  const loading = await framesOf(panel.page, async () => {
    load = await panel.page.evaluate<number>(`(async () => {
      const started = performance.now();
      const acks = () => picketPosted.filter(({ type }) => type === "ack").length;
      let sent = 0;
      for (const message of picketMessages) {
        window.postMessage(message, "*");
        if (message.type === "rows") sent++;
        while (sent - acks() >= 3) await new Promise((resolve) => setTimeout(resolve, 0));
      }
      while (acks() < sent) await new Promise((resolve) => setTimeout(resolve, 0));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      globalThis.picketMessages = undefined;
      return performance.now() - started;
    })()`);
  });
  return { load, loading };
}

/** The work of the page's thread: filtering and drawing, without the wait for the next frame. */
async function measureFilter(
  panel: ActivityPage,
  filter: Extract<ToPanel, { type: "filter" }>["filter"],
): Promise<number> {
  return panel.page.evaluate<number>(`(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const element = document.querySelector("picket-activity");
    const filters = element.shadowRoot.querySelector("picket-activity-filters");
    const started = performance.now();
    filters.dispatchEvent(new CustomEvent("narrow", { detail: ${JSON.stringify(filter)} }));
    await element.updateComplete;
    const grid = element.shadowRoot.querySelector("picket-activity-grid");
    await grid.updateComplete;
    grid.getBoundingClientRect();
    grid.shadowRoot.querySelector(".lines").getBoundingClientRect();
    return performance.now() - started;
  })()`);
}

/** Scrolls all through the list in big and small steps, one each frame. */
const scrollAbout = `(async () => {
  const grid = document.querySelector("picket-activity").shadowRoot.querySelector("picket-activity-grid");
  const scroller = grid.shadowRoot.querySelector(".scroller");
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let at = 0; at < 120; at++) { scroller.scrollTop = (at * 7919 * 97) % scroller.scrollHeight; await frame(); }
  for (let at = 0; at < 120; at++) { scroller.scrollTop += 180; await frame(); }
})()`;

/** Batches each 100 ms, with late events in each, while the oldest rows leave. */
async function stream(panel: ActivityPage, held: number): Promise<void> {
  const batches = 40;
  const size = 50;
  const messages = Array.from({ length: batches }, (_, batch): ToPanel => {
    const first = held + 1 + batch * size;
    const rows = sampleRows(size, sceneTime + (batch + 1) * 1_000, first, 20).map((row, index) =>
      index % 10 === 0 ? { ...row, late: true, time: (row.time ?? 0) - 3_600_000 } : row,
    );
    const removed = rows.map((_row, index) => batch * size + index + 1);
    return { type: "rows", epoch: 1, seq: Math.ceil(held / chunk) + batch + 1, rows, removed };
  });
  await panel.page.evaluate(`(async () => {
    for (const message of ${JSON.stringify(messages)}) {
      window.postMessage(message, "*");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })()`);
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

if (import.meta.main) {
  const at = process.argv.indexOf("--rows");
  const figures = await measurePanel(at < 0 ? undefined : Number(process.argv[at + 1]));
  process.stdout.write(
    process.argv.includes("--json") ? `${JSON.stringify(figures)}\n` : `${summarizePanel(figures)}\n`,
  );
}
