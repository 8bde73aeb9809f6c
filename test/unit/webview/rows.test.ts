import assert from "node:assert/strict";
import fc from "fast-check";
import type { PanelGap, PanelRow } from "../../../src/protocol/activity.ts";
import { comparePlaces } from "../../../src/protocol/activityOrder.ts";
import { RowStore } from "../../../src/webview/activity/list/rowStore.ts";
import { ShownRows, type Line } from "../../../src/webview/activity/list/shownRows.ts";
import { panelRow } from "../../support/activityPage/rows.ts";

const day = 86_400_000;
/** The next day of a calendar without time zones. */
const nextDay = (time: number): number => (Math.floor(time / day) + 1) * day;
const numbers = (entries: readonly { row: PanelRow }[]): readonly number[] => entries.map(({ row }) => row.n);

/** A line as text: number of the row, the day's number, or where the gap starts. */
function lineText(line: Line | undefined): string {
  if (line === undefined) return "none";
  if (line.kind === "row") return String(line.entry.row.n);
  return line.kind === "day"
    ? `day ${line.time === undefined ? "?" : Math.floor(line.time / day)}`
    : `gap ${line.gap.from}`;
}

const linesOf = (shown: ShownRows): readonly string[] =>
  Array.from({ length: shown.length }, (_, index) => lineText(shown.line(index)));

suite("rows of the panel", () => {
  test("late rows go to their places, a known number replaces its row, removed ones leave", () => {
    const store = new RowStore();
    store.put([panelRow(1, { time: 10 }), panelRow(2, { time: 30 })], []);
    const late = store.put([panelRow(3, { time: 20 }), panelRow(4, { time: 40, service: "iam" })], []);
    assert.deepEqual([numbers(store.entries), numbers(late.added), late.fresh], [[1, 3, 2, 4], [3, 4], 2]);
    const changed = store.put(
      [panelRow(1, { time: 35, severity: "high" }), panelRow(1, { time: 50 })],
      [3, 99],
    );
    assert.deepEqual(numbers(store.entries), [2, 4, 1]);
    assert.deepEqual([changed.gone, changed.fresh], [new Set([1, 3]), 0]);
    assert.equal(store.get(1)?.row.time, 50);
    assert.deepEqual(
      [...store.services],
      [
        ["s3", 2],
        ["iam", 1],
      ],
    );
    store.put([], [4]);
    assert.deepEqual([...store.services], [["s3", 2]]);
    store.clear();
    assert.deepEqual([store.entries.length, store.get(1), store.services.size], [0, undefined, 0]);
  });

  test("whatever comes in whatever order, the list is what sorting and filtering all of it gives", () => {
    const row = fc.record({
      n: fc.nat(60),
      time: fc.option(fc.nat(40), { nil: undefined }),
      write: fc.boolean(),
    });
    const batch = fc.record({
      rows: fc.array(row, { maxLength: 12 }),
      removed: fc.array(fc.nat(60), { maxLength: 8 }),
    });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 12 }), (batches) => {
        const store = new RowStore();
        const shown = new ShownRows();
        shown.filter(store.entries, ({ write }) => write);
        const held = new Map<number, PanelRow>();
        for (const { rows, removed } of batches) {
          const { time: _time, ...base } = panelRow(0);
          const full = rows.map(({ n, time, write }) => ({
            ...base,
            n,
            write,
            ...(time !== undefined && { time }),
          }));
          shown.apply(store.put(full, removed));
          for (const n of removed) held.delete(n);
          for (const one of full) held.set(one.n, one);
          const expected = [...held.values()].sort(comparePlaces);
          assert.deepEqual(
            store.entries.map((entry) => entry.row),
            expected,
          );
          assert.deepEqual(
            numbers(shown.entries),
            expected.filter(({ write }) => write).map(({ n }) => n),
          );
        }
      }),
    );
  });

  test("days and gaps stand between the rows", () => {
    const store = new RowStore();
    const shown = new ShownRows();
    const { time: _time, ...untimed } = panelRow(9);
    const times = [5 * day + 1, 5 * day + 2, 5 * day + 3, 7 * day];
    store.put([untimed, ...times.map((time, index) => panelRow(index + 1, { time }))], []);
    shown.filter(store.entries, () => true);
    const gaps: PanelGap[] = [
      { from: 7 * day, to: 8 * day, reason: "b" },
      { from: 5 * day + 3, to: 6 * day, reason: "a" },
      { from: 9 * day, to: 9 * day, reason: "c" },
    ];
    shown.mark(gaps, nextDay);
    assert.deepEqual(linesOf(shown), [
      "day ?",
      "9",
      "day 5",
      "1",
      "2",
      `gap ${5 * day + 3}`,
      "3",
      "day 7",
      `gap ${7 * day}`,
      "4",
      `gap ${9 * day}`,
    ]);
    assert.equal(lineText(shown.line(11)), "none");
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((row) => shown.lineOfRow(row)),
      [1, 3, 4, 6, 9],
    );
    assert.deepEqual(
      [0, 1, 2, 3, 5, 6, 7, 9, 10, 11].map((line) => shown.rowOfLine(line)),
      [0, 0, 1, 1, 3, 3, 4, 4, 5, 5],
    );
    assert.deepEqual(
      [2, 3, 4].map((row) => shown.gapBefore(row)?.reason),
      [undefined, "a", "b"],
    );
  });

  test("a gap is shown where no row is, and days end where a calendar fails", () => {
    const shown = new ShownRows();
    shown.mark([{ from: 1, to: 2, reason: "a" }], nextDay);
    assert.deepEqual(linesOf(shown), ["gap 1"]);
    const store = new RowStore();
    store.put([panelRow(1, { time: 8.64e15 }), panelRow(2, { time: 8.64e15 + 1 })], []);
    shown.filter(store.entries, () => true);
    shown.mark([], () => Number.NaN);
    assert.ok(shown.length >= 2);
  });
});
