import assert from "node:assert/strict";
import { rowForKey } from "../../../src/webview/activity/list/rowForKey.ts";
import { RowStore } from "../../../src/webview/activity/list/rowStore.ts";
import {
  contentHeight,
  drawnLines,
  lineAt,
  scrollTopOf,
  tallest,
} from "../../../src/webview/activity/list/scrollWindow.ts";
import { ShownRows } from "../../../src/webview/activity/list/shownRows.ts";
import { Viewport } from "../../../src/webview/activity/list/viewport.ts";
import { panelRow } from "../../support/activityPage/rows.ts";

suite("window of the panel's list", () => {
  test("keys go from row to row and end at the ends", () => {
    const keys = ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End", "x", "constructor"];
    const from = (at: number | undefined): readonly (number | undefined)[] =>
      keys.map((key) => rowForKey(key, at, 20, 8, 99));
    assert.deepEqual(from(50), [51, 49, 58, 42, 0, 99, undefined, undefined]);
    assert.deepEqual(from(undefined), [20, 20, 28, 12, 0, 99, undefined, undefined]);
    assert.deepEqual(from(98).slice(0, 4), [99, 97, 99, 90]);
    assert.deepEqual(from(0).slice(0, 4), [1, 0, 8, 0]);
    assert.equal(rowForKey("End", undefined, 0, 8, -1), 0);
  });

  test("lines and pixels agree, at the ends too", () => {
    const measures = { count: 1_000, lineHeight: 20, viewport: 200 };
    assert.equal(contentHeight(measures), 20_000);
    assert.deepEqual(
      [0, 50, 19_800, 30_000, -5].map((top) => lineAt(measures, top)),
      [0, 2.5, 990, 990, 0],
    );
    assert.deepEqual(
      [0, 2.5, 990, 2_000].map((line) => scrollTopOf(measures, line)),
      [0, 50, 19_800, 19_800],
    );
    assert.deepEqual(drawnLines(measures, 50, 3), { first: 0, end: 16, top: 0 });
    assert.deepEqual(drawnLines(measures, 19_800, 3), { first: 987, end: 1_000, top: 19_740 });
  });

  test("few lines do not scroll", () => {
    const measures = { count: 3, lineHeight: 20, viewport: 200 };
    assert.equal(lineAt(measures, 40), 0);
    assert.equal(scrollTopOf(measures, 2), 0);
    assert.deepEqual(drawnLines(measures, 0, 5), { first: 0, end: 3, top: 0 });
  });

  test("more lines than a browser is tall: every one can still be reached", () => {
    const measures = { count: 2_000_000, lineHeight: 20, viewport: 200 };
    assert.equal(contentHeight(measures), tallest);
    assert.equal(lineAt(measures, tallest - 200), 1_999_990);
    for (const line of [0, 1, 777_777.5, 1_999_990]) {
      const top = scrollTopOf(measures, line);
      assert.ok(top <= tallest - 200);
      assert.ok(Math.abs(lineAt(measures, top) - line) < 1e-6, String(line));
    }
    const { first, end, top } = drawnLines(measures, tallest - 200, 2);
    assert.deepEqual([first, end, top], [1_999_988, 2_000_000, tallest - 240]);
  });

  /** Rows 1 to `count`, a second each, in a viewport of ten lines; the first line is that of the day. */
  function listOf(count: number): { store: RowStore; shown: ShownRows; viewport: Viewport } {
    const store = new RowStore();
    const shown = new ShownRows();
    shown.filter([], () => true);
    shown.apply(
      store.put(
        Array.from({ length: count }, (_, index) => panelRow(index + 1)),
        [],
      ),
    );
    shown.mark([], () => Infinity);
    const viewport = new Viewport(shown);
    viewport.resize(200, 20);
    return { store, shown, viewport };
  }
  const rowAtEdge = ({ shown, viewport }: { shown: ShownRows; viewport: Viewport }): number => {
    const line = shown.line(Math.floor(viewport.scrollTop / 20));
    return line?.kind === "row" ? line.entry.row.n : 0;
  };

  test("what is read stays where it is when rows come above and leave", () => {
    const list = listOf(100);
    list.viewport.scroll(50 * 20 + 7);
    assert.equal(rowAtEdge(list), 50);
    const late = [panelRow(201, { time: 10_500, late: true }), panelRow(202, { time: 49_500, late: true })];
    list.shown.apply(list.store.put([...late, panelRow(203, { time: 200_000 })], [1, 2, 3, 4, 5]));
    list.shown.mark([], () => Infinity);
    list.viewport.settle(false);
    assert.deepEqual([rowAtEdge(list), list.viewport.scrollTop], [50, 47 * 20 + 7]);
  });

  test("when the row at the edge leaves, the next one takes its place", () => {
    const list = listOf(100);
    list.viewport.scroll(50 * 20);
    list.shown.apply(list.store.put([], [48, 49, 50, 51]));
    list.shown.mark([], () => Infinity);
    list.viewport.settle(false);
    assert.equal(rowAtEdge(list), 52);
  });

  test("following keeps the newest line in sight", () => {
    const list = listOf(100);
    list.viewport.settle(true);
    assert.deepEqual([list.viewport.scrollTop, list.viewport.atEnd], [101 * 20 - 200, true]);
    list.shown.apply(list.store.put([panelRow(101)], []));
    list.viewport.settle(true);
    assert.equal(list.viewport.scrollTop, 102 * 20 - 200);
    list.viewport.scroll(list.viewport.scrollTop - 15);
    assert.equal(list.viewport.atEnd, false);
  });

  test("a row is scrolled to as little as is needed", () => {
    const { viewport } = listOf(100);
    viewport.reveal(4);
    assert.equal(viewport.scrollTop, 0);
    viewport.reveal(19);
    assert.equal(viewport.scrollTop, 11 * 20);
    viewport.reveal(11);
    assert.equal(viewport.scrollTop, 11 * 20);
    viewport.reveal(5);
    assert.equal(viewport.scrollTop, 6 * 20);
    viewport.reveal(50, true);
    assert.equal(viewport.scrollTop, 46.5 * 20);
    viewport.raise(70);
    assert.equal(viewport.scrollTop, 71 * 20);
  });

  test("lines that are seen never share an element", () => {
    const { viewport } = listOf(1_000);
    for (let top = 0; top < 20_000; top += 333) {
      viewport.scroll(top);
      const { first, end } = viewport.drawn;
      assert.ok(end - first <= viewport.slots);
    }
  });
});
